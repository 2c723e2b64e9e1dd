"""Dates as NAV writes them: ISO in the søknad, ``01 oktober 2019`` in the tilsagn."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

_YEARS = range(2000, 2101)
_LONG_DATE = re.compile(r"(\d{1,2})\.? +([a-zæøå]+) +(\d{4})")


def read_date(written: str) -> date | None:
    """Return the date, or None if there is no such day in this century."""
    day = _long_date(written) or _iso_date(written)
    return day if day is not None and day.year in _YEARS else None


@cache
def _months() -> dict[str, int]:
    from babel.dates import get_month_names

    return {name: number for number, name in get_month_names("wide", locale="nb").items()}


def _long_date(written: str) -> date | None:
    match = _LONG_DATE.fullmatch(written.casefold())
    month = _months().get(match.group(2)) if match else None
    if match is None or month is None:
        return None
    try:
        return date(int(match.group(3)), month, int(match.group(1)))
    except ValueError:
        return None


def _iso_date(written: str) -> date | None:
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        return None
