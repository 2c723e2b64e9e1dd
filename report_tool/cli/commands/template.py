"""``template``: the organisation's own Word template."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report_tool import settings
from report_tool.cli import output
from report_tool.cli.desks import closed_desk
from report_tool.cli.options import Format, OutputFormat
from report_tool.errors import EXIT_FINDINGS, MissingInputError, TemplateNotAcceptedError
from report_tool.messages import text
from report_tool.workflow import word_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_tool.workflow.word_template import TemplateReport

Template = Annotated[Path, typer.Argument(metavar="MAL", help="cli.template.file")]


def check(file: Template, output_format: Format = OutputFormat.TEXT) -> int:
    """Say what a template holds; return 0, or 1 if header or footer hold something sensitive."""
    found = _checked(file)
    if output_format is OutputFormat.JSON:
        output.as_json(
            {
                "version": 1,
                "file": str(file),
                "sha256": found.fingerprint,
                "accepted": found.fingerprint == settings.load().template_accepted,
                "own": found.own,
                "added": found.added,
                "fonts": found.fonts,
                "missingFonts": found.missing_fonts,
                "lines": found.lines,
                "sensitive": found.sensitive,
                "paragraphsLeftOut": found.paragraphs,
                "linksLeftOut": found.links,
            }
        )
    else:
        output.line(text("cli.template.check.usable", file=file))
        for line in _described(found):
            output.line(f"  {line}")
    return EXIT_FINDINGS if found.sensitive else 0


def use(
    file: Annotated[
        Path | None, typer.Argument(metavar="MAL", help="cli.template.use.file")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="cli.template.use.accept")] = False,
    standard: Annotated[bool, typer.Option("--standard", help="cli.template.use.standard")] = False,
) -> int:
    """Set the template for all copies to come, or go back to the shipped one."""
    if standard:
        settings.store({"template": "", "template_accepted": ""})
        output.line(text("cli.template.use.reset"))
        return 0
    if file is None:
        raise MissingInputError()
    found = _checked(file)
    for line in found.sensitive:
        output.note(text("cli.template.check.sensitive", line=line))
    if found.sensitive and not (accept or _agrees()):
        raise TemplateNotAcceptedError(file=str(file))
    accepted = found.fingerprint if found.sensitive else ""
    settings.store({"template": str(file.absolute()), "template_accepted": accepted})
    output.line(text("cli.template.use.done", file=file))
    return 0


def new(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="cli.template.new.file")],
) -> int:
    """Write a template to begin from."""
    word_template.write_new(file)
    output.line(text("cli.template.new.done", file=file))
    return 0


def _checked(file: Path) -> TemplateReport:
    desk = closed_desk()
    desk.load_engine()
    return desk.check_template(file)


def _agrees() -> bool:
    if not sys.stdin.isatty():
        return False
    sys.stderr.write(text("cli.template.use.ask") + " ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {"ja", "j", "yes", "y"}


def _described(found: TemplateReport) -> Iterator[str]:
    renamed = ", ".join(name for name in found.own.values())
    yield text("cli.template.check.own", styles=renamed or "–")
    yield text("cli.template.check.added", styles=", ".join(found.added) or "–")
    yield text("cli.template.check.fonts", fonts=", ".join(found.fonts) or "–")
    if found.missing_fonts:
        yield text("cli.template.check.missing-fonts", fonts=", ".join(found.missing_fonts))
    for line in found.lines:
        yield text("cli.template.check.line", line=line)
    if found.paragraphs:
        yield text("cli.template.check.paragraphs", count=found.paragraphs)
    if found.links:
        yield text("cli.template.check.links", count=found.links)
    for line in found.sensitive:
        yield text("cli.template.check.sensitive", line=line)
    if found.sensitive:
        yield text("cli.template.check.accept")
