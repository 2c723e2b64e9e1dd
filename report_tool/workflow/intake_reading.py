"""Reading a foreign JSON document field by field, and naming everything wrong with it at once."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from report_tool.messages import text
from report_tool.workflow.intake_dates import read_date
from report_tool.workflow.notices import Notice, Severity

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from report_tool.errors import InputError

_PHONE = re.compile(r"(?:(?:\+|00)47)?(\d{8})")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


class Fields:
    """One document's fields by NAV's own path (``ansatt.fnr``), with what is wrong with them."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._problems: list[str] = []
        self.notices: list[Notice] = []

    def problem(self, path: str, kind: str) -> None:
        """Note that the document cannot be used because of this field."""
        self._problems.append(text(f"intake.problem.{kind}", field=path))

    def notice(self, path: str, kind: str, severity: Severity = Severity.WARNING) -> None:
        """Note something about this field that does not stop the import."""
        self.notices.append(Notice(path, f"intake.notice.{kind}", severity))

    def refuse_problems(self, error: type[InputError]) -> None:
        """Raise ``error`` naming every problem, if there is any."""
        if self._problems:
            raise error(problems="; ".join(self._problems))

    def value(self, path: str) -> Any:
        """Return the plain value at the path, or None."""
        value: Any = self._document
        for name in path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def string(self, path: str, *, required: bool = False, expected: bool = False) -> str:
        """Return the cleaned text at the path, empty where there is none."""
        value = self.value(path)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            self.problem(path, "not-text")
            return ""
        cleaned = _clean(value or "")
        if cleaned is None:
            self.problem(path, "not-text")
            return ""
        if not cleaned and required:
            self.problem(path, "missing")
        elif not cleaned and expected:
            self.notice(path, "missing", Severity.INFO)
        return cleaned

    def choice(self, path: str, allowed: Collection[str], *, required: bool = False) -> str:
        """Return the text at the path, which must be one of those allowed."""
        value = self.string(path, required=required)
        if value and value not in allowed:
            self.problem(path, "not-allowed")
        return value

    def number(self, path: str, *, expected: bool = False) -> str:
        """Return a number that is not negative, in plain decimal notation."""
        value = self.value(path)
        if isinstance(value, Decimal):
            value = str(value)
        elif not isinstance(value, str) or not value.strip():
            value = self.string(path, expected=expected)
        if not value:
            return ""
        try:
            number = Decimal(re.sub(r"\s", "", value).replace(",", "."))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or not 0 <= number < 10**9:
            self.problem(path, "bad-number")
            return ""
        whole = number.to_integral_value()
        return format(whole if whole == number else number.normalize(), "f")

    def whole(self, path: str, *, required: bool = False) -> int | None:
        """Return a whole number that is not negative."""
        if required and self.value(path) in {None, ""}:
            self.problem(path, "missing")
            return None
        written = self.number(path)
        if "." in written:
            self.problem(path, "bad-number")
            return None
        return int(written) if written else None

    def day(self, path: str, *, required: bool = False, expected: bool = False) -> date | None:
        """Return the date at the path: ISO, with or without a time, or ``01 oktober 2019``."""
        written = self.string(path, required=required, expected=expected)
        if not written:
            return None
        day = read_date(written)
        if day is None:
            self.problem(path, "bad-date")
            return None
        return day

    def phone(self, path: str, *, expected: bool = False) -> str:
        """Return a Norwegian number in eight digits."""
        written = re.sub(r"[\s.-]", "", self.string(path, expected=expected))
        match = _PHONE.fullmatch(written)
        if written and not match:
            self.problem(path, "bad-phone")
        return match.group(1) if match else ""

    def email(self, path: str, *, expected: bool = False) -> str:
        """Return the e-mail address at the path."""
        written = self.string(path, expected=expected)
        if written and not _EMAIL.fullmatch(written):
            self.problem(path, "bad-email")
        return written

    def national_id(self, path: str) -> str:
        """Return the fødselsnummer or D-number; a wrong check digit is only worth a notice."""
        from stdnum.no import fodselsnummer

        return self._checked(path, fodselsnummer, "fnr")

    def organisation_number(self, path: str) -> str:
        """Return the organisation number; a wrong check digit is only worth a notice."""
        from stdnum.no import orgnr

        return self._checked(path, orgnr, "orgnr")

    def _checked(self, path: str, kind: Any, name: str) -> str:
        from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

        written = self.string(path, required=True)
        if not written:
            return ""
        compact = re.sub(r"[\s.-]", "", written)
        try:
            kind.validate(compact)
        except (InvalidChecksum, InvalidComponent):
            self.notice(path, f"{name}-check")
        except ValidationError:
            self.problem(path, f"bad-{name}")
            return ""
        return compact


def _clean(value: str) -> str | None:
    """Return the text in NFC without control characters; None if it is no text at all."""
    if any("\ud800" <= character <= "\udfff" for character in value):
        return None
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", kept).strip()
