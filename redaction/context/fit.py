"""Fit the context weights to the training corpus: ``python -m redaction.context.fit CORPUS …``.

Writes ``weights.json`` beside this module and prints, for each quarter of the folders, how well
weights fitted to the others judge the terms. Deterministic.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from redaction.context.features import setting
from redaction.context.scoring import JUDGED, crowds, features, likelihood
from redaction.evaluation import CorpusDocument, read_corpus
from redaction.paragraphs import paragraph_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presidio_analyzer import EntityRecognizer, RecognizerResult
    from presidio_analyzer.nlp_engine import NlpArtifacts

    from redaction.reading import Reading

_EPOCHS = 12
_RATE = 0.3
_PENALTY = 2e-3
_RAREST = 3
_SMALLEST = 0.02
_GROUPS = 4


@dataclass(frozen=True, slots=True)
class Example:
    """A judged result: the folder it is from, its features, and whether it was right."""

    folder: str
    names: tuple[str, ...]
    right: bool


def examples(documents: Iterable[CorpusDocument]) -> list[Example]:
    """Run the layers over documents and compare each result with the gold spans."""
    from redaction.agreement import TAGGER
    from redaction.assembly import LAYERS, assemble
    from redaction.context.rules import ContextRules
    from redaction.engine import Engine
    from redaction.nlp import ParagraphArtifacts

    found: list[Example] = []
    seen: list[tuple[RecognizerResult, Reading]] = []

    class Collector(ContextRules):
        def enhance_using_context(
            self,
            text: str,
            raw_results: list[RecognizerResult],
            nlp_artifacts: NlpArtifacts,
            recognizers: list[EntityRecognizer],
            context: list[str] | None = None,
        ) -> list[RecognizerResult]:
            if isinstance(nlp_artifacts, ParagraphArtifacts):
                seen.extend((result, nlp_artifacts.reading) for result in raw_results)
            return []

    layers = tuple(layer for layer in LAYERS if layer.detector != TAGGER)
    analyzer, nlp_engine = assemble(layers)
    analyzer.context_aware_enhancer = Collector()
    engine = Engine(analyzer, nlp_engine)
    for document in documents:
        gold = {i for span in document.spans for i in range(span.start, span.end)}
        around = setting(document.text.casefold().split())
        for start, end in paragraph_spans(document.text):
            seen.clear()
            paragraph = document.text[start:end]
            engine.candidates(paragraph, document.parties, document.lang, around)
            crowd = crowds([result for result, _ in seen], seen[0][1]) if seen else Counter()
            for result, reading in seen:
                if result.analysis_explanation.recognizer in JUDGED:
                    right = _is_right(result, document.text, start, end, gold)
                    around_it = crowd[reading.sentence_at(result.start)]
                    names = tuple(features(result, reading, around_it))
                    found.append(Example(document.id.split("-")[1], names, right))
    return found


def _is_right(result: RecognizerResult, text: str, start: int, end: int, gold: set[int]) -> bool:
    from redaction.normalise import clean

    first, last = clean(text[start:end]).original(result.start, result.end)
    places = [i for i in range(start + first, start + last) if not text[i].isspace()]
    return 2 * sum(place in gold for place in places) >= len(places)


def fit(training: Sequence[Example]) -> dict[str, float]:
    """Return weights by stochastic gradient descent with adaptive rates and a quadratic penalty."""
    counts = Counter(name for example in training for name in example.names)
    known = {name for name, count in counts.items() if count >= _RAREST}
    rows = [([n for n in example.names if n in known], example.right) for example in training]
    weights = dict.fromkeys(known, 0.0)
    squares = dict.fromkeys(known, 1e-6)
    order = random.Random(7)  # noqa: S311
    for _ in range(_EPOCHS):
        order.shuffle(rows)
        for names, right in rows:
            error = likelihood(names, weights) - right
            for name in names:
                slope = error + _PENALTY * weights[name]
                squares[name] += slope * slope
                weights[name] -= _RATE * slope / math.sqrt(squares[name])
    return weights


def main(corpora: Iterable[Path]) -> None:
    """Fit, report the folders held out in turn, and write the weights."""
    found = examples(chain.from_iterable(map(read_corpus, corpora)))
    folders = sorted({example.folder for example in found})
    for number in range(_GROUPS):
        group = folders[number::_GROUPS]
        held = [example for example in found if example.folder in group]
        fitted = fit([example for example in found if example.folder not in group])
        judged = [(likelihood(list(e.names), fitted) >= 0.5, e.right) for e in held]
        kept = [right for keep, right in judged if keep]
        wanted = sum(right for _, right in judged)
        line = f"{len(held)} results, kept {len(kept)}, right {sum(kept)} of {wanted}"
        sys.stdout.write(f"{' '.join(group)}: {line}\n")
    final = {n: round(w, 3) for n, w in sorted(fit(found).items()) if abs(w) >= _SMALLEST}
    target = Path(__file__).with_name("weights.json")
    target.write_text(json.dumps(final, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(map(Path, sys.argv[1:]))
