"""Where the parts of the step chart stand, as shares of its width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from report_tool.export.document import Chart

_LABEL_WIDTH = 0.14
"""Share of the axis that a date needs, so that two never overlap."""

_PERCENT_WIDTH = 0.075
"""Share of the axis that a percentage needs above its step."""


def layout(chart: Chart) -> dict[str, Any]:
    """Return steps, reviews and ticks with positions from 0 (first step) to 1 (end)."""
    first = chart.points[0].day
    days = max((chart.end - first).days, 1)

    def share(day: date) -> float:
        return (day - first).days / days

    starts = [share(point.day) for point in chart.points]
    ends = [*starts[1:], 1.0]
    before = [0, *(point.percent for point in chart.points)]
    steps = [
        {
            "from": start,
            "to": end,
            "percent": point.percent,
            "before": previous,
            "label": f"{point.percent}\u00a0%" if end - start >= _PERCENT_WIDTH else "",
        }
        for point, start, end, previous in zip(chart.points, starts, ends, before, strict=False)
    ]
    reviews = [{"at": share(day), "percent": _percent_on(chart, day)} for day in chart.reviews]
    return {"steps": steps, "reviews": reviews, "ticks": _ticks(chart, starts)}


def _percent_on(chart: Chart, day: date) -> int:
    return [point.percent for point in chart.points if point.day <= day][-1]


def _ticks(chart: Chart, starts: list[float]) -> list[dict[str, Any]]:
    ticks: list[dict[str, Any]] = []
    for point, start in zip(chart.points, starts, strict=True):
        if not ticks or start - ticks[-1]["at"] >= _LABEL_WIDTH:
            ticks.append({"at": start, "label": point.label})
    return ticks
