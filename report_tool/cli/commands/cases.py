"""``new``, ``list``, ``open``, ``delete``: the cases in the vault."""

from __future__ import annotations

import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from report_tool.cli import output
from report_tool.cli.desks import open_desk
from report_tool.cli.files import read_bytes
from report_tool.cli.options import CaseArgument, Format, OutputFormat, PassphraseFile
from report_tool.cli.terminal_program import open_program
from report_tool.errors import NotConfirmedError
from report_tool.messages import text
from report_tool.workflow import intake
from schemas.labels import Language


def new_command(
    soknad_file: Annotated[
        Path | None, typer.Option("--from", metavar="SOKNAD.json", help="cli.new.from")
    ] = None,
    tilsagn_file: Annotated[
        Path | None, typer.Option("--tilsagn", metavar="TILSAGN.json", help="cli.new.tilsagn")
    ] = None,
    language: Annotated[
        Language | None, typer.Option("--language", metavar="nb|nn", help="cli.new.language")
    ] = None,
    passphrase_file: PassphraseFile = None,
    output_format: Format = OutputFormat.TEXT,
) -> int:
    """Create a case; NAV's documents are read before the vault is touched."""
    soknad = intake.parse_soknad(read_bytes(soknad_file)) if soknad_file else None
    tilsagn = intake.parse_tilsagn(read_bytes(tilsagn_file)) if tilsagn_file else None
    notices = [*(soknad.notices if soknad else ()), *(tilsagn.notices if tilsagn else ())]
    if soknad and tilsagn:
        notices += intake.cross_check(soknad, tilsagn)
    now = datetime.now(UTC)
    case_id = f"{now.year}-{secrets.token_hex(4)}"
    with open_desk(passphrase_file, create=True) as desk:
        chosen = language or intake.usual_language()
        desk.save(intake.new_case(case_id, now, soknad, tilsagn, chosen))
    if output_format is OutputFormat.JSON:
        found = [
            {"field": n.field, "severity": n.severity.value, "message": text(n.message_id)}
            for n in notices
        ]
        output.as_json({"version": 1, "caseId": case_id, "notices": found})
        return 0
    for notice in notices:
        output.note(text("cli.new.notice", field=notice.field, message=text(notice.message_id)))
    output.line(text("cli.new.done", case=case_id))
    return 0


def list_command(
    passphrase_file: PassphraseFile = None, output_format: Format = OutputFormat.TEXT
) -> int:
    """List the cases, the one saved last first."""
    with open_desk(passphrase_file) as desk:
        cases, damaged = desk.cases(), desk.damaged()
    if output_format is OutputFormat.JSON:
        rows = [
            {
                "caseId": stored.case.case_id,
                "state": stored.case.state.value,
                "arbeidstaker": stored.case.parties.arbeidstaker.navn,
                "virksomhet": stored.case.parties.virksomhet.virksomhetsnavn,
                "savedAt": stored.saved_at.isoformat(),
            }
            for stored in cases
        ]
        unreadable = [str(error.parameters["case"]) for error in damaged]
        output.as_json({"version": 1, "cases": rows, "damaged": unreadable})
    elif not cases and not damaged:
        output.line(text("cli.list.none"))
    for stored in cases if output_format is OutputFormat.TEXT else ():
        parties = stored.case.parties
        people = [parties.arbeidstaker.navn, parties.virksomhet.virksomhetsnavn]
        state = text(f"cli.state.{stored.case.state.value}")
        saved = stored.saved_at.astimezone().strftime("%d.%m.%Y %H:%M")
        described = " · ".join(part for part in [*people, state, saved] if part)
        output.line(f"{stored.case.case_id}  {described}")
    if damaged:
        raise damaged[0]
    return 0


def open_command(
    case_id: CaseArgument,
    plain: Annotated[bool, typer.Option("--plain", help="cli.option.plain")] = False,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Open a case in the terminal program, or as a conversation in lines."""
    if plain:
        from report_tool.cli.conversation import converse

        converse(case_id, passphrase_file)
        return 0
    with open_desk(passphrase_file) as desk:
        desk.open(case_id)
        open_program(desk, case_id)
    return 0


def delete_command(
    case_id: CaseArgument,
    confirmed: Annotated[bool, typer.Option("--yes", help="cli.delete.yes")] = False,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Delete a case for good, after a question."""
    with open_desk(passphrase_file) as desk:
        desk.open(case_id)
        if not confirmed and not _confirms(case_id):
            raise NotConfirmedError()
        desk.delete(case_id)
    output.line(text("cli.delete.done", case=case_id))
    return 0


def _confirms(case_id: str) -> bool:
    if not sys.stdin.isatty():
        return False
    output.note(text("cli.delete.ask", case=case_id))
    return sys.stdin.readline().strip().casefold() in {"ja", "j", "yes", "y"}
