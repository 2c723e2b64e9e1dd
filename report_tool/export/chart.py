"""Where the parts of the step chart stand, so that no label covers a line, a mark or another label.

Across, positions are shares of the axis (0 is the first step, 1 the end); up, they are percent of
work. ``templates/figure.typ`` draws exactly what stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from report_tool.export.document import Chart

_AXIS = 405.0
"""Length of the axis in points, as ``figure.typ`` draws it."""

_PER_PERCENT = 1.02
"""Height of one percent of work in points."""

_EM = 8.5
_DATE_WIDTH = 0.14
"""Share of the axis that a date under it needs."""

_GAP = 6.5
"""Points between a step's line and its percentage: room for a review mark."""

_PAD = 3.0
_HALF_MARK = 6.0
_LINE = 1.5
_OVERHANG = 0.06
"""Share of the axis by which a label may stand out to the right."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the chart: shares across, percent up."""

    left: float
    right: float
    low: float
    high: float

    def touches(self, other: Box) -> bool:
        """Tell whether two rectangles share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )


def layout(chart: Chart) -> dict[str, Any]:
    """Return steps, labels, reviews and ticks with their positions."""
    first = chart.points[0].day
    days = max((chart.end - first).days, 1)
    starts = [(point.day - first).days / days for point in chart.points]
    percents = [point.percent for point in chart.points]
    steps = [
        {"from": start, "to": end, "percent": percent, "before": before}
        for start, end, percent, before in zip(
            starts, [*starts[1:], 1.0], percents, [0, *percents[:-1]], strict=True
        )
    ]
    reviews: list[dict[str, Any]] = []
    for point in chart.reviews:
        mark = {"at": (point.day - first).days / days, "percent": point.percent}
        if not any(_mark(mark).touches(_mark(drawn)) for drawn in reviews):
            reviews.append(mark)
    dates = [(point.label, (point.day - first).days / days) for point in chart.reviews]
    return {
        "steps": steps,
        "labels": _labels(steps, [*_lines(steps), *map(_mark, reviews)]),
        "reviews": reviews,
        "ticks": _ticks([point.label for point in chart.points], starts, dates),
    }


def label_box(label: dict[str, Any]) -> Box:
    """Return the room that a percentage takes up."""
    return Box(label["at"], label["at"] + _width(label["text"]), label["low"], _top(label["low"]))


def _labels(steps: Sequence[dict[str, Any]], taken: list[Box]) -> list[dict[str, Any]]:
    """Place a percentage at every step that has room: the last and the first step come first."""
    placed: dict[int, dict[str, Any]] = {}
    order = sorted(
        range(len(steps)),
        key=lambda i: (i != len(steps) - 1, i != 0, steps[i]["from"] - steps[i]["to"], i),
    )
    for index in order:
        for label in _places(steps[index]):
            box = label_box(label)
            inside = box.left >= 0 and box.right <= 1 + _OVERHANG and box.low >= 0
            if inside and not any(box.touches(other) for other in taken):
                placed[index] = label
                taken.append(box)
                break
    return [placed[index] for index in sorted(placed)]


def _places(step: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield where a step's percentage can stand: above it, left of its corner, or well under it."""
    text = f"{step['percent']}\u00a0%"
    above = step["percent"] + _GAP / _PER_PERCENT
    right, left = step["from"] + _PAD / _AXIS, step["from"] - _PAD / _AXIS - _width(text)
    for at, low in ((right, above), (left, above), (left, step["percent"] + 2 / _PER_PERCENT)):
        yield {"at": at, "low": low, "text": text}
    if right + _width(text) <= step["to"]:
        under = step["percent"] - (_GAP + _EM + 2) / _PER_PERCENT
        yield {"at": right, "low": under, "text": text}


def _lines(steps: Sequence[dict[str, Any]]) -> Iterator[Box]:
    across, up = _LINE / _AXIS, _LINE / _PER_PERCENT
    for step in steps:
        level = step["percent"]
        yield Box(step["from"], step["to"], level - up, level + up)
        low, high = sorted((step["before"], level))
        yield Box(step["from"] - across, step["from"] + across, low, high)


def _mark(review: dict[str, Any]) -> Box:
    across, up = _HALF_MARK / _AXIS, _HALF_MARK / _PER_PERCENT
    at, level = review["at"], review["percent"]
    return Box(at - across, at + across, level - up, level + up)


def _width(text: str) -> float:
    """Return the share of the axis that a bold percentage takes up in the bundled font."""
    digits = sum(character.isdigit() for character in text)
    return (0.572 * digits + 0.26 + 0.93) * _EM / _AXIS


def _top(low: float) -> float:
    return low + (_EM + 1) / _PER_PERCENT


def _ticks(
    labels: Sequence[str], starts: Sequence[float], reviews: Sequence[tuple[str, float]]
) -> list[dict[str, Any]]:
    """Mark every step; date as many as have room: the first, the last, the others, the reviews."""
    dated: dict[float, str] = {}
    steps = list(zip(labels, starts, strict=True))
    for label, at in (steps[0], steps[-1], *steps[1:-1], *reviews):
        if all(abs(at - other) >= _DATE_WIDTH for other in dated):
            dated[at] = label
    return [{"at": at, "label": dated.get(at, "")} for at in sorted({*starts, *dated})]
