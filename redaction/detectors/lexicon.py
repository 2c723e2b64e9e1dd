"""Terms of the lexicons in their exact forms; the longest one at a word wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction.detectors.base import Recogniser
from redaction.explanations import KINDS
from redaction.grouping import widen
from redaction.lexicon import lexicon
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import RecognizerResult

    from redaction.reading import Reading

SURE = 0.9
CONTEXT = 0.4


class LexiconRecogniser(Recogniser):
    """Marks every term of the lists; a ``context`` term gets a score below the threshold."""

    detector = "lexicon"
    labels = tuple(label for label in Label if label is not Label.UNCHECKED)

    def load(self) -> None:
        """Compile the lists."""
        self._lexicon = lexicon()

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield terms from left to right without overlap."""
        at = 0
        while at < len(reading.folds):
            match = self._lexicon.match(reading, at)
            if match is None:
                at += 1
                continue
            after, term = match
            yield self.result(
                term.label,
                widen(reading, at, after - 1, term.label),
                SURE if term.sure else CONTEXT,
                term.lemma,
                f"«{term.lemma}» står på listen over {KINDS[term.label]}.",
                term.source,
            )
            at = after
