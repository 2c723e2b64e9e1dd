"""The keys that text fields share with word processors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from report_tool.tui.widgets.flagged_text import FlaggedText
from tests.tui.test_writing import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_tool.tui.app import ReportApp
    from schemas.case import Case


async def test_a_text_is_walked_selected_cut_and_pasted(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        area = screen.query(FlaggedText).first()
        area.insert("Første linje\nandre linje")
        await pilot.press("ctrl+home", "Å", "ctrl+end", "!")
        assert area.text == "ÅFørste linje\nandre linje!"
        await pilot.press("ctrl+a", "ctrl+x")
        assert area.text == ""
        await pilot.press("ctrl+v", "ctrl+v")
        assert area.text == "ÅFørste linje\nandre linje!" * 2
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert area.text == "ÅFørste linje\nandre linje!"
        await pilot.press("ctrl+y")
        assert area.text == ""


async def test_selecting_to_the_end_and_copying(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        area = screen.query(FlaggedText).first()
        area.insert("Én\nto")
        await pilot.press("ctrl+home", "ctrl+shift+end", "ctrl+c")
        assert area.selected_text == "Én\nto"
        await pilot.press("ctrl+end", "ctrl+v")
        assert area.text == "Én\ntoÉn\nto"


async def test_a_line_has_the_same_keys(case: Case, make_app: Callable[..., ReportApp]) -> None:
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("f12")
        await pilot.pause(0.2)
        line = pilot.app.screen.query(Input).first()
        line.focus()
        await pilot.pause()
        line.value = "Kari"
        await pilot.press("ctrl+home", "x", "ctrl+end", "y")
        assert line.value == "xKariy"
        await pilot.press("ctrl+a", "z")
        assert line.value == "z"
