"""What a copy consists of on paper: headings, paragraphs, tables, cards and one figure.

The renderers see nothing else. Every text is clean (``report_tool.export.characters``) and final.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from schemas.labels import Language, Recipient


class Mark(StrEnum):
    """How a stretch of text stands out."""

    PLAIN = "plain"
    STRONG = "strong"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``WITHHELD`` is what others do not get (the employee's copy only)."""

    text: str
    mark: Mark = Mark.PLAIN


Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section (level 2); sections carry level 1 themselves."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered where the order matters."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; ``widths`` are relative, one per column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A measure: its number, its sentence, and labelled lines under it."""

    number: str
    title: Text
    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Where a step starts: date, work percentage (0 to 100), and the date in words."""

    day: date
    percent: int
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The step chart of the way back, with the words that say the same.

    ``points`` start on different days. ``reviews`` are when the step of that percentage is looked
    at again; ``legend`` says what their mark means, and is empty without any. The chart goes on to
    ``end``.
    """

    caption: str
    alt: str
    points: tuple[Point, ...]
    reviews: tuple[Point, ...]
    legend: str
    end: date


Block = Heading | Paragraph | Bullets | Table | Card | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading (level 1) and blocks; ``number`` is empty for an appendix."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole copy, ready to be rendered.

    ``banner`` is empty unless the copy is a draft. ``page`` holds ``{page}`` and ``{pages}``.
    """

    language: Language
    recipient: Recipient
    title: str
    subject: str
    copy_line: str
    banner: str
    about: str
    meta: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    footer: str
    page: str
    made_at: datetime


def plain(text: Text) -> str:
    """Return the words of a text without marks."""
    return "".join(run.text for run in text)


def footer_lines(document: Document) -> tuple[str, str]:
    """Return the footer with the page number, and without it; the numbers read ``1``."""
    page = document.page.format(page="1", pages="1")
    return f"{document.footer} {page}", document.footer


def running_strings(document: Document) -> tuple[str, ...]:
    """Return the lines that stand on every page: banner, footer with and without page number."""
    return (document.banner, *footer_lines(document))


def strings(document: Document) -> Iterator[str]:
    """Yield every text of the document in print order, the running lines first."""
    yield from (document.banner, document.footer, document.title, document.subject)
    yield from (document.copy_line, document.about)
    for label, value in document.meta:
        yield from (label, value)
    for section in document.sections:
        yield f"{section.number} {section.heading}".strip()
        for block in section.blocks:
            yield from block_strings(block)


def block_strings(block: Block) -> Iterator[str]:
    """Yield every text of one block in print order."""
    match block:
        case Heading(text):
            yield text
        case Paragraph(text):
            yield plain(text)
        case Bullets(items):
            yield from map(plain, items)
        case Table(columns, rows):
            yield from columns
            for row in rows:
                yield from map(plain, row)
        case Card(number, title, rows):
            yield f"{number} {plain(title)}"
            for label, value in rows:
                yield from (label, plain(value))
        case Chart(caption, alt, points, reviews, legend):
            yield from (caption, alt, legend)
            yield from (point.label for point in (*points, *reviews))
