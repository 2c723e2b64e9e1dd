"""An organisation's Word template for front ends: chosen, checked, begun."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report_tool.errors import (
    FileExistsAlreadyError,
    FileMissingError,
    TemplateRefusedError,
    UnreadableFileError,
    UnwritableError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from report_tool.export.organisation.template import Template
    from report_tool.workflow.detection import Detector


_FIELD = re.compile(r"\b(?:NUMPAGES|PAGE|SECTIONPAGES|SECTION)\b")


@dataclass(frozen=True, slots=True)
class ChosenTemplate:
    """The template that copies stand on.

    ``accepted`` is the SHA-256 of the file whose header and footer the user has accepted as they
    are; empty, or that of another version, means not accepted.
    """

    path: Path
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """What a check found.

    ``own`` maps our styles to the template's names for them, ``added`` are ours that it lacks,
    ``missing_fonts`` those of ``fonts`` that this machine has not, ``lines`` the lines of header
    and footer (alternative texts and watermarks too), ``sensitive`` those that detection marks.
    ``paragraphs`` (of text) and ``links`` count what is left out.
    """

    fingerprint: str
    own: dict[str, str]
    added: tuple[str, ...]
    fonts: tuple[str, ...]
    missing_fonts: tuple[str, ...]
    lines: tuple[str, ...]
    sensitive: tuple[str, ...]
    paragraphs: int
    links: int


def load(path: Path) -> Template:
    """Read a template and make it ready.

    Raises:
        FileMissingError, UnreadableFileError: if the file cannot be read.
        TemplateRefusedError: if it cannot be used; its ``reasons`` say why.
    """
    from report_tool.export.organisation import template
    from report_tool.export.organisation.faults import FaultyTemplateError
    from report_tool.export.organisation.package import LARGEST_FILE

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise FileMissingError(file=str(path)) from None
    except OSError:
        raise UnreadableFileError(file=str(path)) from None
    try:
        return template.load(data)
    except FaultyTemplateError as error:
        reasons = " ".join(map(str, error.faults))
        raise TemplateRefusedError(file=str(path), reasons=reasons) from None


def check(path: Path, detector: Detector) -> TemplateReport:
    """Say what a template holds and what will be used of it; raises what ``load`` raises."""
    from report_tool.export import letterhead
    from report_tool.export.organisation import fonts

    template = load(path)
    names = fonts.names(template)
    return TemplateReport(
        fingerprint=template.fingerprint,
        own=dict(template.book.own),
        added=tuple(name for name in template.book.needed if name not in template.book.own),
        fonts=names,
        missing_fonts=fonts.missing(names),
        lines=tuple(dict.fromkeys(map(_readable, (*template.letterhead, *template.spoken)))),
        sensitive=tuple(map(_readable, letterhead.sensitive_lines(template, detector))),
        paragraphs=template.removed.get("paragraphs", 0),
        links=template.removed.get("links", 0),
    )


def _readable(line: str) -> str:
    """Return a line without the names of its fields."""
    return " ".join(_FIELD.sub("", line).split())


def write_new(path: Path) -> None:
    """Write a template to begin from.

    Raises:
        FileExistsAlreadyError: if there is a file of that name; it is not touched.
        UnwritableError: if it cannot be written.
    """
    from report_tool.export.organisation import starting_point

    data = starting_point.render()
    try:
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise FileExistsAlreadyError(file=str(path)) from None
    except OSError:
        raise UnwritableError(file=str(path)) from None
