"""What was changed since the employee last had the report before them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui.dates import show_moment
from report_tool.tui.screens.difference import DifferenceScreen
from report_tool.workflow.history import Content
from report_tool.workflow.versions import content, last_seen

if TYPE_CHECKING:
    from report_tool.tui.app import ReportApp
    from report_tool.tui.session import CaseSession


async def show_since_seen(app: ReportApp, session: CaseSession) -> None:
    """Show the differences, or say why there are none to show."""
    if not session.case.reviews:
        app.notify(text("tui.since-seen.never"))
        return
    await session.save()
    try:
        versions = await asyncio.to_thread(session.desk.versions, session.case.case_id)
    except ReportToolError as error:
        app.show_error(error)
        return
    seen = last_seen(versions)
    if seen is None:
        app.notify(text("tui.since-seen.not-kept"))
        return
    when = show_moment(seen.kept_at, app.now())
    title = text(f"tui.since-seen.{seen.reason.value}", when=when)
    app.push_screen(DifferenceScreen(title, content(seen), Content.of(session.case)))
