"""Compounds that no list holds, by their last part; with what is coordinated before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction.compounds import analyse
from redaction.detectors.base import Recogniser
from redaction.explanations import KINDS
from redaction.grouping import widen
from redaction.lexicon import lexicon
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import RecognizerResult

    from redaction.reading import Reading

BOUND = 0.9
FREE = 0.8
_JOINING = frozenset({"og", "eller", "samt"})


class CompoundRecogniser(Recogniser):
    """Marks words that end in a complaint, a disease, a treatment or a drug."""

    detector = "compound"
    labels = (
        Label.DIAGNOSIS,
        Label.SYMPTOM,
        Label.TREATMENT,
        Label.MEDICATION,
        Label.REPRODUCTIVE,
    )

    def load(self) -> None:
        """Compile the lists that compounds are checked against."""
        self._known = lexicon().words

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield compounds, from the first coordinated part to the last."""
        for at, word in enumerate(reading.folds):
            compound = analyse(word) if word not in self._known else None
            if compound is None:
                first = _coordinated(reading, at)
                if first < at and word in self._known and self._known[word].sure:
                    term = self._known[word]
                    yield self._marked(reading, first, at, term.label, BOUND, term.lemma)
                continue
            score = BOUND if compound.bound else FREE
            first = _coordinated(reading, at)
            yield self._marked(reading, first, at, compound.label, score, compound.head)

    def _marked(
        self, reading: Reading, first: int, last: int, label: Label, score: float, head: str
    ) -> RecognizerResult:
        span = widen(reading, first, last, label)
        why = f"Sammensatt ord som ender på «{head}», brukt om {KINDS[label]}."
        return self.result(label, span, score, head, why)


def _coordinated(reading: Reading, at: int) -> int:
    """Return the first word of ``muskel- og skjelett…`` or ``angst-/depresjons…`` ending at it."""
    first = at
    while first > 0:
        before = first - 1
        gap = reading.text[reading.ends[before] : reading.starts[first]]
        if reading.words[before].endswith("-") and gap.strip() in {"", "/", ","}:
            first = before
        elif (
            reading.folds[before] in _JOINING
            and before > 0
            and reading.words[before - 1].endswith("-")
            and reading.adjacent[before]
        ):
            first = before - 1
        else:
            return first
    return first
