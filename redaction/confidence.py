"""How sure recall and precision are: a bootstrap over whole documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redaction.scoring import Scored

_SAMPLES = 2000
_SEED = 1
_OUTSIDE = 2.5
_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """The 95 % confidence intervals, lowest and highest, or ``None`` without a base."""

    recall: tuple[float, float] | None
    precision: tuple[float, float] | None


def intervals(scored: Sequence[Scored]) -> Interval:
    """Return the percentile intervals of 2,000 samples of documents, drawn with a fixed seed."""
    found = [(sum(s.found), len(s.found)) for s in scored]
    right = [(sum(s.right), len(s.right)) for s in scored]
    return Interval(recall=_interval(found), precision=_interval(right))


def _interval(counts: Sequence[tuple[int, int]]) -> tuple[float, float] | None:
    import numpy as np

    if not any(whole for _, whole in counts):
        return None
    table = np.asarray(counts, dtype=np.int64)
    draw = np.random.default_rng(_SEED)
    size = len(counts)
    rows = max(1, _AT_ONCE // size)
    rates: list[float] = []
    for first in range(0, _SAMPLES, rows):
        chosen = draw.integers(0, size, (min(rows, _SAMPLES - first), size))
        part, whole = table[chosen].sum(axis=1).T
        rates += (part[whole > 0] / whole[whole > 0]).tolist()
    low, high = np.percentile(rates, [_OUTSIDE, 100 - _OUTSIDE])
    return float(low), float(high)
