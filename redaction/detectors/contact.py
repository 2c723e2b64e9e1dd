"""Telephone numbers, e-mail addresses and bank accounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import phonenumbers
from stdnum.no import kontonr

from redaction.detectors.base import Recogniser
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import RecognizerResult

    from redaction.reading import Reading

_EMAIL = re.compile(
    r"[\w.+%&'*-]{1,64}(?:@|\s?[(\[](?:at|krøllalfa|alfakrøll|snabel-?a)[)\]]\s?)"
    r"(?:[\w-]{1,63}(?:\.|\s?[(\[](?:dot|punktum)[)\]]\s?)){1,6}[a-zæøå]{2,24}",
    re.IGNORECASE,
)
_SPOKEN_EMAIL = re.compile(
    r"\b[\w.-]{1,40}(?: (?:punktum|punkt|dot) [\w-]{1,40}){0,3} (?:krøllalfa|alfakrøll|snabel-?a)"
    r" [\w.-]{1,40}(?: ?(?:punktum|punkt|dot|\.) ?\w{2,20}){1,3}\b",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\d.,/-])(?:\(?(?:\+|00)\d{2}\)?[ -]?)?\(?\d\)?(?:[ .-]{0,2}\d){7}"
    r"(?![\d]|[.,-]\d|[ ]\d{3,})"
)
_FOREIGN = re.compile(r"(?<!\d)(?:\+|00)(?!47)[1-9]\d{0,2}(?:[ .()-]{0,2}\d){6,12}(?!\d)")
_PHONE_CUE = re.compile(
    r"(?:\btlf\b|\btel\b|telefon|mobil|\bmob\b|ring|\bsms\b|nummer|nås |nåes |kontakt|vipps|\btreff"
    r"|nærmeste pårørende|\bnr\b)[^\n]{0,40}$",
    re.IGNORECASE,
)
_NOT_PHONE = re.compile(
    r"(?:\borg|sak|ordre|faktura|\bref|hpr|kid|konto|best|journal|serie|avtale|vare|tilsagn|\bid\b"
    r"|registr|\bløpe)[^\n,;]{0,22}$|\bkr\.? ?$|\b[^\W\d_]{1,2}$",
    re.IGNORECASE,
)
_HEXADECIMAL = re.compile(r"(?<![0-9a-f])(?=\d*[a-f]+\d)[0-9a-f]{12,}(?![0-9a-f])", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?<![\d.])\d{4}([ .]?)\d{2}\1\d{5}(?![\d]|\.\d)")
_IBAN = re.compile(r"\bNO\d{2}(?: ?\d{4}){2} ?\d{3}\b")
_ACCOUNT_CUE = re.compile(r"(?:konto|\bbank|innbetal|overfør|utbetal)[^\n]{0,40}$", re.IGNORECASE)


class EmailRecogniser(Recogniser):
    """E-mail addresses of any domain, also spelled out to fool a machine."""

    detector = "email"
    labels = (Label.CONTACT,)

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield addresses."""
        if "@" in reading.text or "(" in reading.text or "[" in reading.text:
            for match in _EMAIL.finditer(reading.text):
                yield self.result(
                    Label.CONTACT, match.span(), 0.98, "address", "Dette er en e-postadresse."
                )
        if re.search(r"alfa|snabel", reading.text, re.IGNORECASE):
            for match in _SPOKEN_EMAIL.finditer(reading.text):
                yield self.result(
                    Label.CONTACT, match.span(), 0.9, "spoken", "Dette er en e-postadresse i ord."
                )


class PhoneRecogniser(Recogniser):
    """Norwegian numbers by phonenumbers' plan, and foreign ones with their country code."""

    detector = "phone"
    labels = (Label.CONTACT,)

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield numbers that are valid in Norway and not called something else."""
        text = reading.text
        digests = [match.span() for match in _HEXADECIMAL.finditer(text)]
        for match in _PHONE.finditer(text):
            before = text[max(0, match.start() - 60) : match.start()]
            cued = bool(_PHONE_CUE.search(before))
            if not cued and _NOT_PHONE.search(before):
                continue
            if any(start <= match.start() and match.end() <= end for start, end in digests):
                continue
            written = match.group()
            number = phonenumbers.parse(re.sub(r"[^\d+]", "", written), "NO")
            valid = phonenumbers.is_valid_number(number)
            grouped = bool(re.search(r"\d[ .-]\d", written)) or written[0] in "+("
            score = 0.97 if valid and (cued or grouped) else 0.75 if valid or cued else 0.0
            if score:
                yield self.result(
                    Label.CONTACT, match.span(), score, "no", "Dette ser ut som et telefonnummer."
                )
        if "+" in text or "00" in text:
            for match in _FOREIGN.finditer(text):
                yield self.result(
                    Label.CONTACT, match.span(), 0.9, "foreign", "Et utenlandsk telefonnummer."
                )


class AccountRecogniser(Recogniser):
    """Norwegian bank accounts (eleven digits, modulus 11) and IBAN."""

    detector = "account"
    labels = (Label.CONTACT,)

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield accounts that are written as one, have the right digit, or are named so."""
        text = reading.text
        for match in _ACCOUNT.finditer(text):
            cued = bool(_ACCOUNT_CUE.search(text[max(0, match.start() - 60) : match.start()]))
            digits = re.sub(r"\D", "", match.group())
            valid = kontonr.is_valid(digits)
            score = 0.97 if valid and (cued or match.group(1)) else 0.85 if cued else 0.0
            if score:
                yield self.result(
                    Label.CONTACT, match.span(), score, "bban", "Dette er et kontonummer."
                )
        for match in _IBAN.finditer(text):
            yield self.result(Label.CONTACT, match.span(), 0.97, "iban", "Dette er et IBAN-nummer.")
