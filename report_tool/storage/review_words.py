"""The passphrase that opens a review page: six words drawn from a list, never chosen by a person.

The format is specified in ``docs/review-page-format.md``.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import lru_cache
from importlib import resources

WORDS_IN_PASSPHRASE = 6
"""Words in a passphrase: 62 bits from a list of 1,296."""

_BETWEEN_WORDS = re.compile(r"[^a-z]+")


@lru_cache(maxsize=1)
def word_list() -> tuple[str, ...]:
    """Return the words, each of four to nine letters a to z."""
    source = resources.files(__package__) / "passphrase_words.txt"
    return tuple(source.read_text(encoding="ascii").split())


def new_passphrase() -> str:
    """Return six random words with spaces between."""
    return " ".join(secrets.choice(word_list()) for _ in range(WORDS_IN_PASSPHRASE))


def passphrase_bytes(passphrase: str) -> bytes:
    """Return what a key is made of, whatever capitals and separators were typed."""
    folded = unicodedata.normalize("NFKC", passphrase).lower()
    return _BETWEEN_WORDS.sub(" ", folded).strip().encode("ascii")
