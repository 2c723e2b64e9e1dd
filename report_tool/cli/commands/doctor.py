"""``doctor``: is everything in place on this machine."""

from __future__ import annotations

from report_tool.cli import output
from report_tool.cli.options import Format, OutputFormat
from report_tool.messages import text
from report_tool.workflow import self_check


def doctor_command(output_format: Format = OutputFormat.TEXT) -> int:
    """Print one line for each check and return 0 if all are fine, else 1."""
    checks = []
    for check in self_check.run():
        checks.append(check)
        if output_format is OutputFormat.TEXT:
            detail = f" ({check.detail})" if check.detail else ""
            output.line(f"{output.tick(check.ok)} {text(f'cli.doctor.{check.id}')}{detail}")
    is_fine = all(check.ok for check in checks)
    if output_format is OutputFormat.JSON:
        plain = [{"id": c.id, "ok": c.ok, "detail": c.detail} for c in checks]
        output.as_json({"version": 1, "ok": is_fine, "checks": plain})
    else:
        output.line(text("cli.doctor.fine" if is_fine else "cli.doctor.broken"))
    return 0 if is_fine else 1
