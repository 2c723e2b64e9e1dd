"""One probability from all layers: how far the lists, the rules and the tagger agree.

A logistic sum over what each layer says of a stretch of text; its weights are fitted to voices
that neither the tagger nor the lists' weights had read, so that its score is the share of such
stretches that were right.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from itertools import accumulate
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
_FEW = 12


class Tagged:
    """The tagger's probabilities that the tokens of a paragraph belong to a detail."""

    def __init__(self, marked: Sequence[tuple[int, int, float]]) -> None:
        self._starts = [start for start, _, _ in marked]
        self._ends = [end for _, end, _ in marked]
        self._marked = [share for _, _, share in marked]
        self._before = list(accumulate(self._marked, max, initial=0.0))
        self._from = list(accumulate(reversed(self._marked), max, initial=0.0))

    def within_and_beside(self, start: int, end: int) -> tuple[float, float]:
        """Return the greatest probability between two offsets, and elsewhere in the paragraph.

        Where there are too few words elsewhere to tell anything, the latter is at least one half.
        """
        first, after = bisect_right(self._ends, start), bisect_left(self._starts, end)
        beside = max(self._before[first], self._from[len(self._marked) - after])
        if first + len(self._marked) - after < _FEW:
            beside = max(beside, 0.5)
        return max(self._marked[first:after], default=0.0), beside


def agree(
    results: Iterable[RecognizerResult],
    marked: Sequence[tuple[int, int, float]],
    weights: Mapping[str, float],
    setting: str = "",
) -> list[RecognizerResult]:
    """Return a paragraph's results with the score of the stretch they belong to.

    Overlapping results form a stretch. ``marked`` gives for each token its start, its end and the
    tagger's probability that it belongs to a detail; ``setting`` tells how much the whole text is
    about other people's health as work. Numbers and addresses keep their own score where that is
    higher.
    """
    kept: list[RecognizerResult] = []
    tagged = Tagged(marked)
    for stretch in stretches(results):
        score = probability(evidence(stretch, tagged, setting), weights)
        for result in stretch:
            result.score = max(score, result.score) if _is_firm(result) else score
        kept += stretch
    return kept


def probability(seen: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the probability that a stretch is a detail, by the evidence for it."""
    total = sum(weights.get(name, 0.0) * value for name, value in seen.items())
    return 1 / (1 + math.exp(-total))


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
    stretch: Sequence[RecognizerResult], tagger: Tagged, setting: str = ""
) -> dict[str, float]:
    """Return what the layers say of a stretch, as named numbers.

    ``company`` is the strongest sign of another detail in the paragraph: in a text that is about
    work alone a term stands by itself.
    """
    start, end = stretch[0].start, max(result.end for result in stretch)
    tagged, beside = map(_log_odds, tagger.within_and_beside(start, end))
    found = {"bias": 1.0, "tagger": tagged, "company": beside / 5}
    if setting:
        others, _, work = setting.partition("-")
        found |= {f"others={others}": 1.0, f"work={work}": 1.0}
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
