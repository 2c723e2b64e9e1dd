"""The unit of analysis: text between blank lines, at most a few thousand characters long."""

from __future__ import annotations

import re

LONGEST = 20_000
"""A longer paragraph is cut, at a sentence end or white space where there is one."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def paragraph_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the paragraphs as sorted spans that cover all non-space text."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BLANK_LINE.finditer(text):
        _append(spans, text, start, match.start())
        start = match.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while end - start > LONGEST:
        cut = _cut(text, start + LONGEST // 2, start + LONGEST)
        spans.append((start, cut))
        start = cut
    if text[start:end].strip():
        spans.append((start, end))


def _cut(text: str, earliest: int, latest: int) -> int:
    for separators in (". ", "\n", " "):
        found = text.rfind(separators, earliest, latest)
        if found >= 0:
            return found + len(separators)
    return latest
