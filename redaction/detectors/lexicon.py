"""Terms of the lexicons in their exact forms; the longest one at a word wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction.detectors.base import Recogniser
from redaction.explanations import KINDS
from redaction.grouping import widen
from redaction.lexicon import lexicon
from redaction.words import words
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import RecognizerResult

    from redaction.lexicon import Term
    from redaction.reading import Reading

_LOOSE = words("i på hos til frå fra av med ved går gjekk gikk gått kom kome kommet")
"""Words that lead into a listed phrase and stay outside the span (guideline, "Marked span")."""

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
                widen(reading, self._first(reading, at, after, term), after - 1, term.label),
                SURE if term.sure else CONTEXT,
                term.lemma,
                f"«{term.lemma}» står på listen over {KINDS[term.label]}.",
                term.source,
            )
            at = after

    def _first(self, reading: Reading, at: int, after: int, term: Term) -> int:
        """Return where the detail begins: what follows a loose word is a term of its own."""
        first = at
        while first < after - 1 and reading.folds[first] in _LOOSE:
            first += 1
        rest = self._lexicon.match(reading, first)
        if first == at or rest is None or rest[0] != after or rest[1].label is not term.label:
            return at
        return first
