"""The way into the program as a conversation in lines."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from report_tool.cli.desks import open_desk

if TYPE_CHECKING:
    from pathlib import Path


def converse(case_id: str | None = None, passphrase_file: Path | None = None) -> None:
    """Open the vault and talk about its cases, or about one case first.

    Raises:
        ReportToolError: if the vault cannot be opened, or there is no such case.
    """
    from report_tool.plain.program import converse as talk_about_cases
    from report_tool.plain.talk import Talk

    with open_desk(passphrase_file, create=case_id is None) as desk:
        talk = Talk(sys.stdin, sys.stdout)
        talk_about_cases(talk, desk, lambda: datetime.now(UTC), case_id)
