"""Reading a foreign JSON document field by field, and naming everything wrong with it at once."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from report_tool.messages import text
from report_tool.workflow.notices import Notice, Severity

if TYPE_CHECKING:
    from collections.abc import Collection

    from report_tool.errors import InputError

LARGEST = 2_000_000
"""A NAV document has a few kilobytes; more bytes than this are something else."""

_MONTHS = {
    name: number
    for number, name in enumerate(
        "januar februar mars april mai juni juli august september oktober november desember".split(),
        start=1,
    )
}
_LONG_DATE = re.compile(r"(\d{1,2})\.? +([a-zæøå]+) +(\d{4})")
_PHONE = re.compile(r"(?:(?:\+|00)47)?(\d{8})")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_YEARS = range(2000, 2101)


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
        day = _long_date(written) or _iso_date(written)
        if day is None or day.year not in _YEARS:
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


def read_document(data: bytes, error: type[InputError]) -> dict[str, Any]:
    """Return the JSON object in ``data``; raise ``error`` saying why there is none."""
    if len(data) > LARGEST:
        raise error(problems=text("intake.document.too-large"))
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise error(problems=text("intake.document.not-utf8")) from None
    if not source.strip():
        raise error(problems=text("intake.document.empty"))
    try:
        document = json.loads(source, parse_float=Decimal, parse_constant=_refuse_constant)
    except json.JSONDecodeError as broken:
        raise error(problems=text("intake.document.not-json", line=broken.lineno)) from None
    except (ValueError, RecursionError):
        raise error(problems=text("intake.document.odd-json")) from None
    if not isinstance(document, dict):
        raise error(problems=text("intake.document.not-object"))
    return document


def _refuse_constant(name: str) -> None:
    raise ValueError("not a JSON number")


def _clean(value: str) -> str | None:
    """Return the text in NFC without control characters; None if it is no text at all."""
    if any("\ud800" <= character <= "\udfff" for character in value):
        return None
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", kept).strip()


def _long_date(written: str) -> date | None:
    match = _LONG_DATE.fullmatch(written.casefold())
    if match is None or match.group(2) not in _MONTHS:
        return None
    try:
        return date(int(match.group(3)), _MONTHS[match.group(2)], int(match.group(1)))
    except ValueError:
        return None


def _iso_date(written: str) -> date | None:
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        return None
