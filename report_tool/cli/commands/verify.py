"""``verify``: what anyone can check on a copy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from report_tool.cli import failures, output
from report_tool.cli.desks import closed_desk
from report_tool.cli.options import Format, OutputFormat
from report_tool.errors import EXIT_BAD_INPUT, EXIT_FINDINGS, ReportToolError
from report_tool.messages import text
from report_tool.workflow.desk import Desk


def verify_command(
    files: Annotated[list[Path], typer.Argument(metavar="FIL...", help="cli.verify.files")],
    output_format: Format = OutputFormat.TEXT,
) -> int:
    """Return 0 if every check holds on every file, 1 if one does not, 2 for a file that is none."""
    desk = closed_desk()
    desk.load_engine()
    verified: list[dict[str, Any]] = []
    problems: list[ReportToolError] = []
    for file in files:
        try:
            verified.append(verify(desk, file))
        except ReportToolError as error:
            problems.append(error)
    if output_format is OutputFormat.JSON:
        output.as_json({"version": 1, "files": verified})
    else:
        for one in verified:
            _write(one)
    for problem in problems:
        failures.show_known(problem)
    if problems:
        return EXIT_BAD_INPUT
    return 0 if all(one["ok"] for one in verified) else EXIT_FINDINGS


def verify(desk: Desk, file: Path) -> dict[str, Any]:
    """Return the verdict on one file and its checks, as plain values.

    Raises:
        InputError: if the file cannot be read or is no copy.
    """
    verification = desk.verify_file(file)
    return {
        "file": str(file),
        "ok": verification.ok,
        "checks": [
            {
                "id": check.id,
                "ok": check.ok,
                "message": text(check.message_id, **dict(check.details)),
            }
            for check in verification.checks
        ],
    }


def _write(verified: dict[str, Any]) -> None:
    verdict = text("cli.verify.ok" if verified["ok"] else "cli.verify.failed")
    output.line(f"{verified['file']}: {verdict}")
    for check in verified["checks"]:
        output.line(f"  {output.tick(check['ok'])} {check['message']}")
