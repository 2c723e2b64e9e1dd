"""From tag probabilities to spans: threshold, label, trimming, calibrated score."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from redaction.sequence.tokens import Token

LABELS: tuple[Label, ...] = tuple(label for label in Label if label is not Label.UNCHECKED)
TAGS: tuple[str, ...] = ("O", *(f"{part}-{label.value}" for label in LABELS for part in "BI"))
"""The tags in the order of the probabilities: outside, then begin and inside of each label."""

_FUNCTION = (
    "og eller men at som en ei et ein eit den det de dei i på av for til med fra frå om etter ved"
    " har hadde er var blir ble vart vert være vere vært vore fikk fekk får hun han ho hen jeg eg"
    " sin sitt sine noe noko litt mye mykje også så da då"
)
_FUNCTION_WORDS = frozenset(_FUNCTION.split())
_CLOSERS = {")": "(", "»": "«", "]": "["}


@dataclass(frozen=True, slots=True)
class Decoding:
    """How probabilities become spans.

    A token is marked when its probability of being marked at all exceeds ``token``; a span is
    kept when its greatest such probability exceeds its label's number in ``label``. Two rows of
    ``calibration``, ascending, turn that greatest probability into the share that was right.
    """

    token: float
    label: Mapping[str, float]
    calibration: tuple[tuple[float, ...], tuple[float, ...]]

    def calibrated(self, probability: float) -> float:
        """Return the share of spans of this probability that were right, interpolated."""
        below, shares = self.calibration
        right = bisect_right(below, probability)
        if right == 0:
            return shares[0]
        if right == len(below):
            return shares[-1]
        part = (probability - below[right - 1]) / (below[right] - below[right - 1])
        return shares[right - 1] + part * (shares[right] - shares[right - 1])


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A span in character offsets with its label, greatest probability and calibrated score."""

    start: int
    end: int
    label: Label
    probability: float
    score: float


def spans(
    tokens: Sequence[Token], probabilities: NDArray[np.float32], decoding: Decoding
) -> list[TaggedSpan]:
    """Return the spans of a paragraph; ``probabilities`` has a row a token, a column a tag."""
    marked = 1 - probabilities[:, 0]
    begins = probabilities[:, 1::2].sum(axis=1)
    insides = probabilities[:, 2::2].sum(axis=1)
    by_label = probabilities[:, 1::2] + probabilities[:, 2::2]
    found: list[TaggedSpan] = []
    at = 0
    while at < len(tokens):
        if marked[at] <= decoding.token:
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and marked[end] > decoding.token and begins[end] <= insides[end]:
            end += 1
        first, after = _trimmed(tokens, at, end)
        if first < after:
            label = LABELS[int(by_label[first:after].sum(axis=0).argmax())]
            probability = float(marked[first:after].max())
            if probability > decoding.label.get(label.value, 0.0):
                found.append(
                    TaggedSpan(
                        tokens[first].start,
                        tokens[after - 1].end,
                        label,
                        probability,
                        decoding.calibrated(probability),
                    )
                )
        at = end
    return found


def _trimmed(tokens: Sequence[Token], first: int, after: int) -> tuple[int, int]:
    """Leave out function words and signs at the edges (guideline, "Marked span")."""
    while first < after and (
        tokens[first].low in _FUNCTION_WORDS or not tokens[first].text[0].isalnum()
    ):
        first += 1
    while first < after and _is_loose_end(tokens, first, after):
        after -= 1
    return first, after


def _is_loose_end(tokens: Sequence[Token], first: int, after: int) -> bool:
    last = tokens[after - 1]
    if last.text in _CLOSERS:
        return _CLOSERS[last.text] not in {token.text for token in tokens[first:after]}
    if last.text == "%":
        return False
    return last.low in _FUNCTION_WORDS or not (last.text[-1].isalnum() or last.text[-1] == "-")
