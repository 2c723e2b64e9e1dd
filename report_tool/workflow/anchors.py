"""What binds a decision to its words: the sentence, the surface, and which one of equal ones."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from redaction.sentences import sentence_spans
from schemas.decision import Anchor
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.finding import FieldFinding


def anchor(found: FieldFinding) -> Anchor:
    """Return the anchor that a decision about ``found`` is bound to."""
    return Anchor(
        field=found.field,
        sentence_hash=sentence_hash(found.sentence),
        surface=folded_space(found.finding.surface),
        occurrence=found.occurrence,
    )


@lru_cache(maxsize=4096)
def sentence_hash(sentence: str) -> str:
    """Return the SHA-256 of the sentence in NFC with white space folded."""
    return hashlib.sha256(folded_space(sentence).encode()).hexdigest()


def folded_space(text: str) -> str:
    """Return the text in NFC, every run of white space one space, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence, or sentences, that hold ``text[start:end]``."""
    touched = [span for span in _sentences(text) if span[0] < end and start < span[1]]
    return min([start, *(s for s, _ in touched)]), max([end, *(e for _, e in touched)])


def occurrence_of(sentence: str, offset: int, surface: str) -> int:
    """Return how many equal surfaces start before ``offset`` in the sentence."""
    return sum(start < offset for start, _ in _surfaces(sentence, surface))


def find_anchor(text: str, wanted: Anchor) -> tuple[tuple[int, int], ...]:
    """Return where the anchor's words stand in the field's text; empty if its sentence is gone.

    A sentence that stands but whose surface cannot be told apart is returned whole.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _sentences_by_hash(text).get(wanted.sentence_hash, ()):
        hits = list(_surfaces(text[start:end], wanted.surface))
        if wanted.occurrence < len(hits):
            low, high = hits[wanted.occurrence]
            spans.append((start + low, start + high))
        else:
            spans.append((start, end))
    return tuple(spans)


@lru_cache(maxsize=128)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return sentence_spans(text)


@lru_cache(maxsize=128)
def _sentences_by_hash(text: str) -> dict[str, tuple[tuple[int, int], ...]]:
    """Sentences, runs of two and three for details across a border, and the whole text."""
    sentences = _sentences(text)
    runs = [
        (sentences[first][0], sentences[first + length - 1][1])
        for length in (1, 2, 3)
        for first in range(len(sentences) - length + 1)
    ]
    by_hash: dict[str, tuple[tuple[int, int], ...]] = {}
    for start, end in dict.fromkeys([*runs, (0, len(text))]):
        key = sentence_hash(text[start:end])
        by_hash[key] = (*by_hash.get(key, ()), (start, end))
    return by_hash


def _surfaces(sentence: str, surface: str) -> Iterator[tuple[int, int]]:
    words = surface.split()
    if not words:
        return
    pattern = re.compile(r"(?=(" + r"\s+".join(re.escape(word) for word in words) + r"))")
    for match in pattern.finditer(sentence):
        yield match.start(1), match.end(1)


@lru_cache(maxsize=4096)
def words_key(surface: str) -> str:
    """Return what equal surfaces have in common."""
    return folded_space(surface).casefold()


def is_unchecked(found: FieldFinding) -> bool:
    """Say whether the finding stands for a field that was not checked."""
    return found.finding.label is Label.UNCHECKED
