"""``demo``: the whole job on the bundled examples, without touching the user's vault."""

from __future__ import annotations

import secrets
import textwrap
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from report_tool.cli import demo_folder, output, rehearsal
from report_tool.cli.options import Format, OutputFormat
from report_tool.cli.terminal_program import open_program, require_terminal
from report_tool.errors import EXIT_FINDINGS
from report_tool.messages import text
from report_tool.workflow import examples
from report_tool.workflow.desk import Desk
from schemas.decision import DecisionKind
from schemas.labels import OTHERS

if TYPE_CHECKING:
    from collections.abc import Generator

    from report_tool.cli.rehearsal import Rehearsal

_WIDTH = 100


def demo_command(
    out: Annotated[Path, typer.Option("--out", metavar="MAPPE", help="cli.demo.out")] = Path(
        "report-tool-demo"
    ),
    tui: Annotated[bool, typer.Option("--tui", help="cli.demo.tui")] = False,
    output_format: Format = OutputFormat.TEXT,
) -> int:
    """Run both examples and return 0 if every copy passes its checks."""
    if tui:
        require_terminal()
        with _throw_away_desk() as desk:
            for name in examples.NAMES:
                desk.save(examples.draft(examples.load(name)))
            open_program(desk, examples.load(examples.NAMES[0]).case_id, lockable=False)
        return 0
    demo_folder.prepare(out, text("cli.demo.read-me"))
    done: dict[str, Rehearsal] = {}
    with _throw_away_desk() as desk:
        desk.load_engine()
        for name in examples.NAMES:
            done[name] = rehearsal.rehearse(examples.load(name), desk, out)
    if output_format is OutputFormat.JSON:
        cases = [_plain(name, one) for name, one in done.items()]
        output.as_json({"version": 1, "cases": cases})
    else:
        for name, one in done.items():
            _write(name, one)
        output.line(text("cli.demo.done", folder=out))
    return 0 if all(_is_fine(one) for one in done.values()) else EXIT_FINDINGS


@contextmanager
def _throw_away_desk() -> Generator[Desk, None, None]:
    with (
        TemporaryDirectory(prefix="report-tool-demo-", ignore_cleanup_errors=True) as folder,
        Desk(Path(folder) / "vault.db") as desk,
    ):
        desk.create(secrets.token_urlsafe(24))
        yield desk


def _is_fine(one: Rehearsal) -> bool:
    return all(file in one.verified for files in one.files.values() for file in files)


def _write(name: str, one: Rehearsal) -> None:
    output.line(text(f"cli.demo.title.{name}"))
    _row("cli.demo.found", text("cli.demo.details", count=one.found))
    if one.by_hand:
        _row("cli.demo.by-hand", text("cli.demo.details", count=one.by_hand))
    if one.unforeseen:
        _row("cli.demo.unforeseen", text("cli.demo.details", count=one.unforeseen))
    kinds = [
        text(f"cli.demo.kind.{kind.value}", count=one.decided[kind])
        for kind in DecisionKind
        if kind in one.decided
    ]
    _row("cli.demo.decided", ", ".join(kinds))
    for recipient in OTHERS:
        labels = one.withheld[recipient]
        _row(f"cli.demo.withheld.{recipient.value}", text("cli.demo.details", count=len(labels)))
        _row("", ", ".join(text(f"scan.label.{label.value}") for label in dict.fromkeys(labels)))
        _row("", text("cli.demo.consented", count=one.consented[recipient]))
    for recipient, files in one.files.items():
        kinds = [file.stem.removeprefix(files[0].stem)[1:] or file.suffix[1:] for file in files]
        marks = [f"{output.tick(f in one.verified)} {k}" for f, k in zip(files, kinds, strict=True)]
        _row(f"cli.demo.copy.{recipient.value}", f"{files[0].stem}  {'  '.join(marks)}")
    output.line()


def _row(message_id: str, value: str) -> None:
    """Write a row of the table; a long value goes on under itself."""
    title = f"  {text(message_id) if message_id else '':<29}"
    lines = textwrap.wrap(value, _WIDTH - len(title)) or [""]
    for line in lines:
        output.line(title + line)
        title = " " * len(title)


def _plain(name: str, one: Rehearsal) -> dict[str, Any]:
    return {
        "example": name,
        "caseId": one.case.case_id,
        "state": one.case.state.value,
        "found": one.found,
        "byHand": one.by_hand,
        "unforeseen": one.unforeseen,
        "decided": {kind.value: count for kind, count in one.decided.items()},
        "withheld": {
            recipient.value: [label.value for label in labels]
            for recipient, labels in one.withheld.items()
        },
        "consented": {recipient.value: count for recipient, count in one.consented.items()},
        "files": [
            {"recipient": recipient.value, "path": str(file), "verified": file in one.verified}
            for recipient, files in one.files.items()
            for file in files
        ],
    }
