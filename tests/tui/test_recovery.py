"""A program that was killed: the case is there, and says from when and what may be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from report_tool.workflow import editing
from report_tool.workflow.fields import with_text
from tests.tui.conftest import NOW
from tests.tui.test_writing import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from report_tool.tui.app import ReportApp
    from report_tool.workflow.desk import Desk
    from schemas.case import Case


def written(case: Case) -> Case:
    return editing.edit(case, with_text(case.report, "provd/tidligereTilrettelegging", "Ny."), NOW)


def line(screen: Screen[object]) -> str:
    shown = screen.query_one("#recovered", Static)
    return str(shown.content) if shown.display else ""


async def test_a_case_that_was_closed_says_nothing(
    desk: Desk, case: Case, make_app: Callable[..., ReportApp]
) -> None:
    app = make_app(written(case))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert desk.memory().open_cases == (case.case_id,)
        assert line(screen) == ""
        await pilot.press("escape")
        await pilot.pause(0.3)
        assert desk.memory().open_cases == ()
        await pilot.press("enter")
        screen = await opened(pilot)
        assert line(screen) == ""
        await pilot.press("ctrl+q")
        await pilot.pause(0.3)
    assert desk.memory().open_cases == ()


async def test_after_a_kill_the_case_opens_where_one_was_and_says_what_is_saved(
    desk: Desk, case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(written(case)).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
    assert desk.memory().open_cases == (case.case_id,)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.3)
        await pilot.press("enter")
        screen = await opened(pilot)
        assert screen.section == "provd"
        saved = desk.cases()[0].saved_at.astimezone()
        assert line(screen) == (
            f"! Saken ble ikke lukket sist. Her er alt som var lagret {saved.day}.{saved.month}."
            f"{saved.year} kl. {saved:%H:%M:%S}. Det siste sekundet før avbruddet kan mangle. "
            "Sist skrev du i «Hva er prøvd»."
        )
        await pilot.press("x")
        await screen.session.save()
        assert line(screen) == ""
        await screen.session.close()
    assert desk.memory().open_cases == ()
