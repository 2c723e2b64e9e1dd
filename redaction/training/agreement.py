"""Fitting the weights of ``redaction.agreement`` to voices no layer has read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from presidio_analyzer import AnalysisExplanation, RecognizerResult

from redaction.agreement import TAGGER, Tagged, evidence, stretches
from redaction.context.features import setting
from redaction.context.fit import Example, fit
from redaction.context.scoring import JUDGED, crowds, features, likelihood
from redaction.evaluation import Span
from redaction.normalise import clean
from redaction.paragraphs import paragraph_spans
from redaction.training.corpus import folder
from redaction.training.crossvalidation import groups, is_right
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from redaction.evaluation import CorpusDocument
    from redaction.sequence.decode import Decoding
    from redaction.training.tagger import Probabilities

_PENALTY = 1.0
_STEPS = 25


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule layer's result in document offsets, with the names its likelihood is made of."""

    result: RecognizerResult
    names: tuple[str, ...]


def listed(documents: Iterable[CorpusDocument]) -> list[list[Listed]]:
    """Run the layers other than the tagger over documents."""
    from redaction.assembly import LAYERS, assemble
    from redaction.context.rules import ContextRules
    from redaction.detectors.sequence import SequenceRecogniser
    from redaction.engine import Engine
    from redaction.nlp import ParagraphArtifacts

    seen: list[tuple[RecognizerResult, tuple[str, ...]]] = []

    class Collector(ContextRules):
        def enhance_using_context(  # type: ignore[no-untyped-def]
            self,
            text,
            raw_results,
            nlp_artifacts,
            recognizers,
            context=None,
        ):
            if isinstance(nlp_artifacts, ParagraphArtifacts):
                reading = nlp_artifacts.reading
                crowd = crowds(raw_results, reading)
                for result in raw_results:
                    names: tuple[str, ...] = ()
                    if result.analysis_explanation.recognizer in JUDGED:
                        around = crowd[reading.sentence_at(result.start)]
                        names = tuple(features(result, reading, around))
                    seen.append((result, names))
            return []

    others = tuple(layer for layer in LAYERS if layer is not SequenceRecogniser)
    analyzer, nlp_engine = assemble(others)
    analyzer.context_aware_enhancer = Collector()
    engine = Engine(analyzer, nlp_engine)
    found = []
    for document in documents:
        row: list[Listed] = []
        around = setting(document.text.casefold().split())
        for start, end in paragraph_spans(document.text):
            seen.clear()
            paragraph = document.text[start:end]
            engine.candidates(paragraph, document.parties, None, around)
            cleaned = clean(paragraph)
            for result, names in seen:
                first, after = cleaned.original(result.start, result.end)
                result.start, result.end = start + first, start + after
                row.append(Listed(result, names))
        found.append(row)
    return found


def examples(
    documents: Sequence[CorpusDocument], found: Sequence[Sequence[Listed]]
) -> list[Example]:
    """Return the judged results of documents as examples for the lists' weights."""
    return [
        Example(folder(document), item.names, is_right(document, _span(item.result)))
        for document, row in zip(documents, found, strict=True)
        for item in row
        if item.names
    ]


def judge(row: Sequence[Listed], weights: dict[str, float]) -> list[RecognizerResult]:
    """Return a document's results with their likelihood by the weights."""
    for item in row:
        if item.names:
            item.result.score = likelihood(list(item.names), weights)
    return [item.result for item in row]


def judge_unread(
    documents: Sequence[CorpusDocument], found: Sequence[Sequence[Listed]]
) -> list[list[RecognizerResult]]:
    """Judge each document's results by weights fitted to other voices."""
    by_folder = {}
    for group in groups(documents):
        rest = [i for i, document in enumerate(documents) if folder(document) not in group]
        weights = fit(examples([documents[i] for i in rest], [found[i] for i in rest]))
        by_folder.update(dict.fromkeys(group, weights))
    return [
        judge(row, by_folder[folder(document)])
        for document, row in zip(documents, found, strict=True)
    ]


def tagged_results(
    tagged: Probabilities, decoding: Decoding
) -> tuple[list[RecognizerResult], list[tuple[int, int, float]]]:
    """Return the tagger's spans as results, and each token's probability, in document offsets."""
    results = [
        RecognizerResult(
            span.label.value,
            span.start,
            span.end,
            probability,
            AnalysisExplanation(recognizer=TAGGER, original_score=probability),
        )
        for span, probability in tagged.spans(decoding)
    ]
    marked = [
        (token.start + start, token.end + start, float(1 - line[0]))
        for start, tokens, table in tagged.paragraphs
        for token, line in zip(tokens, table, strict=True)
    ]
    return results, marked


def fitted(
    judged: Sequence[Sequence[RecognizerResult]],
    tagged: Sequence[Probabilities],
    decoding: Decoding,
) -> dict[str, float]:
    """Return the weights of ``redaction.agreement.agree``: a ridge logistic regression."""
    rows: list[dict[str, float]] = []
    rights: list[bool] = []
    for results, probabilities in zip(judged, tagged, strict=True):
        for stretch, seen in seen_stretches(results, probabilities, decoding):
            rows.append(seen)
            whole = Span(stretch[0].start, max(r.end for r in stretch), Label.UNCHECKED)
            rights.append(is_right(probabilities.document, whole))
    return _logistic(rows, rights)


def seen_stretches(
    judged: Sequence[RecognizerResult], tagged: Probabilities, decoding: Decoding
) -> Iterator[tuple[list[RecognizerResult], dict[str, float]]]:
    """Yield a document's stretches, paragraph by paragraph, with the evidence for each."""
    text = tagged.document.text
    around = setting(text.casefold().split())
    own, marked = tagged_results(tagged, decoding)
    for start, end in paragraph_spans(text):
        voices = Tagged([token for token in marked if start <= token[0] < end])
        results = [result for result in (*judged, *own) if start <= result.start < end]
        for stretch in stretches(results):
            yield stretch, evidence(stretch, voices, around)


def _logistic(rows: Sequence[dict[str, float]], rights: Sequence[bool]) -> dict[str, float]:
    names = sorted({name for row in rows for name in row})
    column = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for line, row in enumerate(rows):
        for name, value in row.items():
            table[line, column[name]] = value
    wanted = np.array(rights, dtype=float)
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        given = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (given - wanted) + _PENALTY * weights
        bend = (table * (given * (1 - given))[:, None]).T @ table + _PENALTY * np.eye(len(names))
        weights -= np.linalg.solve(bend, slope)
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}


def _span(result: RecognizerResult) -> Span:
    return Span(result.start, result.end, Label(result.entity_type))
