"""Long texts cut where a reader would pause, so that work is even and time stays linear."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PIECE = 50_000
"""Longest piece, in code points."""

_PAUSES = tuple(re.compile(pattern) for pattern in (r"\n\s*\n", r"\n", r"[.!?]\s", r"\s"))


def cut(text: str, longest: int = MAX_PIECE) -> Iterator[tuple[int, int]]:
    """Yield the spans of the pieces; together they cover the text without gap or overlap.

    A piece ends after the last blank line before the limit, else the last line, sentence, word,
    else at the limit. An empty text gives no piece.
    """
    start = 0
    while len(text) - start > longest:
        end = _last_pause(text, start, start + longest)
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _last_pause(text: str, start: int, limit: int) -> int:
    halfway = start + (limit - start) // 2
    for pause in _PAUSES:
        ends = [match.end() for match in pause.finditer(text, halfway, limit)]
        if ends:
            return ends[-1]
    return limit
