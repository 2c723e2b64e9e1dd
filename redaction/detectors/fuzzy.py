"""Misspelled terms: one edit away from a term, and no word of the language."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from redaction.compounds import analyse
from redaction.detectors.base import Recogniser
from redaction.explanations import KINDS
from redaction.lexicon import Term, lexicon
from redaction.wordlist import common_words
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import RecognizerResult

    from redaction.reading import Reading

_SHORTEST = 7
_SCORE = 0.75
_PART = 3
_SHORTEST_STEM = 5
_ENDINGS = ("a", "ane", "ar", "e", "en", "ene", "er", "et", "s", "te")


class FuzzyRecogniser(Recogniser):
    """Marks words of seven letters or more that are one edit from a ``sure`` term."""

    detector = "spelling"
    labels = tuple(label for label in Label if label is not Label.UNCHECKED)

    def load(self) -> None:
        """Index the terms by both ends: one edit leaves the start or the end as it is."""
        self._terms = lexicon().words
        self._common = common_words()
        self._ends: dict[str, list[str]] | None = None
        self._nearest = lru_cache(maxsize=65536)(self._search)

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield words that are probably a term misspelled."""
        for at, word in enumerate(reading.folds):
            if len(word) < _SHORTEST or word in self._common or word in self._terms:
                continue
            if reading.words[at][0].isupper() and reading.words[at - 1 : at] and at:
                continue
            term = self._nearest(word)
            if term is not None:
                span = (reading.starts[at], reading.ends[at])
                kind = KINDS[term.label]
                why = f"Ligner på «{term.lemma}» fra listen over {kind}, med én skrivefeil."
                yield self.result(term.label, span, _SCORE, term.lemma, why)

    def _search(self, word: str) -> Term | None:
        if word.endswith("-") or analyse(word) is not None:
            return None
        if self._is_compound(word) or self._is_inflected(word):
            return None
        index = self._index()
        candidates = {*index.get(word[:_PART], ()), *index.get("~" + word[-_PART:], ())}
        size = len(word)
        for form in sorted(candidates):
            if abs(len(form) - size) > 1 or word[0] != form[0] or word[:-1] == form[: size - 1]:
                continue
            if OSA.distance(word, form, score_cutoff=1) <= 1:
                return self._terms[form]
        return None

    def _is_compound(self, word: str) -> bool:
        cuts = range(_PART + 1, len(word) - _PART)
        return any(word[cut:] in self._common and self._is_first(word[:cut]) for cut in cuts)

    def _is_inflected(self, word: str) -> bool:
        stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
        return any(
            len(stem) >= _SHORTEST_STEM and stem in self._common and stem not in self._terms
            for stem in stems
        )

    def _is_first(self, part: str) -> bool:
        return part in self._common or (part[-1] in "se" and part[:-1] in self._common)

    def _index(self) -> dict[str, list[str]]:
        if self._ends is None:
            ends: dict[str, list[str]] = defaultdict(list)
            for form, term in self._terms.items():
                if term.sure and len(form) >= _SHORTEST - 1:
                    ends[form[:_PART]].append(form)
                    ends["~" + form[-_PART:]].append(form)
            self._ends = dict(ends)
        return self._ends
