"""The way into the terminal program, loaded only when it is wanted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from report_tool import settings
from report_tool.errors import NoTerminalError

if TYPE_CHECKING:
    from report_tool.workflow.desk import Desk


def open_program(
    desk: Desk | None = None, case_id: str | None = None, *, lockable: bool = True
) -> None:
    """Open the terminal program at the list of cases, or at one case.

    Args:
        desk: the open desk to work at, where it is not the user's own.
        case_id: the case to open.
        lockable: whether the user knows a passphrase to unlock the program with.

    Raises:
        NoTerminalError: if input or output is no terminal.
        ReportToolError: if the settings cannot be read.
    """
    require_terminal()
    chosen = settings.load()
    from report_tool.tui.app import ReportApp

    if desk is None:
        from report_tool.cli.desks import closed_desk

        desk = closed_desk()
    ReportApp(desk, case_id=case_id, lock_after=chosen.lock_after, lockable=lockable).run()


def require_terminal() -> None:
    """Make sure that there is a terminal for the program to be shown on.

    Raises:
        NoTerminalError: if input or output is none.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminalError()
