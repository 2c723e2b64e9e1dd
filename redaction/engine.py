"""The detection engine: Presidio's analyser over our recognisers, paragraph by paragraph."""

from __future__ import annotations

import gc
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from redaction import DetectionError
from redaction.echo import name_echoes
from redaction.language import written_standard
from redaction.normalise import clean, fold
from redaction.overlap import Candidate, resolve
from redaction.paragraphs import paragraph_spans
from redaction.reading import read
from redaction.sequence import files
from schemas.finding import Finding, Reason
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presidio_analyzer import AnalyzerEngine, RecognizerResult

    from redaction.nlp import NorwegianNlpEngine

_CACHED_PARAGRAPHS = 4096
_Key = tuple[str, str | None, tuple[str, ...], str]


class Engine:
    """Finds sensitive details; made by ``load``, good for one caller at a time."""

    def __init__(self, analyzer: AnalyzerEngine, nlp_engine: NorwegianNlpEngine) -> None:
        self._analyzer = analyzer
        self._nlp_engine = nlp_engine
        self._cache: OrderedDict[_Key, tuple[Candidate, ...]] = OrderedDict()

    @classmethod
    def load(cls) -> Engine:
        """Load every layer.

        Raises:
            DetectionError: if a layer is missing or broken.
        """
        with _without_collection():
            files.read_ahead()
            from redaction.assembly import assemble

            return cls(*assemble())

    def analyze(
        self, text: str, parties: Sequence[str] = (), lang: str | None = None
    ) -> tuple[Finding, ...]:
        """Return the findings of a text, sorted and disjoint, with offsets into ``text``.

        ``parties`` are the names of the case, which are not marked. ``lang`` is ``"nb"``,
        ``"nn"`` or ``None`` to tell it paragraph by paragraph.

        Raises:
            DetectionError: if any layer fails; the text then counts as unchecked.
        """
        names = tuple(parties)
        around = _setting(text)
        found = [
            _placed(candidate, (candidate.start + start, candidate.end + start))
            for start, end in paragraph_spans(text)
            for candidate in self.candidates(text[start:end], names, lang, around)
        ]
        found += name_echoes(text, found, names)
        return tuple(_finding(candidate, text) for candidate in sorted(found, key=_start))

    def candidates(
        self, paragraph: str, parties: tuple[str, ...], lang: str | None, around: str = ""
    ) -> tuple[Candidate, ...]:
        """Return the resolved candidates of one paragraph, from the cache where it was seen.

        Raises:
            DetectionError: if any layer fails.
        """
        key = (paragraph, lang, parties, around)
        known = self._cache.get(key)
        if known is not None:
            self._cache.move_to_end(key)
            return known
        try:
            found = self._detect(paragraph, parties, lang, around)
        except DetectionError:
            raise
        except Exception as error:
            raise DetectionError(f"a layer failed: {type(error).__name__}") from None
        self._cache[key] = found
        if len(self._cache) > _CACHED_PARAGRAPHS:
            self._cache.popitem(last=False)
        return found

    def _detect(
        self, paragraph: str, parties: tuple[str, ...], lang: str | None, around: str
    ) -> tuple[Candidate, ...]:
        from redaction.nlp import LANGUAGE

        cleaned = clean(paragraph)
        reading = read(cleaned.text, parties, lang or "", around)
        if lang is None:
            reading = replace(reading, lang=written_standard(reading.folds))
        results = self._analyzer.analyze(
            cleaned.text,
            LANGUAGE,
            nlp_artifacts=self._nlp_engine.artifacts(reading),
            return_decision_process=True,
        )
        resolved = resolve(_candidate(result) for result in results)
        return tuple(_placed(c, cleaned.original(c.start, c.end)) for c in resolved)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the garbage collector from walking the tables again and again while they grow."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _setting(text: str) -> str:
    from redaction.context.features import setting

    return setting(fold(text).split())


def _candidate(result: RecognizerResult) -> Candidate:
    explanation = result.analysis_explanation
    reason = _reason(
        explanation.recognizer,
        explanation.pattern_name or "",
        explanation.textual_explanation or "",
    )
    return Candidate(result.start, result.end, Label(result.entity_type), result.score, (reason,))


@lru_cache(maxsize=4096)
def _reason(detector: str, rule: str, text: str) -> Reason:
    return Reason(detector=detector, rule=rule, text=text)


def _placed(candidate: Candidate, span: tuple[int, int]) -> Candidate:
    return Candidate(span[0], span[1], candidate.label, candidate.score, candidate.reasons)


def _start(candidate: Candidate) -> int:
    return candidate.start


def _finding(candidate: Candidate, text: str) -> Finding:
    return Finding(
        start=candidate.start,
        end=candidate.end,
        label=candidate.label,
        score=round(candidate.score * 100),
        surface=text[candidate.start : candidate.end],
        why=candidate.reasons,
    )
