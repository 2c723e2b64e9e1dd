"""The step chart fits its frame for any plan, and none of its labels stands on anything else."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from export_copies import make_copy
from hypothesis import given
from hypothesis import strategies as st

from report_tool.export import chart, context
from report_tool.export.document import Chart
from schemas.report import Maal, Report, Steg, VeiTilbake

FIRST = date(2027, 3, 1)
PLANS = st.lists(
    st.tuples(st.integers(0, 540), st.integers(0, 100), st.none() | st.integers(0, 600)),
    min_size=1,
    max_size=12,
)


def figure(plan: list[tuple[int, int, int | None]]) -> Chart:
    """The figure of steps given as day, percentage and day of review."""
    steg = tuple(
        Steg(
            id=f"s{number}",
            fra_dato=FIRST + timedelta(days=day),
            arbeidsprosent=percent,
            evaluerings_dato=None if review is None else FIRST + timedelta(days=review),
        )
        for number, (day, percent, review) in enumerate(plan)
    )
    report = Report(vei_tilbake=VeiTilbake(maal=Maal.SAMME_ARBEID, steg=steg))
    document = context.build(make_copy(report=report))
    blocks = (block for section in document.sections for block in section.blocks)
    return next(block for block in blocks if isinstance(block, Chart))


def texts(layout: dict[str, Any]) -> list[str]:
    return [label["text"].replace("\u00a0", " ") for label in layout["labels"]]


@given(PLANS)
def test_everything_stands_inside_the_frame(plan: list[tuple[int, int, int | None]]) -> None:
    layout = chart.layout(figure(plan))
    assert layout["steps"][0]["from"] == 0
    assert layout["steps"][-1]["to"] == 1
    for step, following in itertools.pairwise(layout["steps"]):
        assert step["to"] == following["from"] > step["from"]
        assert following["before"] == step["percent"]
    for mark in layout["reviews"]:
        assert 0 <= mark["at"] <= 1
        on = [step for step in layout["steps"] if step["from"] <= mark["at"]][-1]
        assert mark["percent"] == on["percent"]
    for label in layout["labels"]:
        box = chart.label_box(label)
        assert 0 <= box.left < box.right <= 1.06
        assert 0 <= box.low < box.high <= 117


@given(PLANS)
def test_no_label_stands_on_anything(plan: list[tuple[int, int, int | None]]) -> None:
    layout = chart.layout(figure(plan))
    boxes = [chart.label_box(label) for label in layout["labels"]]
    assert not any(a.touches(b) for a, b in itertools.combinations(boxes, 2))
    for box in boxes:
        for step in layout["steps"]:
            level = chart.Box(step["from"], step["to"], step["percent"] - 1, step["percent"] + 1)
            low, high = sorted((step["before"], step["percent"]))
            riser = chart.Box(step["from"] - 0.001, step["from"] + 0.001, low, high)
            assert not box.touches(level)
            assert not box.touches(riser)
        for mark in layout["reviews"]:
            at, level_of = mark["at"], mark["percent"]
            assert not box.touches(chart.Box(at - 0.012, at + 0.012, level_of - 5, level_of + 5))
    places = [tick["at"] for tick in layout["ticks"] if tick["label"]]
    assert all(b - a >= 0.13 for a, b in itertools.pairwise(places))
    assert {step["from"] for step in layout["steps"]} <= {tick["at"] for tick in layout["ticks"]}
    assert layout["ticks"][0]["label"]


@given(PLANS)
def test_a_percentage_stands_at_its_own_step(plan: list[tuple[int, int, int | None]]) -> None:
    layout = chart.layout(figure(plan))
    for label in layout["labels"]:
        box = chart.label_box(label)
        percent = int(label["text"].rstrip("\u00a0%"))
        near = [
            step
            for step in layout["steps"]
            if step["percent"] == percent
            and min(abs(step["from"] - box.left), abs(step["from"] - box.right)) < 0.01
        ]
        assert near
    assert texts(layout)[-1:] == [f"{layout['steps'][-1]['percent']} %"]


GOLDEN = {
    "two weeks": (
        [(0, 20, 5), (7, 60, 12), (14, 100, None)],
        ["20 %", "60 %", "100 %"],
        ["1. mars 27", "8. mars 27", "15. mars 27"],
        [(0.179, 20), (0.429, 60)],
    ),
    "one step": ([(0, 50, 21)], ["50 %"], ["1. mars 27", "22. mars 27"], [(1.0, 50)]),
    "eighteen months": (
        [(0, 20, 120), (180, 60, 300), (545, 100, None)],
        ["20 %", "60 %", "100 %"],
        ["1. mars 27", "28. aug. 27", "26. des. 27", "27. aug. 28"],
        [(0.197, 20), (0.492, 60)],
    ),
    "down and up": (
        [(0, 100, None), (31, 50, None), (61, 0, 61), (92, 80, None)],
        ["100 %", "50 %", "0 %", "80 %"],
        ["1. mars 27", "1. apr. 27", "1. mai 27", "1. juni 27"],
        [(0.575, 0)],
    ),
    "two steps on one day": (
        [(0, 20, None), (31, 60, None), (31, 40, 31), (92, 100, None)],
        ["20 %", "40 %", "100 %"],
        ["1. mars 27", "1. apr. 27", "1. juni 27"],
        [(0.292, 40)],
    ),
    "a gap of a year": (
        [(0, 20, None), (2, 30, 3), (4, 40, 4), (366, 100, None)],
        ["40 %", "100 %"],
        ["1. mars 27", "1. mars 28"],
        [(0.007, 30)],
    ),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_figure_of(name: str) -> None:
    plan, labels, dates, reviews = GOLDEN[name]
    layout = chart.layout(figure(plan))
    assert texts(layout) == labels
    assert [tick["label"] for tick in layout["ticks"] if tick["label"]] == dates
    assert [(round(r["at"], 3), r["percent"]) for r in layout["reviews"]] == reviews


@pytest.mark.parametrize("days", [90, 180, 365, 545])
def test_twelve_even_steps_have_all_their_percentages(days: int) -> None:
    plan = [(round(i * days / 11), 10 + 8 * i, round(i * days / 11) + 3) for i in range(12)]
    layout = chart.layout(figure(plan))
    assert len(layout["labels"]) == 12
    assert sum(bool(tick["label"]) for tick in layout["ticks"]) >= 5


def test_the_words_say_what_is_drawn() -> None:
    drawn = figure([(0, 20, 10), (31, 60, None)])
    assert drawn.alt.replace("\u00a0", " ") == (
        "Planlagt arbeid i prosent, steg for steg: fra 1. mars 2027: 20 %; "
        "fra 1. april 2027: 60 %. Dato for vurdering: 11. mars 2027."
    )
    assert figure([(0, 20, None), (31, 60, None)]).legend == ""
