"""The keys at the bottom are whole or not there, in every width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets._footer import FooterKey

from report_tool.tui.widgets.key_bar import KeyBar
from tests.tui.test_door_and_list import until
from tests.tui.test_writing import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_tool.tui.app import ReportApp
    from schemas.case import Case


async def test_no_key_is_cut(make_app: Callable[..., ReportApp], full_case: Case) -> None:
    app = make_app(full_case)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        bar = app.screen.query_one(KeyBar)

        def fits() -> bool:
            shown = [key for key in bar.query(FooterKey) if key.display and key.visible]
            hidden = [key for key in bar.query(FooterKey) if key.display and not key.visible]
            used = max(key.region.right for key in shown)
            more = 1 + hidden[0].render().cell_len if hidden else bar.size.width
            return used <= bar.size.width < used + more

        for width in (80, 100, 72, 131, 160, 60, 61, 80):
            await pilot.resize_terminal(width, 24)
            await until(pilot, fits)
