"""The program with the detector that is shipped: late to start, and then within a moment."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from report_tool.errors import DetectionFailedError
from report_tool.messages import text
from report_tool.tui.app import ReportApp
from report_tool.tui.screens.case import CaseScreen
from report_tool.tui.screens.dialog import ErrorScreen
from report_tool.tui.widgets.findings_list import FindingsPane
from report_tool.tui.widgets.flagged_text import FlaggedText
from report_tool.workflow.desk import Desk
from tests.tui.conftest import NOW, PASSPHRASE
from tests.tui.test_writing import flagged

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

    from schemas.case import Case


async def case_open(pilot: Pilot[None]) -> CaseScreen:
    for _ in range(300):
        await pilot.pause(0.02)
        screen = pilot.app.screen
        if isinstance(screen, CaseScreen) and screen.query(FlaggedText):
            return screen
    raise AssertionError("the case did not open")


async def test_a_diagnosis_typed_in_norwegian_is_flagged(tmp_path: Path, case: Case) -> None:
    with Desk(tmp_path / "vault.db") as desk:
        desk.create(PASSPHRASE)
        desk.save(case)
        app = ReportApp(desk, case_id=case.case_id, now=lambda: NOW)
        async with app.run_test(size=(160, 50)) as pilot:
            screen = await case_open(pilot)
            area = screen.query(FlaggedText).first()
            area.insert("På jobb går det bra, men hun har søvnvansker og migrene.")
            for _ in range(600):
                await pilot.pause(0.05)
                if flagged(area):
                    break
            assert flagged(area) == ["søvnvansker", "migrene"]


async def test_until_the_engine_is_there_nothing_counts_as_checked(
    tmp_path: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = threading.Event()
    monkeypatch.setattr(Desk, "load_engine", lambda self: ready.wait(10))
    with Desk(tmp_path / "vault.db") as desk:
        desk.create(PASSPHRASE)
        desk.save(case)
        app = ReportApp(desk, case_id=case.case_id, now=lambda: NOW)
        async with app.run_test(size=(160, 50)) as pilot:
            screen = await case_open(pilot)
            screen.query(FlaggedText).first().insert("Hun har migrene.")
            await pilot.pause(0.2)
            assert screen.session.unchecked() == ("oppdrag/bestilling",)
            assert screen.check_note() == text("tui.engine.starting")
            ready.set()
            await asyncio.wait_for(screen.session.check.settled(), 20)


async def test_a_broken_engine_is_explained_and_everything_stays_withheld(
    tmp_path: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Desk) -> None:
        raise DetectionFailedError

    monkeypatch.setattr(Desk, "load_engine", fail)
    with Desk(tmp_path / "vault.db") as desk:
        desk.create(PASSPHRASE)
        desk.save(case)
        app = ReportApp(desk, case_id=case.case_id, now=lambda: NOW)
        async with app.run_test(size=(160, 50)) as pilot:
            for _ in range(200):
                await pilot.pause(0.02)
                if isinstance(pilot.app.screen, ErrorScreen):
                    break
            await pilot.press("escape")
            screen = await case_open(pilot)
            assert screen.check_note() == text("tui.engine.failed")
            assert screen.query_one(FindingsPane)
