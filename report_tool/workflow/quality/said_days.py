"""Days and percentages as they stand in a running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redaction.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
_DAY = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})\.\s?(?:(\d{{1,2}})\b(?:\.\s?(\d{{4}}|\d{{2}})\b)?"
    rf"|({'|'.join(_MONTHS)})\b(?:\s(\d{{4}})\b)?)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3})\s?(?:%|prosent\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day in a text, its year where one is given, and where it stands."""

    day: int
    month: int
    year: int | None
    span: tuple[int, int]

    def is_on(self, when: date) -> bool:
        """Whether this may be that day."""
        return (self.day, self.month) == (when.day, when.month) and self.year in {None, when.year}


@dataclass(frozen=True, slots=True)
class SaidPercent:
    """A percentage in a text, and where it stands."""

    value: int
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the days and percentages in it; spans count in the whole text."""

    text: str
    start: int
    days: tuple[SaidDay, ...]
    percents: tuple[SaidPercent, ...]


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences that hold a day or a percentage."""
    if not any(letter.isdigit() for letter in text):
        return
    for start, end in sentence_spans(text):
        piece = text[start:end]
        days = tuple(_days(piece, start))
        percents = tuple(_percents(piece, start))
        if days or percents:
            yield Sentence(piece, start, days, percents)


def _days(text: str, offset: int) -> Iterator[SaidDay]:
    for match in _DAY.finditer(text):
        day, number, short_year, name, year = match.groups()
        month = int(number) if number else _MONTHS.index(name.casefold()) + 1
        written = short_year or year
        full = None if not written else int(written) + (2000 if len(written) == 2 else 0)
        if 1 <= int(day) <= 31 and 1 <= month <= 12:
            yield SaidDay(int(day), month, full, (offset + match.start(), offset + match.end()))


def _percents(text: str, offset: int) -> Iterator[SaidPercent]:
    for match in _PERCENT.finditer(text):
        if int(match[1]) <= 100:
            yield SaidPercent(int(match[1]), (offset + match.start(), offset + match.end()))
