"""The step chart fits its frame for any plan, and its labels never stand on each other."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from report_tool.export import chart
from report_tool.export.document import Chart, Point

PLANS = st.lists(
    st.tuples(st.integers(0, 540), st.integers(0, 100)),
    min_size=2,
    max_size=12,
    unique_by=lambda p: p[0],
)


@given(PLANS, st.integers(1, 60))
def test_everything_stands_inside_the_frame(plan: list[tuple[int, int]], after: int) -> None:
    first = date(2027, 1, 4)
    points = tuple(
        Point(first + timedelta(days=d), p, f"dag {d}")
        for d, p in sorted((d - min(x for x, _ in plan), p) for d, p in plan)
    )
    end = points[-1].day + timedelta(days=after)
    layout = chart.layout(Chart("c", "a", points, (points[-1].day,), "l", end))
    assert layout["steps"][0]["from"] == 0
    assert layout["steps"][-1]["to"] == 1
    for step, following in zip(layout["steps"], layout["steps"][1:], strict=False):
        assert step["to"] == following["from"]
        assert following["before"] == step["percent"]
    places = [tick["at"] for tick in layout["ticks"]]
    assert all(b - a >= 0.13 for a, b in itertools.pairwise(places))
    assert layout["reviews"][0]["percent"] == points[-1].percent
