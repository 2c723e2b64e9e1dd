"""How likely a term is a sensitive detail where it stands: a logistic sum over the signs around it.

The weights are fitted to the training corpus by ``redaction.context.fit`` and ship as
``weights.json``; a term the corpus never showed is judged by its list, mark and signs alone.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from redaction import DetectionError
from redaction.context.features import signs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presidio_analyzer import RecognizerResult

    from redaction.reading import Reading

JUDGED = frozenset({"lexicon", "compound", "spelling", "body", "phrases"})
"""Detectors whose results are judged by what stands around them."""

_SURE = 0.5
_CERTAIN = 20.0


def features(result: RecognizerResult, reading: Reading, crowd: int) -> list[str]:
    """Return the names of everything that speaks for or against a result."""
    first = reading.word_at(result.start)
    last = reading.word_at(result.end - 1)
    explanation = result.analysis_explanation
    mark = "sure" if explanation.original_score > _SURE else "context"
    label = result.entity_type
    around = signs(reading, first, last, crowd)
    found = ["bias", f"label={label}", f"mark={mark}", f"detector={explanation.recognizer}"]
    found += [f"{label},{mark}", f"term={explanation.pattern_name}"]
    found.append(f"source={(result.recognition_metadata or {}).get('source', '')}")
    found += [f"form={' '.join(reading.folds[first : last + 1])}", f"words={last - first}"]
    found += around
    found += [f"{mark},{sign}" for sign in around[:7]]
    found += [f"{label},{sign}" for sign in around[:5]]
    return found


def crowds(results: Iterable[RecognizerResult], reading: Reading) -> Counter[int]:
    """Return how many words each sentence holds, by its number, that some result starts at."""
    starts = {r.start for r in results if r.analysis_explanation.recognizer in JUDGED}
    return Counter(reading.sentence_at(start) for start in starts)


def likelihood(names: list[str], weights: dict[str, float]) -> float:
    """Return the probability, 0 to 1, that the named features give."""
    total = sum(weights.get(name, 0.0) for name in names)
    return 1 / (1 + math.exp(-max(-_CERTAIN, min(_CERTAIN, total))))


@cache
def weights() -> dict[str, float]:
    """Return the fitted weights.

    Raises:
        DetectionError: if they are missing or broken.
    """
    source = resources.files("redaction.context").joinpath("weights.json")
    try:
        fitted = json.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise DetectionError("the context weights are missing or broken") from None
    return {str(name): float(weight) for name, weight in fitted.items()}
