"""``terms``: the words that are never flagged again, taken back, given and received."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report_tool.cli import output
from report_tool.cli.desks import open_desk
from report_tool.cli.files import read_bytes
from report_tool.cli.options import Format, OutputFormat, PassphraseFile
from report_tool.errors import TermMissingError
from report_tool.messages import text
from report_tool.workflow import shared_terms
from report_tool.workflow.anchors import words_key

if TYPE_CHECKING:
    from schemas.memory import RememberedTerm

File = Annotated[Path, typer.Argument(metavar="FIL", help="cli.terms.file")]


def list_terms(
    passphrase_file: PassphraseFile = None, output_format: Format = OutputFormat.TEXT
) -> int:
    """List what is remembered beyond one case."""
    with open_desk(passphrase_file) as desk:
        terms = desk.memory().terms
    if output_format is OutputFormat.JSON:
        plain = [term.model_dump(mode="json", by_alias=True) for term in terms]
        output.as_json({"version": 1, "terms": plain})
        return 0
    for term in terms:
        output.line(_line(term))
    if not terms:
        output.line(text("cli.terms.none"))
    return 0


def forget(
    words: Annotated[str, typer.Argument(metavar="ORD", help="cli.terms.forget.words")],
    passphrase_file: PassphraseFile = None,
) -> int:
    """Flag the words again from now on, with whatever label they were remembered."""
    with open_desk(passphrase_file) as desk:
        wanted = [t for t in desk.memory().terms if words_key(t.surface) == words_key(words)]
        if not wanted:
            raise TermMissingError()
        for term in wanted:
            desk.forget(term)
    for term in wanted:
        output.line(text("cli.terms.forget.done", line=_line(term)))
    return 0


def export(file: File, passphrase_file: PassphraseFile = None) -> int:
    """Write the organisation's terms to a file that another expert can take in."""
    with open_desk(passphrase_file) as desk:
        found = shared_terms.write(desk, file)
    output.line(text("cli.terms.export.done", file=file, count=len(found.terms.terms)))
    for term in found.left_out:
        output.note(text("cli.terms.export.left-out", line=_line(term)))
    return 0


def import_terms(file: File, passphrase_file: PassphraseFile = None) -> int:
    """Take in an organisation's terms; what is remembered already stays as it is."""
    shared = shared_terms.decoded(read_bytes(file), str(file))
    with open_desk(passphrase_file) as desk:
        count = shared_terms.take_in(desk, shared, datetime.now(UTC))
    output.line(text("cli.terms.import.done", count=count, total=len(shared.terms)))
    return 0


def _line(term: RememberedTerm) -> str:
    return text(
        "cli.terms.line",
        surface=term.surface,
        label=text(f"tui.label.{term.label.value}"),
        scope=text(f"tui.scope.{term.scope.value}"),
        reason=term.reason,
    )
