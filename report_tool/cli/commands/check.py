"""``check``: what the quality rules say about a case's report; advice, so the exit code is 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from report_tool.cli import output
from report_tool.cli.desks import open_desk
from report_tool.cli.options import CaseArgument, Format, OutputFormat, PassphraseFile
from report_tool.messages import text
from report_tool.workflow import advice
from report_tool.workflow.naming import field_name

if TYPE_CHECKING:
    from report_tool.workflow.advice import Advice
    from report_tool.workflow.quality import Hint


def check_command(
    case_id: CaseArgument,
    passphrase_file: PassphraseFile = None,
    output_format: Format = OutputFormat.TEXT,
) -> int:
    """Print what is missing, then the hints."""
    with open_desk(passphrase_file) as desk:
        case = desk.open(case_id).case
        desk.load_engine()
        found = advice.advise(case, desk.detector)
    if output_format is OutputFormat.JSON:
        output.as_json(_plain(case_id, found))
    else:
        _print(found)
    return 0


def _print(found: Advice) -> None:
    required = [hint for hint in found.hints if hint.required]
    hints = [hint for hint in found.hints if not hint.required]
    if found.missing or required:
        output.line(text("cli.check.missing"))
        for each in found.missing:
            output.line(f"  ☐ {text(each.message_id)}")
        for hint in required:
            output.line(f"  ☐ {hint.message}")
    if hints:
        output.line(text("cli.check.hints", count=len(hints)))
        for hint in hints:
            place = f" {field_name(hint.place)}" if hint.place else ""
            output.line(f"  • {hint.message}{place}")
    if not found.missing and not found.hints:
        output.line(text("cli.check.fine"))
    if found.silenced:
        output.line(text("cli.check.silenced", count=found.silenced))


def _plain(case_id: str, found: Advice) -> dict[str, Any]:
    return {
        "version": 1,
        "caseId": case_id,
        "missing": [
            {"section": each.section, "message": text(each.message_id)} for each in found.missing
        ],
        "hints": [_hint(hint) for hint in found.hints],
        "silenced": found.silenced,
    }


def _hint(hint: Hint) -> dict[str, Any]:
    return {
        "rule": hint.rule,
        "place": hint.place,
        "span": list(hint.span) if hint.span else None,
        "required": hint.required,
        "message": hint.message,
        "reason": hint.reason,
    }
