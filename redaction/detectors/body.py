"""Complaints of the body told in everyday words: ``vond rygg``, ``det stikker i brystet``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction.detectors.base import Recogniser
from redaction.grouping import place_after
from redaction.morphology import body_parts, grammar
from redaction.words import words
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import RecognizerResult

    from redaction.reading import Reading

_IS = words("er var ble blir blei vart vert føles kjennes kjennest følest blitt vorte")
_LINKING = words("sin sitt sine hans hennes hennar min mitt mine helt heilt så veldig ofte")


class BodyRecogniser(Recogniser):
    """Marks a complaint with its place in the body, whichever of the two comes first."""

    detector = "body"
    labels = (Label.SYMPTOM, Label.DIAGNOSIS, Label.TREATMENT)

    def load(self) -> None:
        """Read the lists."""
        self._body = body_parts()
        self._complaints = grammar("complaint")
        self._conditions = grammar("condition")
        self._treatments = grammar("treatment")
        self._adjectives = grammar("adjective")
        self._verbs = grammar("body_verb")
        self._before = grammar("side") | grammar("determiner")

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield phrases from left to right; they may overlap."""
        for at, word in enumerate(reading.folds):
            if word in self._body:
                yield from self._around(reading, at)
            label = self._label(word)
            if label is not None:
                last = place_after(reading, at)
                if last is not None:
                    yield self._marked(reading, self._first(reading, at), last, label, "placed")

    def _label(self, word: str) -> Label | None:
        if word in self._complaints or word in self._verbs:
            return Label.SYMPTOM
        if word in self._conditions:
            return Label.DIAGNOSIS
        return Label.TREATMENT if word in self._treatments else None

    def _around(self, reading: Reading, at: int) -> Iterator[RecognizerResult]:
        first = at
        while first > 0 and reading.adjacent[first - 1] and self._is_side(reading, first - 1):
            first -= 1
        if first and reading.adjacent[first - 1] and reading.folds[first - 1] in self._adjectives:
            yield self._marked(reading, first - 1, at, Label.SYMPTOM, "described")
        after = at + 1
        while self._follows(reading, after) and reading.folds[after] in _LINKING:
            after += 1
        if not self._follows(reading, after):
            return
        word = reading.folds[after]
        if word in self._verbs:
            yield self._marked(reading, first, after, Label.SYMPTOM, "acting")
        elif word in _IS:
            after += 1
            while self._follows(reading, after) and reading.folds[after] in _LINKING:
                after += 1
            if self._follows(reading, after) and reading.folds[after] in self._adjectives:
                yield self._marked(reading, first, after, Label.SYMPTOM, "state")

    def _first(self, reading: Reading, at: int) -> int:
        graded = grammar("degree") | self._adjectives
        while at > 0 and reading.adjacent[at - 1] and reading.folds[at - 1] in graded:
            at -= 1
        return at

    @staticmethod
    def _follows(reading: Reading, at: int) -> bool:
        return at < len(reading.folds) and reading.adjacent[at - 1]

    @staticmethod
    def _is_side(reading: Reading, at: int) -> bool:
        return reading.folds[at] in grammar("side")

    def _marked(
        self, reading: Reading, first: int, last: int, label: Label, rule: str
    ) -> RecognizerResult:
        span = (reading.starts[first], reading.ends[last])
        return self.result(label, span, 0.8, rule, "En plage og en kroppsdel i samme uttrykk.")
