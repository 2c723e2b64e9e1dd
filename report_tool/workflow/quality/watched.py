"""Finding listed words and phrases in the report's texts, with the sentence they stand in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from report_tool.workflow.anchors import sentence_around
from report_tool.workflow.quality.hint import Hint
from templates.writing import watched_words

if TYPE_CHECKING:
    from collections.abc import Iterator


@lru_cache(maxsize=8)
def watched(kind: str) -> re.Pattern[str]:
    """Return the pattern of one list of ``templates.writing``; longer phrases come first."""
    words = sorted(watched_words(kind), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def in_text(rule: str, kind: str, place: str, text: str) -> Iterator[Hint]:
    """Yield a hint for every listed word; it is about the sentence that holds the word."""
    for match in watched(kind).finditer(text):
        start, end = sentence_around(text, *match.span())
        yield Hint(
            rule,
            place,
            (("words", match.group()),),
            span=match.span(),
            about=text[start:end],
        )
