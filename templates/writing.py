"""Words that help with the writing itself: what the quality hints look for, in both standards."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

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
