"""A listed term that a sentence says of a person: it counts, whatever else the text is about.

What stands around a term tells whose it is, and a text full of work speaks against every term in
it. Where somebody *has* a condition or *takes* a drug in so many words, that does not apply.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from redaction.detectors.base import Recogniser
from redaction.explanations import KINDS
from redaction.lexicon import lexicon
from redaction.normalise import fold
from redaction.words import words
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import RecognizerResult

    from redaction.reading import Reading

SCORE = 0.9
"""Right 367 times in 372 on the training corpus (2026-11-25); the five are quotations and puns."""

_SUBJECT = r"hun|han|ho|jeg|eg|den (?:ansatte|tilsette)|arbeidstak[ae]r(?:en)?"
_HAS = (
    r"har hatt|hadde hatt|har fått(?: påvist)?|fikk(?: påvist)?|fekk(?: påvist)?"
    r"|har sl(?:itt|ite) med|har|hadde|lider av|lir av|slit med|sliter med|plages av|plagast av"
    r"|er plag(?:et|a) av|er diagnostisert med"
)
_TAKES = r"har brukt|har tatt|har teke|bruker|brukar|tar|tek|går på|gjekk på|gikk på|står på"
_BETWEEN = r"en|ei|et|eit|også|òg|nå|no|noe|noko|mye|mykje|sterk|sterke|kronisk|alvorlig|alvorleg"
_AND = words("og samt eller")
_HAD = frozenset({Label.DIAGNOSIS, Label.SYMPTOM})


class StatedRecogniser(Recogniser):
    """Marks ``sure`` terms right after a person and a word for having or taking."""

    detector = "stated"
    labels = (Label.DIAGNOSIS, Label.SYMPTOM, Label.MEDICATION)

    def load(self) -> None:
        """Compile the lists."""
        self._lexicon = lexicon()

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield the term, and those that are joined to it."""
        for at, wanted in _sayings(reading):
            yield from self._terms(reading, at, wanted)

    def _terms(
        self, reading: Reading, at: int, wanted: frozenset[Label]
    ) -> Iterator[RecognizerResult]:
        last = reading.sentence_words[reading.sentence_at(reading.starts[at])][1]
        while at < last and (match := self._lexicon.match(reading, at)):
            after, term = match
            if not term.sure or term.label not in wanted:
                return
            yield self.result(
                term.label,
                (reading.starts[at], reading.ends[after - 1]),
                SCORE,
                term.lemma,
                f"Setningen sier det om en person, og «{term.lemma}» står på listen over"
                f" {KINDS[term.label]}.",
                term.source,
            )
            at = after + (after < last and reading.folds[after] in _AND)
            if at == after and "," not in reading.text[reading.ends[after - 1] :][:1]:
                return


def _sayings(reading: Reading) -> Iterator[tuple[int, frozenset[Label]]]:
    """Yield where something follows that a person has or takes, and what it can be."""
    pattern = _pattern(reading.parties)
    for first, last in reading.sentence_words:
        folds = reading.folds[first:last]
        line = " ".join(folds)
        starts = [0, *accumulate(len(word) + 1 for word in folds)]
        for match in pattern.finditer(line):
            at = first + bisect_left(starts, match.end())
            if at < last:
                yield at, _HAD if match["has"] else frozenset({Label.MEDICATION})


def _pattern(parties: tuple[str, ...]) -> re.Pattern[str]:
    names = {part for name in parties for part in fold(name).split() if len(part) > 1}
    subject = "|".join([_SUBJECT, *map(re.escape, sorted(names))])
    return re.compile(
        rf"(?<!\S)(?:{subject}) (?:(?P<has>{_HAS})|{_TAKES})(?: (?:{_BETWEEN}))* (?=\S)"
    )
