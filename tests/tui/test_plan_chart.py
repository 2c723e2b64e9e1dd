"""The plan drawn as it is typed: right in its numbers, tolerant of half-filled rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from report_tool.tui.plan_chart import MARGIN, NARROWEST, ROWS, chart
from report_tool.tui.screens.item import ItemScreen
from report_tool.tui.widgets.item_table import ItemRows
from report_tool.tui.widgets.plan_chart import PlanChart
from report_tool.workflow.plan_words import plan_in_words
from schemas.report import Steg
from tests.tui.test_writing import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_tool.tui.app import ReportApp
    from schemas.case import Case

PLAN = (
    Steg(
        id="s1",
        fra_dato=date(2026, 12, 1),
        arbeidsprosent=50,
        evaluerings_dato=date(2027, 1, 20),
    ),
    Steg(
        id="s2",
        fra_dato=date(2027, 2, 1),
        arbeidsprosent=80,
        evaluerings_dato=date(2027, 2, 22),
    ),
    Steg(id="s3", fra_dato=date(2027, 4, 1), arbeidsprosent=100),
)


def test_the_drawing() -> None:
    assert chart(PLAN, 58) == (
        "                                                  100 %",
        "100 %                       80 %                  ████████",
        "      50 %                  ██████████████████████████████",
        "      ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄██████████████████████████████",
        "      ████████████████████████████████████████████████████",
        "  0 % ████████████████████████████████████████████████████",
        "      ┬─────────────────◆───┬───────◆─────────────┬───────",
        "      1.12.2026             1.2.2027              1.4",
    )


def test_the_order_of_the_rows_does_not_matter() -> None:
    assert chart(reversed(PLAN), 58) == chart(PLAN, 58)


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (Steg(id="s1"),),
        (Steg(id="s1", fra_dato=date(2027, 1, 1)),),
        (Steg(id="s1", arbeidsprosent=50),),
        (Steg(id="s1", fra_dato=date(2027, 1, 1), arbeidsprosent=0),),
    ],
)
def test_nothing_is_drawn_before_there_is_a_date_with_a_percentage(steps: tuple[Steg, ...]) -> None:
    assert chart(steps, 60) == ()


def test_a_percentage_that_is_not_given_is_blank_and_asked_for() -> None:
    unsure = (PLAN[0], PLAN[1].model_copy(update={"arbeidsprosent": None}), PLAN[2])
    bottom = chart(unsure, 58)[ROWS]
    assert bottom == "  0 % ██████████████████████?                     ████████"


@given(
    st.lists(
        st.builds(
            Steg,
            id=st.just("s1"),
            fra_dato=st.none() | st.dates(),
            arbeidsprosent=st.none() | st.integers(0, 100),
            evaluerings_dato=st.none() | st.dates(),
        ),
        max_size=8,
    ),
    st.integers(0, 200),
)
def test_it_never_fails_and_never_overflows(steps: list[Steg], width: int) -> None:
    lines = chart(steps, width)
    assert len(lines) in {0, ROWS + 3}
    assert all(cell_len(line) <= width for line in lines)
    drawable = any(step.fra_dato and step.arbeidsprosent for step in steps)
    assert bool(lines) == (drawable and width >= NARROWEST)
    assert len(plan_in_words(steps)) == len(steps)


def filled(lines: tuple[str, ...], column: int) -> int:
    """Return how many eighths of a line are filled in a column."""
    return sum(" ▁▂▃▄▅▆▇█".find(line.ljust(60)[column]) for line in lines[1 : ROWS + 1])


@given(st.integers(0, 100), st.integers(1, 100))
def test_a_higher_percentage_is_never_drawn_lower(low: int, more: int) -> None:
    high = min(low + more, 100)
    steps = (
        Steg(id="s1", fra_dato=date(2027, 1, 1), arbeidsprosent=low),
        Steg(id="s2", fra_dato=date(2027, 6, 1), arbeidsprosent=high),
    )
    lines = chart(steps, 60)
    if lines:
        assert filled(lines, MARGIN + 8) <= filled(lines, 59)


def test_the_words_say_all_that_the_drawing_shows() -> None:
    half = Steg(id="s4", tilrettelegging="Ro")
    assert plan_in_words((half, PLAN[1], PLAN[0])) == (
        "Fra 1.12.2026, 50 % arbeid, evalueres 20.1.2027.",
        "Fra 1.2.2027, 80 % arbeid, evalueres 22.2.2027.",
        "Uten dato, uten prosent.",
    )


async def test_it_follows_what_is_typed_and_can_be_read_in_words(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(full_case).run_test(size=(60, 40)) as pilot:
        screen = await opened(pilot)
        form = await screen.go_to("veiTilbake")
        await pilot.pause(0.2)
        drawing = form.query_one(PlanChart)
        assert "80 %" in drawing.render()
        assert "█" in drawing.render()
        form.query_one(ItemRows).focus()
        await pilot.press("n")
        await pilot.pause(0.3)
        item = pilot.app.screen
        assert isinstance(item, ItemScreen)
        await pilot.press(*"1.4.2027", "tab", *"100", "tab")
        await pilot.pause(0.2)
        assert not item.query_one(PlanChart).display or item.size.width > 75
        await pilot.press("escape")
        await pilot.pause(0.3)
        assert pilot.app.screen is screen
        assert "1.4" in drawing.render().splitlines()[-2]
        drawing.focus()
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert "Fra 1.4.2027, 100 % arbeid." in drawing.render()
        assert "█" not in drawing.render()


async def test_beside_the_step_it_is_drawn_while_typing(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(full_case).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        form = await screen.go_to("veiTilbake")
        form.query_one(ItemRows).focus()
        await pilot.press("n")
        await pilot.pause(0.3)
        await pilot.press(*"1.4.2027", "tab", *"100", "tab")
        await pilot.pause(0.2)
        lines = pilot.app.screen.query_one(PlanChart).render().splitlines()
        assert "1.4" in lines[-2]


async def test_an_empty_plan_says_what_will_be_here(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(80, 40)) as pilot:
        screen = await opened(pilot)
        form = await screen.go_to("veiTilbake")
        await pilot.pause(0.2)
        assert "blir tegnet her" in form.query_one(PlanChart).render()
