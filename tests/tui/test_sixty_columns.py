"""On sixty columns everything is still there; and the mouse works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Button, OptionList

from report_tool.tui.screens.case import CaseScreen
from report_tool.tui.screens.cases import CasesScreen
from report_tool.tui.screens.item import ItemScreen
from report_tool.tui.screens.send import SendScreen
from report_tool.tui.screens.welcome import WelcomeScreen
from report_tool.tui.widgets.item_table import ItemRows
from report_tool.tui.widgets.steps import Steps
from tests.tui.test_pictures import flagged_case
from tests.tui.test_writing import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot
    from textual.widget import Widget

    from report_tool.tui.app import ReportApp
    from schemas.case import Case

__all__ = ["flagged_case"]

CAUSE = ("f7", "f7", "f3")
DOORS = [
    ("f1",),
    ("f5",),
    ("f8",),
    ("f9",),
    ("f11",),
    ("f12",),
    ("ctrl+t",),
    ("ctrl+g",),
    ("ctrl+r",),
    ("ctrl+o",),
    ("f7", "ctrl+n"),
    (*CAUSE, "1"),
    (*CAUSE, "3"),
    (*CAUSE, "4"),
    (*CAUSE, "w"),
    ("f7", "f7", "f7", "f7", "n"),
    ("f7", "f7", "f7", "f7", "delete"),
    ("ctrl+l",),
    ("escape",),
    ("escape", "n"),
    ("escape", "o"),
    ("escape", "h"),
    ("escape", "delete"),
]


def is_whole(widget: Widget) -> bool:
    """Whether it is in view, within the width, with room for its words."""
    region, screen = widget.region, widget.screen
    if isinstance(widget, Button) and widget.content_size.width < len(str(widget.label)):
        return False
    within = region.x >= 0 and region.right <= screen.size.width and region.width > 0
    return within and region.overlaps(screen.region)


@pytest.mark.parametrize("door", DOORS, ids="-".join)
async def test_nothing_is_cut_off(
    flagged_case: Case, make_app: Callable[..., ReportApp], door: tuple[str, ...]
) -> None:
    app = make_app(flagged_case)
    async with app.run_test(size=(60, 24)) as pilot:
        await opened(pilot)
        for key in door:
            await pilot.press(key)
            await pilot.pause(0.2)
        await every_stop(pilot)


async def test_nothing_is_cut_off_in_the_welcome(make_app: Callable[..., ReportApp]) -> None:
    app = make_app()
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause(0.3)
        app.push_screen(WelcomeScreen())
        await pilot.pause(0.3)
        await every_stop(pilot)


async def every_stop(pilot: Pilot[None]) -> None:
    """Go to everything that can have the focus, and look at it there."""
    screen = pilot.app.screen
    stops = [w for w in screen.query("*").results() if w.focusable and w.display]
    for widget in stops:
        widget.scroll_visible(animate=False, immediate=True)
        widget.focus()
        await pilot.pause()
        assert screen.focused is widget
        assert is_whole(widget), f"{widget!r} is at {widget.region}"


async def test_the_mouse_opens_a_case_and_goes_from_step_to_step(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    app = make_app(full_case)
    async with app.run_test(size=(160, 50)) as pilot:
        await opened(pilot)
        await pilot.press("escape")
        await pilot.pause(0.3)
        assert isinstance(app.screen, CasesScreen)
        await pilot.click(OptionList, offset=(4, 0))
        for _ in range(50):
            if isinstance(app.screen, CaseScreen):
                break
            await pilot.pause(0.1)
        screen = app.screen
        assert isinstance(screen, CaseScreen)
        await pilot.pause(0.3)
        await pilot.click(Steps, offset=(8, 5))
        await pilot.pause(0.3)
        assert screen.section == "tiltaksplan"


async def test_the_mouse_opens_a_row_and_presses_a_button(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    app = make_app(full_case)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await screen.go_to("tiltaksplan")
        await pilot.pause(0.3)
        rows = screen.query_one("#form-tiltaksplan").query_one(ItemRows)
        await pilot.click(rows, offset=(4, 2))
        await pilot.pause(0.2)
        assert rows.cursor_row == 1
        await pilot.click(rows, offset=(4, 2))
        await pilot.pause(0.3)
        assert isinstance(app.screen, ItemScreen)
        await pilot.press("escape", "f8")
        await pilot.pause(0.3)
        assert isinstance(app.screen, SendScreen)
        await pilot.click("#close")
        await pilot.pause(0.3)
        assert app.screen is screen
