"""``audit``: what was done in a case, and that nobody has altered the record of it."""

from __future__ import annotations

from report_tool.cli import output
from report_tool.cli.desks import open_desk
from report_tool.cli.options import CaseArgument, Format, OutputFormat, PassphraseFile
from report_tool.messages import text
from report_tool.workflow import audit


def audit_command(
    case_id: CaseArgument,
    passphrase_file: PassphraseFile = None,
    output_format: Format = OutputFormat.TEXT,
) -> int:
    """Verify the trail's chain, then print it."""
    with open_desk(passphrase_file) as desk:
        events = desk.open(case_id).case.audit
    audit.verify_chain(events)
    if output_format is OutputFormat.JSON:
        plain = [event.model_dump(mode="json", by_alias=True) for event in events]
        output.as_json({"version": 1, "caseId": case_id, "events": plain})
        return 0
    for line in audit.printed(events):
        output.line(line)
    output.line(text("cli.audit.whole", count=len(events)))
    return 0
