"""The program hides everything when nobody is there, and loses nothing by it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input

from report_tool.errors import VaultClosedError
from report_tool.tui.app import ReportApp
from report_tool.tui.idle import IdleWatch
from report_tool.tui.screens.case import CaseScreen
from report_tool.tui.screens.lock import LockScreen
from report_tool.tui.widgets.flagged_text import FlaggedText
from tests.tui.conftest import NOW, PASSPHRASE
from tests.tui.test_door_and_list import reached, until

if TYPE_CHECKING:
    from datetime import datetime

    from report_tool.workflow.desk import Desk
    from schemas.case import Case

MINUTE = timedelta(minutes=1)


class Clock:
    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time


def test_a_key_begins_a_new_pause() -> None:
    watch = IdleWatch(10 * MINUTE, NOW)
    assert not watch.is_over(NOW + 9 * MINUTE)
    watch.note(events.Key("a", "a"), NOW + 9 * MINUTE)
    assert not watch.is_over(NOW + 18 * MINUTE)
    assert watch.is_over(NOW + 19 * MINUTE)


def test_what_nobody_did_is_no_touch() -> None:
    watch = IdleWatch(10 * MINUTE, NOW)
    watch.note(events.Resize(*[None] * 2), NOW + 9 * MINUTE)  # type: ignore[arg-type]
    assert watch.is_over(NOW + 10 * MINUTE)


def test_without_a_limit_it_never_locks() -> None:
    assert not IdleWatch(None, NOW).is_over(NOW + timedelta(days=3))


def test_a_clock_that_was_put_back_does_not_keep_it_open_for_long() -> None:
    watch = IdleWatch(10 * MINUTE, NOW)
    assert not watch.is_over(NOW - timedelta(hours=5))
    assert watch.is_over(NOW - timedelta(hours=5) + 10 * MINUTE)


@pytest.mark.parametrize("by_key", [True, False])
async def test_the_lock_hides_saves_and_comes_back_where_one_was(
    desk: Desk, full_case: Case, by_key: bool
) -> None:
    desk.save(full_case)
    clock = Clock()
    app = ReportApp(desk, case_id=full_case.case_id, now=clock, lock_after=10 * MINUTE)
    async with app.run_test(size=(80, 24)) as pilot:
        await reached(pilot, CaseScreen)
        assert "Kari" in app.export_screenshot()
        app.screen.query(FlaggedText).first().focus()
        await pilot.press("ctrl+end", *" Nytt")
        if by_key:
            await pilot.press("ctrl+l")
        else:
            clock.time += 10 * MINUTE
            app._lock_if_idle()
        await reached(pilot, LockScreen)
        await until(pilot, lambda: not desk.is_open)
        with pytest.raises(VaultClosedError):
            desk.cases()
        picture = app.export_screenshot()
        assert "Arbeidsplassvurdering" not in picture
        assert "Kari" not in picture
        for key in ("escape", "f5", "f10", "ctrl+l", "ctrl+g"):
            await pilot.press(key)
        assert isinstance(app.screen, LockScreen)

        field = app.screen.query_one("#passphrase", Input)
        field.value = "noe helt annet"
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query_one(".dialog-error").display))
        assert not desk.is_open
        field.value = PASSPHRASE
        await pilot.press("enter")
        await reached(pilot, CaseScreen)
        await pilot.press(*"ere")
        await until(pilot, lambda: "Nyttere" in saved(desk, full_case))


def saved(desk: Desk, case: Case) -> str:
    return desk.open(case.case_id).case.report.oppdrag.bestilling


async def test_an_exercise_without_a_passphrase_cannot_be_locked(desk: Desk) -> None:
    app = ReportApp(desk, now=lambda: NOW, lock_after=timedelta(0), lockable=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+l")
        app._lock_if_idle()
        await pilot.pause()
        assert desk.is_open
        assert not isinstance(app.screen, LockScreen)
