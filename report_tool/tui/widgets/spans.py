"""Marked spans of a text, and how they move when the text is edited. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Mark(Enum):
    """How a span stands: never told apart by colour alone."""

    UNDECIDED = "undecided"
    WITHHELD = "withheld"
    SHARED = "shared"
    HARMLESS = "harmless"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Span:
    """A marked part of a text: offsets in code points, ``end`` exclusive."""

    start: int
    end: int
    mark: Mark


def changed_region(old: str, new: str) -> tuple[int, int, int]:
    """Return ``(start, old_end, new_end)`` of the smallest region in which two texts differ."""
    limit = min(len(old), len(new))
    start = _common(limit, lambda n: old[:n] == new[:n])
    rest = limit - start
    tail = _common(rest, lambda n: old[len(old) - n :] == new[len(new) - n :])
    return start, len(old) - tail, len(new) - tail


def shifted(spans: Iterable[Span], start: int, old_end: int, new_end: int) -> tuple[Span, ...]:
    """Return the spans after the region ``start..old_end`` became ``start..new_end``.

    A span that the edit touches keeps what is left of it and takes in what was typed inside it;
    a span that was deleted whole is gone.
    """
    delta = new_end - old_end
    moved = []
    for span in spans:
        if span.end <= start:
            moved.append(span)
        elif span.start >= old_end:
            moved.append(replace(span, start=span.start + delta, end=span.end + delta))
        elif start <= span.start and span.end <= old_end:
            continue
        else:
            left = span.start if span.start < start else new_end
            right = span.end + delta if span.end > old_end else start
            if left < right:
                moved.append(replace(span, start=left, end=right))
    return tuple(moved)


def _common(limit: int, equal: Callable[[int], bool]) -> int:
    """Return the largest n up to ``limit`` for which ``equal`` holds, by halving."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if equal(middle):
            low = middle
        else:
            high = middle - 1
    return low
