"""What helps with the writing itself: words to look out for, and phrases and measures to adapt."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from templates import LANGUAGES

KINDS = ("vague", "blaming", "diagnosing")
"""The lists of ``writing.toml``."""


@lru_cache(maxsize=8)
def watched_words(kind: str) -> tuple[str, ...]:
    """Return one list of ``KINDS`` in both standards, for texts often mix them.

    Raises:
        KeyError: if there is no such list.
    """
    lists = (_watched(lang)[kind] for lang in LANGUAGES)
    return tuple(sorted({word for words in lists for word in words}))


@lru_cache(maxsize=4)
def _watched(lang: str) -> dict[str, list[str]]:
    source = resources.files("templates") / "texts" / lang / "writing.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


THEMES = ("tasks", "time", "place", "communication", "ergonomics", "follow-up")
"""What the ready-made phrases and measures are about; each theme is a file of ``bank/``."""

BLANK = "___"
"""Stands in a phrase or measure where the writer puts in what fits the case."""


@dataclass(frozen=True, slots=True)
class StandardMeasure:
    """A measure to start from; ``who`` is a value of the schema, ``weeks`` the time to do it in."""

    what: str
    who: str
    weeks: int
    why: str
    seen: str


def ready_phrases(theme: str, lang: str) -> tuple[str, ...]:
    """Return the sentences of a theme, none of them about health.

    Raises:
        KeyError: if there is no such theme or language.
    """
    return tuple(_bank(theme, lang)["phrases"])


def standard_measures(theme: str, lang: str) -> tuple[StandardMeasure, ...]:
    """Return the measures of a theme.

    Raises:
        KeyError: if there is no such theme or language.
    """
    return tuple(StandardMeasure(**each) for each in _bank(theme, lang)["measures"])


@lru_cache(maxsize=16)
def _bank(theme: str, lang: str) -> dict[str, Any]:
    if theme not in THEMES or lang not in LANGUAGES:
        raise KeyError(theme, lang)
    source = resources.files("templates") / "texts" / lang / "bank" / f"{theme}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
