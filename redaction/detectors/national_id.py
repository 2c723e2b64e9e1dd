"""Fødselsnummer, D-numbers and synthetic ones, also spaced, malformed or with a wrong digit."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from stdnum.no.fodselsnummer import calc_check_digit1, calc_check_digit2

from redaction.detectors.base import Recogniser
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import RecognizerResult

    from redaction.reading import Reading

_ELEVEN = re.compile(r"(?<![\d.,+])\d(?:[ .:/_-]{0,2}\d){10}(?![\d]|[.,]\d)")
_AFTER_CUE = re.compile(
    r"(?:\bf(?:ødsels|ødsel|øds)\.?-?(?:n(?:umme)?r|og personn(?:umme)?r)\.?|\bfnr\b\.?"
    r"|\bpersonn(?:umme)?r\b\.?|\b[dD]-?n(?:umme)?r\b\.?)[^\d\n]{0,25}"
    r"(?P<number>\d[\d .:/_xX*-]{4,18}[\dxX*])",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"(?:konto|faktura|saksn|saknr|referanse|ref\.|ordre|kid|journal|løpen|serien|telefon|tlf|org)"
    r"[^\n\d]{0,20}$",
    re.IGNORECASE,
)


class NationalIdRecogniser(Recogniser):
    """Eleven digits that begin with a date, or whatever stands after the word fødselsnummer."""

    detector = "national-id"
    labels = (Label.NATIONAL_ID,)

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield national ids; the score falls with every sign that it may not be one."""
        text = reading.text
        seen: set[int] = set()
        for match in _ELEVEN.finditer(text):
            digits = re.sub(r"\D", "", match.group())
            score, rule, why = _judge(digits)
            if score < 0.95 and _OTHER_NUMBER.search(
                text[max(0, match.start() - 30) : match.start()]
            ):
                continue
            if score:
                seen.add(match.start())
                yield self.result(Label.NATIONAL_ID, match.span(), score, rule, why)
        for match in _AFTER_CUE.finditer(text):
            if match.start("number") not in seen:
                yield self.result(
                    Label.NATIONAL_ID,
                    match.span("number"),
                    0.8,
                    "after-cue",
                    "Tallet står etter ordet fødselsnummer.",
                )


def _judge(digits: str) -> tuple[float, str, str]:
    if not _has_date(digits):
        return 0.0, "", ""
    if digits[9] == calc_check_digit1(digits) and digits[10] == calc_check_digit2(digits):
        return 0.99, "check-digits", "Fødselsnummer med riktige kontrollsifre."
    return 0.8, "date", "Elleve sifre som begynner med en dato, slik et fødselsnummer gjør."


def _has_date(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    day -= 40 if day > 40 else 0
    month -= 80 if month > 80 else 40 if month > 40 else 0
    try:
        datetime.date(1900 + year, month, day)
    except ValueError:
        return (day, month) == (29, 2)
    return True
