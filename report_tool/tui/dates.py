"""Dates as people type and read them in Norwegian."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_NYNORSK = {"måndag": 0, "tysdag": 1, "laurdag": 5, "sundag": 6}
_NAMED = {"i dag": 0, "idag": 0, "i morgen": 1, "imorgen": 1, "i overmorgen": 2}
_NAMED |= {"i morgon": 1, "imorgon": 1, "i overmorgon": 2}
_NUMBERS = {"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6}
_NUMBERS |= dict.fromkeys(("en", "én", "ei", "éi", "ein", "éin"), 1)
_NUMERIC = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})(?:\s*[./-]\s*(\d{4}|\d{2})?)?")
_RELATIVE = re.compile(r"om (\d{1,3}|[a-zé]+) (dag|uke|veke|måned|månad)\w*")


def parse_date(typed: str, today: date) -> date | None:
    """Return the day that was typed, or None for an empty text.

    Understood: ``1.3.2027``, ``1.3.27``, ``1.3`` (the next one from ``today``), ``2027-03-01``,
    ``mandag`` (the next one after ``today``), ``i morgen``, ``om 3 uker``.

    Raises:
        ValueError: if the text is no date, or a day that does not exist.
    """
    text = " ".join(typed.casefold().split()).rstrip(".")
    if not text:
        return None
    if text in _NAMED:
        return today + timedelta(days=_NAMED[text])
    weekday = _NYNORSK.get(text, _WEEKDAYS.index(text) if text in _WEEKDAYS else None)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if match := _RELATIVE.fullmatch(text):
        return _relative(match, today)
    if match := _NUMERIC.fullmatch(text):
        return _numeric(match, today)
    return date.fromisoformat(text)


def show_date(day: date | None) -> str:
    """Return the day as ``1.3.2027``; empty for None."""
    return f"{day.day}.{day.month}.{day.year}" if day else ""


def show_moment(moment: datetime, now: datetime) -> str:
    """Return ``14:32`` for a moment of the same day, else ``25.11.2026 14:32``, in local time."""
    local, local_now = moment.astimezone(), now.astimezone()
    clock = local.strftime("%H:%M")
    if local.date() == local_now.date():
        return clock
    return f"{show_date(local.date())} {clock}"


def _relative(match: re.Match[str], today: date) -> date:
    word, unit = match.groups()
    count = int(word) if word.isdigit() else _NUMBERS.get(word, 0)
    if not count:
        raise ValueError("not a number of days, weeks or months")
    if unit == "dag":
        return today + timedelta(days=count)
    if unit in {"uke", "veke"}:
        return today + timedelta(weeks=count)
    year, month = divmod(today.month - 1 + count, 12)
    return _last_that_exists(today.year + year, month + 1, today.day)


def _last_that_exists(year: int, month: int, day: int) -> date:
    for candidate in range(day, 27, -1):
        try:
            return date(year, month, candidate)
        except ValueError:
            continue
    return date(year, month, min(day, 28))


def _numeric(match: re.Match[str], today: date) -> date:
    day, month, year = match.groups()
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    for candidate in range(today.year, today.year + 9):
        try:
            found = date(candidate, int(month), int(day))
        except ValueError:
            if (int(day), int(month)) != (29, 2):
                raise
            continue
        if found >= today:
            return found
    raise ValueError("no such day")
