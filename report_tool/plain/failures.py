"""Errors in the conversation: told in three lines, and the conversation goes on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from report_tool.errors import LeakGateError, ReportToolError
from report_tool.messages import text
from schemas.case import Case

if TYPE_CHECKING:
    from collections.abc import Generator

    from report_tool.plain.open_case import OpenCase
    from report_tool.plain.talk import Talk


@contextmanager
def told(talk: Talk, work: OpenCase | None = None) -> Generator[None, None, None]:
    """Tell about an error of ours instead of raising it."""
    try:
        yield
    except ReportToolError as error:
        if work is not None and isinstance(error, LeakGateError) and isinstance(error.case, Case):
            work.case = error.case
        for part in ("what", "data", "next"):
            talk.say(text(f"error.{error.message_id}.{part}", **error.parameters))
