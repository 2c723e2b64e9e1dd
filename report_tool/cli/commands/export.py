"""``export``: a recipient's copy as files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from report_tool import settings
from report_tool.cli import output, passphrase
from report_tool.cli.desks import open_desk
from report_tool.cli.options import CaseArgument, OutputFormat, PassphraseFile
from report_tool.errors import UnknownFormatError
from report_tool.messages import text
from report_tool.workflow.signature import ChosenCertificate
from report_tool.workflow.word_template import ChosenTemplate
from schemas.delivery import FileFormat
from schemas.labels import Recipient


def export_command(
    case_id: CaseArgument,
    recipient: Annotated[
        Recipient, typer.Option("--to", metavar="employee|employer|nav", help="cli.export.to")
    ],
    formats: Annotated[
        str, typer.Option("--format", metavar="docx,pdf,json", help="cli.export.format")
    ] = "docx,pdf,json",
    out: Annotated[Path, typer.Option("--out", metavar="MAPPE", help="cli.export.out")] = Path(),
    template: Annotated[
        Path | None, typer.Option("--template", metavar="MAL", help="cli.export.template")
    ] = None,
    sign: Annotated[
        Path | None, typer.Option("--sign", metavar="SERTIFIKAT", help="cli.export.sign")
    ] = None,
    sign_passphrase_file: Annotated[
        Path | None,
        typer.Option(
            "--sign-passphrase-file", metavar="FIL", help="cli.export.sign-passphrase-file"
        ),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="cli.export.draft")] = False,
    report: Annotated[
        OutputFormat, typer.Option("--report", metavar="text|json", help="cli.export.report")
    ] = OutputFormat.TEXT,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Write the files through the leak gate and note the delivery in the case."""
    chosen = _formats(formats)
    house = ChosenTemplate(template, settings.load().template_accepted) if template else None
    certificate = (
        ChosenCertificate(sign, passphrase.ask_for_certificate(sign_passphrase_file))
        if sign
        else None
    )
    with open_desk(passphrase_file) as desk:
        case = desk.open(case_id).case
        desk.load_engine()
        now = datetime.now(UTC)
        _, files = desk.export(
            case,
            recipient,
            chosen,
            out,
            now,
            draft=draft,
            template=house,
            certificate=certificate,
        )
    if report is OutputFormat.JSON:
        written = [
            {
                "path": str(f.path),
                "format": f.format.value,
                "sha256": f.sha256,
                "replaced": f.replaced,
            }
            for f in files
        ]
        output.as_json(
            {
                "version": 1,
                "caseId": case_id,
                "recipient": recipient.value,
                "draft": draft,
                "files": written,
            }
        )
        return 0
    for file in files:
        output.line(text("cli.export.done", file=file.path))
        if file.replaced:
            output.note(text(f"export.replaced.{file.format.value}", count=file.replaced))
    return 0


def _formats(listed: str) -> tuple[FileFormat, ...]:
    chosen = []
    for name in listed.split(","):
        try:
            chosen.append(FileFormat(name.strip().lower()))
        except ValueError:
            raise UnknownFormatError(name=name.strip(), known=", ".join(FileFormat)) from None
    return tuple(dict.fromkeys(chosen))
