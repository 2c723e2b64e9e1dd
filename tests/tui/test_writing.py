"""From the list into a case, typing, and the flags that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.tui.screens.case import CaseScreen
from report_tool.tui.widgets.flagged_text import FlaggedText

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_tool.tui.app import ReportApp
    from schemas.case import Case
    from tests.tui.conftest import MemoryDesk


async def test_a_typed_diagnosis_is_flagged(
    desk: MemoryDesk, case: Case, make_app: Callable[..., ReportApp]
) -> None:
    desk.save(case)
    app = make_app(case.case_id)
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause(0.2)
        assert isinstance(app.screen, CaseScreen)
        area = app.screen.query_one(FlaggedText)
        assert area.has_focus
        await pilot.press(*"Hun har migrene.")
        await pilot.pause(0.3)
        assert [area.text[s.start : s.end] for s in area.spans] == ["migrene"]
