"""Diagnosis codes: ICD-10 and ICPC-2, where they exist in the book and nothing says otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from redaction.codebooks import icd10, icpc2
from redaction.detectors.base import Recogniser
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import RecognizerResult

    from redaction.reading import Reading

_CODE = re.compile(r"(?<![\w.,/-])([A-Za-z])[ ]?(\d{2})(?:\.?(\d{1,2}))?(?![\w]|[.,/-]\d)")
_CUE = re.compile(
    r"(?:diagnos\w*|\bicd\b|\bicd-?10\b|\bicpc\b|\bicpc-?2\b|kode[nr]?\b|\bkodet?\b)[^\n]{0,40}$",
    re.IGNORECASE,
)
_CUE_AFTER = re.compile(r"^[^\n.]{0,25}(?:icd|icpc|diagnose)", re.IGNORECASE)
_NOT_CODE = re.compile(
    r"(?:\brom|room|hylle|reol|hall|bygg|blokk|sone|plan|etasje|port|gate|linje|rute|buss|\bfly|tog"
    r"|vei|standard|\bnorm|\biso\b|\bns\b|\ben\b|papir|ark|format|modell|type|motor|maskin|versjon"
    r"|artikkel|vare|lager|plass|sete|tavle|kurs|krets|sikring|skjema|vedlegg|punkt|kapittel|felt"
    r"|celle|kolonne|stasjon|bane|spor|dekk|avdeling|post|seksjon|team|gruppe|klasse|vogn|bil"
    r"|trinn|nivå|stikkord|sak|betong|stål|bensin|dør|inngang|kai|brygge|parkering|p-plass|mal"
    r"|rev|utgave|ruter?)\w{0,12}[ .:«\"(-]{0,3}$",
    re.IGNORECASE,
)


class CodeRecogniser(Recogniser):
    """Marks codes as diagnoses: firm with a full stop or a cue, doubtful when bare."""

    detector = "codes"
    labels = (Label.DIAGNOSIS,)

    def load(self) -> None:
        """Load the code books."""
        self._icd10 = icd10()
        self._icpc2 = icpc2()

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield codes that a code book knows."""
        text = reading.text
        for match in _CODE.finditer(text):
            letter, two, decimals = match.groups()
            code = (letter + two + (decimals or "")).upper()
            book = "ICD-10" if code in self._icd10 else "ICPC-2" if code in self._icpc2 else ""
            before = text[max(0, match.start() - 60) : match.start()]
            cued = bool(_CUE.search(before) or _CUE_AFTER.search(text[match.end() :][:40]))
            if not book or (not cued and _NOT_CODE.search(before)):
                continue
            if not cued and (letter.islower() or " " in match.group()):
                continue
            score = 0.97 if cued else 0.9 if "." in match.group() else 0.45
            if score == 0.45 and text[match.start() - 1 : match.start()] == "(":
                score = 0.7
            yield self.result(
                Label.DIAGNOSIS, match.span(), score, book, f"Koden finnes i kodeverket {book}."
            )
