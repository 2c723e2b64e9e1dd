"""A save that fails keeps the text and is tried again by itself."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from report_tool.errors import DiskFullError
from report_tool.tui import session as session_module
from report_tool.tui.session import CaseSession
from report_tool.workflow.fields import get_text
from schemas.memory import Memory

if TYPE_CHECKING:
    from report_tool.workflow.desk import Desk
    from schemas.case import Case

NOW = datetime(2026, 11, 25, 14, 32, tzinfo=UTC)
FIELD = "oppdrag/bestilling"


class FullDisk:
    """A desk whose disk is full for the first saves."""

    def __init__(self, desk: Desk, failures: int) -> None:
        self._desk = desk
        self.failures = failures

    def save(self, case: Case) -> datetime:
        if self.failures:
            self.failures -= 1
            raise DiskFullError(file="vault.db")
        return self._desk.save(case)

    @property
    def detector(self) -> object:
        return self._desk.detector


async def test_a_save_that_failed_is_tried_again(
    desk: Desk, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "RETRY_DELAY", 0.05)
    full = FullDisk(desk, failures=2)
    session = CaseSession(full, case, None, Memory(), lambda: NOW)  # type: ignore[arg-type]
    session.type(FIELD, "Blåbær")
    await session.save()
    assert isinstance(session.save_error, DiskFullError)
    assert session.text(FIELD) == "Blåbær"
    await asyncio.sleep(1.0)
    assert session.save_error is None
    assert get_text(desk.open(case.case_id).case.report, FIELD) == "Blåbær"
    await session.close()


async def test_a_change_after_a_failed_save_is_saved_as_soon_as_any(
    desk: Desk, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "RETRY_DELAY", 60.0)
    full = FullDisk(desk, failures=1)
    session = CaseSession(full, case, None, Memory(), lambda: NOW)  # type: ignore[arg-type]
    session.type(FIELD, "Blå")
    await session.save()
    session.type(FIELD, "Blåbær")
    await asyncio.sleep(session_module.SAVE_DELAY + 0.4)
    assert get_text(desk.open(case.case_id).case.report, FIELD) == "Blåbær"
    await session.close()


async def test_leaving_with_a_full_disk_is_refused_and_keeps_the_text(
    desk: Desk, case: Case
) -> None:
    session = CaseSession(FullDisk(desk, failures=9), case, None, Memory(), lambda: NOW)  # type: ignore[arg-type]
    session.type(FIELD, "Blåbær")
    with pytest.raises(DiskFullError):
        await session.close()
    assert session.text(FIELD) == "Blåbær"
