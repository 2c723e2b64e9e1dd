"""A case that was cut off last time: noticed when it is opened, said until it is saved again."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui.dates import show_date
from report_tool.workflow import unfinished

if TYPE_CHECKING:
    from datetime import datetime

    from report_tool.workflow.desk import Desk
    from schemas.case import Case


async def begin(desk: Desk, case_id: str) -> bool:
    """Note that the case is open, and say whether it was cut off last time.

    A vault that cannot be written to just now does not keep a case from being read.
    """
    try:
        memory = await asyncio.to_thread(desk.memory)
        await asyncio.to_thread(desk.change_memory, lambda now: unfinished.opened(now, case_id))
    except ReportToolError:
        return False
    return unfinished.was_cut_off(memory, case_id)


async def end(desk: Desk, case_id: str) -> None:
    """Note that the case was closed; the case itself is saved, so nothing hangs on it."""
    with contextlib.suppress(ReportToolError):
        await asyncio.to_thread(desk.change_memory, lambda now: unfinished.closed(now, case_id))


def notice(case: Case, saved_at: datetime) -> str:
    """Return what is there, from when, and what may be missing."""
    local = saved_at.astimezone()
    section = unfinished.last_section(case)
    where = text("tui.recovered.where", section=text(f"tui.section.{section}")) if section else ""
    when = text("tui.recovered.when", day=show_date(local.date()), clock=f"{local:%H:%M:%S}")
    return f"{text('tui.recovered', when=when)} {where}".strip()
