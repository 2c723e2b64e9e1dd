"""Numbers, dates and ids the way Norwegians write them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from schemas.labels import Language

NO_BREAK = "\u00a0"


def day(value: date, lang: Language) -> str:
    """Return ``1. mars 2027``; a moment is taken in Norwegian time."""
    if isinstance(value, datetime):
        value = _in_norway(value)
    return format_date(value, "d. MMMM y", locale=lang)


def short_day(value: date, lang: Language) -> str:
    """Return ``1. mars 27``, for the axis of a figure."""
    return format_date(value, "d. MMM yy", locale=lang)


def moment(value: datetime, lang: Language) -> str:
    """Return ``1. mars 2027 kl. 14.05`` in Norwegian time."""
    return f"{day(value, lang)} kl.{NO_BREAK}{_in_norway(value):%H.%M}"


def fingerprint(value: str) -> str:
    """Return a hash in groups of eight characters, as a reader compares it."""
    return " ".join(value[i : i + 8] for i in range(0, len(value), 8))


def percent(value: int) -> str:
    """Return ``50 %`` that stays on one line."""
    return f"{value}{NO_BREAK}%"


def number(value: Decimal, lang: Language) -> str:
    """Return a decimal with a comma and without closing zeros: ``12,5``."""
    return str(format_decimal(value.normalize(), locale=lang))


def organisation_number(digits: str) -> str:
    """Return ``211 511 052``; anything that is not nine digits is left as it is."""
    return _grouped(digits, (3, 3, 3))


def national_id(digits: str) -> str:
    """Return ``120585 12345``; anything that is not eleven digits is left as it is."""
    return _grouped(digits, (6, 5))


def _grouped(digits: str, sizes: tuple[int, ...]) -> str:
    if not digits.isdecimal() or len(digits) != sum(sizes):
        return digits
    parts, start = [], 0
    for size in sizes:
        parts.append(digits[start : start + size])
        start += size
    return NO_BREAK.join(parts)


def _in_norway(value: datetime) -> datetime:
    try:
        return value.astimezone(ZoneInfo("Europe/Oslo"))
    except ZoneInfoNotFoundError:
        return value
