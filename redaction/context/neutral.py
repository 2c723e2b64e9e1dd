"""The project's own neutral wording and plain idioms are never findings, whatever a layer says."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from redaction.morphology import idioms
from redaction.phrases.bank import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presidio_analyzer import RecognizerResult

_SHORTEST = 6
"""Shorter phrases would hide too much; the layers leave them alone by themselves."""


def outside_neutral(results: Iterable[RecognizerResult], text: str) -> list[RecognizerResult]:
    """Return the results that do not lie wholly inside an idiom or a phrase of the phrase bank."""
    kept = list(results)
    if kept:
        inside = [match.span() for match in _pattern().finditer(text)]
        kept = [r for r in kept if not any(a <= r.start and r.end <= b for a, b in inside)]
    return kept


@cache
def phrases() -> frozenset[str]:
    """Return every phrase of the phrase bank, bokmål and nynorsk."""
    return frozenset(p for name in ("neutral.toml", "suggestions.toml") for p in _texts(name))


@cache
def _pattern() -> re.Pattern[str]:
    long_first = sorted((p for p in phrases() if len(p) >= _SHORTEST), key=lambda p: (-len(p), p))
    words = [r"\s+".join(map(re.escape, phrase.split())) for phrase in long_first]
    return re.compile(rf"(?<!\w)(?:{'|'.join([*words, *idioms()])})(?!\w)", re.IGNORECASE)


def _texts(name: str) -> Iterator[str]:
    bank = load(name)
    if name == "neutral.toml":
        for lang in ("nb", "nn"):
            yield from _leaves(bank[lang])
    else:
        for group in (*bank["label"].values(), *bank["theme"].values()):
            yield from (phrase for lang in ("nb", "nn") for phrase in _leaves(group[lang]))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for part in value.values() if isinstance(value, dict) else value:
            yield from _leaves(part)
