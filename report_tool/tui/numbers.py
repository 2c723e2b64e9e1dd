"""Percentages and hours as people type and read them in Norwegian."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

MOST_HOURS = 1000


def parse_percent(typed: str) -> int | None:
    """Return the whole percentage from 0 to 100 that was typed, or None for an empty text.

    Raises:
        ValueError: if the text is none.
    """
    digits = typed.replace("%", "").strip()
    if not digits:
        return None
    value = int(digits)
    if not 0 <= value <= 100:
        raise ValueError("not a percentage")
    return value


def show_percent(value: int | None) -> str:
    """Return the percentage as ``50 %``; empty for None."""
    return "" if value is None else f"{value} %"


def parse_hours(typed: str) -> Decimal | None:
    """Return the hours that were typed, to a hundredth, or None for an empty text.

    Raises:
        ValueError: if the text is no number from 0 to ``MOST_HOURS``, or a finer one.
    """
    digits = typed.strip().replace(",", ".")
    if not digits:
        return None
    try:
        value = Decimal(digits)
    except InvalidOperation:
        raise ValueError("not a number") from None
    if not value.is_finite() or not 0 <= value <= MOST_HOURS:
        raise ValueError("not a number of hours")
    if value != round(value, 2):
        raise ValueError("finer than a hundredth of an hour")
    return value


def show_hours(value: Decimal | None) -> str:
    """Return the hours as ``7,5``; empty for None."""
    return "" if value is None else f"{value:f}".replace(".", ",")
