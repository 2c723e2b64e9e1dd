"""How the screens look in the three themes, on a small terminal and on a large one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, TextArea

from report_tool.tui.screens.lock import LockScreen
from report_tool.tui.screens.welcome import WelcomeScreen
from tests.tui.test_pictures import _still, flagged_case, keys
from tests.tui.test_writing import opened

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from report_tool.tui.app import ReportApp
    from schemas.case import Case

__all__ = ["_still", "flagged_case"]

SMALL, LARGE = (80, 24), (160, 50)
DARK, LIGHT, CONTRAST = "nord", "textual-light", "contrast"
CAUSE, MEASURES = ("f7", "f7"), ("f7", "f7", "f7", "f7")

LOOKS = [
    ("cause", LARGE, LIGHT, (*CAUSE, "f3", "2")),
    ("cause", SMALL, CONTRAST, (*CAUSE, "f3", "2")),
    ("rewrite", SMALL, LIGHT, (*CAUSE, "f3", "1")),
    ("share", SMALL, DARK, (*CAUSE, "f3", "3")),
    ("share", LARGE, CONTRAST, (*CAUSE, "f3", "3")),
    ("not-sensitive", SMALL, CONTRAST, (*CAUSE, "f3", "4")),
    ("measures", SMALL, DARK, MEASURES),
    ("measures", LARGE, CONTRAST, MEASURES),
    ("tips", LARGE, LIGHT, ("ctrl+t",)),
    ("help", SMALL, LIGHT, ("f1",)),
    ("help", LARGE, DARK, ("f1",)),
]


def dressed(theme: str, *pressed: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def run(pilot: Pilot[None]) -> None:
        await keys(*pressed)(pilot)
        pilot.app.theme = theme
        await settled(pilot)

    return run


async def settled(pilot: Pilot[None]) -> None:
    for field in pilot.app.screen.query("*").results():
        if isinstance(field, Input | TextArea):
            field.cursor_blink = False
    pilot.app.clear_notifications()
    await pilot.pause(0.3)


@pytest.mark.parametrize(
    ("size", "theme", "pressed"),
    [look[1:] for look in LOOKS],
    ids=[f"{name}-{size[0]}-{theme}" for name, size, theme, _ in LOOKS],
)
def test_the_case(
    flagged_case: Case,
    make_app: Callable[..., ReportApp],
    snap_compare: Callable[..., bool],
    size: tuple[int, int],
    theme: str,
    pressed: tuple[str, ...],
) -> None:
    app = make_app(flagged_case)
    assert snap_compare(app, terminal_size=size, run_before=dressed(theme, *pressed))


@pytest.mark.parametrize(("size", "theme"), [(SMALL, LIGHT), (LARGE, CONTRAST)])
def test_the_lock(
    full_case: Case,
    make_app: Callable[..., ReportApp],
    snap_compare: Callable[..., bool],
    size: tuple[int, int],
    theme: str,
) -> None:
    async def lock(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press("ctrl+l")
        assert isinstance(pilot.app.screen, LockScreen)
        pilot.app.theme = theme
        await settled(pilot)

    assert snap_compare(make_app(full_case), terminal_size=size, run_before=lock)


@pytest.mark.parametrize(("size", "theme"), [(SMALL, CONTRAST), (LARGE, LIGHT)])
def test_the_list_and_the_welcome(
    full_case: Case,
    make_app: Callable[..., ReportApp],
    snap_compare: Callable[..., bool],
    size: tuple[int, int],
    theme: str,
) -> None:
    async def welcome(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press("escape")
        await pilot.pause(0.3)
        pilot.app.theme = theme
        if size == SMALL:
            pilot.app.push_screen(WelcomeScreen())
        await settled(pilot)

    assert snap_compare(make_app(full_case), terminal_size=size, run_before=welcome)
