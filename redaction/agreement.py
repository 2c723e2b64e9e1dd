"""One probability from all layers: how far the lists, the rules and the tagger agree.

A logistic sum over what each layer says of a stretch of text; its weights are fitted to voices
that neither the tagger nor the lists' weights had read, so that its score is the share of such
stretches that were right.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from redaction.context.scoring import JUDGED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from presidio_analyzer import RecognizerResult

LEAST_LIKELY = 0.05
"""A listed term less likely than this where it stands counts as not found."""

TAGGER = "sequence"
NAMES = "person"
_EXTREME = 0.001


def agree(
    results: Iterable[RecognizerResult],
    marked: Sequence[tuple[int, int, float]],
    weights: Mapping[str, float],
) -> list[RecognizerResult]:
    """Return the results with the score of the stretch they belong to.

    Overlapping results form a stretch. ``marked`` gives for each token its start, its end and the
    tagger's probability that it belongs to a detail. Numbers and addresses keep their own score
    where that is higher.
    """
    kept: list[RecognizerResult] = []
    for stretch in stretches(results):
        total = sum(
            weights.get(name, 0.0) * value for name, value in evidence(stretch, marked).items()
        )
        score = 1 / (1 + math.exp(-total))
        for result in stretch:
            result.score = max(score, result.score) if _is_firm(result) else score
        kept += stretch
    return kept


def stretches(results: Iterable[RecognizerResult]) -> list[list[RecognizerResult]]:
    """Group overlapping results, without the listed terms that are least likely."""
    found: list[list[RecognizerResult]] = []
    end = -1
    for result in sorted(results, key=lambda r: (r.start, r.end)):
        if _detector(result) in JUDGED and result.score < LEAST_LIKELY:
            continue
        if result.start < end:
            found[-1].append(result)
        else:
            found.append([result])
        end = max(end, result.end)
    return found


def evidence(
    stretch: Sequence[RecognizerResult], marked: Sequence[tuple[int, int, float]]
) -> dict[str, float]:
    """Return what the layers say of a stretch, as named numbers."""
    start, end = stretch[0].start, max(result.end for result in stretch)
    tagged = _log_odds(max((p for a, b, p in marked if a < end and b > start), default=0.0))
    found = {"bias": 1.0, "tagger": tagged}
    for result in stretch:
        detector = _detector(result)
        if detector in {TAGGER, NAMES}:
            found[detector] = 1.0
        elif detector not in JUDGED:
            found["firm"] = 1.0
    likely = [result.score for result in stretch if _detector(result) in JUDGED]
    if likely:
        listed = _log_odds(max(likely))
        found |= {"listed": listed, "both": listed * tagged / 5}
    else:
        found["unlisted"] = 1.0
    label = max(stretch, key=lambda r: (r.end - r.start, r.score)).entity_type
    found[f"label={label}"] = 1.0
    return found


def _is_firm(result: RecognizerResult) -> bool:
    return _detector(result) not in JUDGED | {TAGGER, NAMES}


def _detector(result: RecognizerResult) -> str:
    return str(result.analysis_explanation.recognizer)


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, _EXTREME), 1 - _EXTREME)
    return math.log(bounded / (1 - bounded))
