"""``versions``: the earlier versions that are kept of a case, and what was changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from report_tool.cli import output
from report_tool.cli.desks import open_desk
from report_tool.cli.options import CaseArgument, Format, OutputFormat, PassphraseFile
from report_tool.messages import text
from report_tool.tui.difference_lines import LineKind, lines
from report_tool.workflow.differences import differences
from report_tool.workflow.history import Content
from report_tool.workflow.versions import content, numbered

if TYPE_CHECKING:
    from report_tool.tui.difference_lines import Line
    from report_tool.workflow.differences import Difference
    from schemas.versions import Version

INDENT = {LineKind.SECTION: "", LineKind.FIELD: "  ", LineKind.TEXT: "    "}


def versions_command(
    case_id: CaseArgument,
    number: Annotated[
        int | None, typer.Option("--diff", metavar="N", help="cli.versions.diff")
    ] = None,
    passphrase_file: PassphraseFile = None,
    output_format: Format = OutputFormat.TEXT,
) -> int:
    """List the versions, or print what was changed from one of them until now."""
    with open_desk(passphrase_file) as desk:
        case = desk.open(case_id).case
        kept = desk.versions(case_id)
    if number is None:
        _list(case_id, kept.versions, output_format)
        return 0
    before, after = content(numbered(kept, number)), Content.of(case)
    if output_format is OutputFormat.JSON:
        found = [_difference(each) for each in differences(before.report, after.report)]
        plain = {"version": 1, "caseId": case_id, "number": number, "differences": found}
        output.as_json(plain)
        return 0
    found_lines = lines(before, after)
    for line in found_lines:
        _print(line)
    if not found_lines:
        output.line(text("tui.difference.none"))
    return 0


def _list(case_id: str, versions: tuple[Version, ...], output_format: OutputFormat) -> None:
    if output_format is OutputFormat.JSON:
        rows = [
            {
                "number": version.number,
                "keptAt": version.kept_at.isoformat(),
                "reason": version.reason.value,
                "state": version.state.value,
            }
            for version in versions
        ]
        output.as_json({"version": 1, "caseId": case_id, "versions": rows})
        return
    for version in reversed(versions):
        kept_at = version.kept_at.astimezone().strftime("%d.%m.%Y %H:%M")
        reason = text(f"tui.versions.reason.{version.reason.value}")
        output.line(f"{version.number:>3}  {kept_at}  {reason}")
    if not versions:
        output.line(text("tui.versions.none"))


def _print(line: Line) -> None:
    if line.kind is LineKind.SECTION:
        output.line()
    indent = INDENT[line.kind]
    output.line("\n".join(indent + part for part in line.plain().splitlines()))


def _difference(found: Difference) -> dict[str, Any]:
    return {
        "path": found.path,
        "before": _value(found.before),
        "after": _value(found.after),
    }


def _value(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    return list(value) if isinstance(value, tuple) else str(value)
