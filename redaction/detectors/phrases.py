"""Everyday phrases that give a detail away without a term: sleep, family, money, drink, faith."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from redaction.detectors.base import Recogniser
from redaction.explanations import KINDS
from redaction.morphology import body_parts, cues, patterns
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import RecognizerResult

    from redaction.reading import Reading

_ANY_WORDS = r"(?:\S+ ){0,3}?"
_NUMBER = r"\d+"
_SCORE = 0.8


class PhraseRecogniser(Recogniser):
    """Marks the phrases of ``patterns.txt`` sentence by sentence."""

    detector = "phrases"
    labels = (
        Label.SYMPTOM,
        Label.TREATMENT,
        Label.PRIVATE_LIFE,
        Label.SPECIAL_CATEGORY,
        Label.SUBSTANCE,
    )

    def load(self) -> None:
        """Compile the patterns."""
        self._patterns = [
            (Label(label), name, re.compile(rf"(?<!\S)(?:{_expanded(pattern)})(?!\S)"))
            for label, name, pattern in patterns()
        ]

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield phrases; punctuation between words does not break them, a sentence end does."""
        sentences = (reading.folds[first:last] for first, last in reading.sentence_words)
        lines = "\n".join(" ".join(folds) for folds in sentences if folds)
        starts = [0, *accumulate(len(word) + 1 for word in reading.folds[:-1])]
        for label, name, pattern in self._patterns:
            for match in pattern.finditer(lines):
                begin = bisect_right(starts, match.start()) - 1
                end = bisect_left(starts, match.end()) - 1
                yield self.result(
                    label,
                    (reading.starts[begin], reading.ends[end]),
                    _SCORE,
                    name,
                    f"Uttrykket forteller noe om {KINDS[label]} ({name}).",
                )


def _expanded(pattern: str) -> str:
    relatives = "|".join(sorted(map(re.escape, cues("relative")), key=len, reverse=True))
    body = "|".join(sorted(map(re.escape, body_parts()), key=len, reverse=True))
    pattern = re.sub(r"\bREL\b", f"(?:{relatives})", pattern)
    pattern = re.sub(r"\bBODY\b", f"(?:{body})", pattern)
    pattern = re.sub(r"\bN\b", lambda _: _NUMBER, pattern)
    return re.sub(r"\bW", lambda _: _ANY_WORDS, pattern)
