"""The parts that sections are made of: labels, fields, cells, dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import templates
from report_tool.export import wording
from report_tool.export.document import Block, Heading, Run, Text

if TYPE_CHECKING:
    from datetime import date

    from report_tool.export.marked import Marker
    from schemas.labels import Language


@dataclass(frozen=True, slots=True)
class SectionWriter:
    """Writes the parts that all sections are made of, in one language, with the marks."""

    lang: Language
    marker: Marker

    def say(self, key: str, **values: str) -> str:
        """Return a printed text of the templates."""
        return templates.phrase(key, self.lang, **values)

    def field(self, path: str, text: str) -> tuple[Block, ...]:
        """Return a labelled field: heading and paragraphs, or nothing where it is empty."""
        blocks = self.marker.blocks(path, text)
        label = self.say(f"field.{path.rpartition('/')[2]}")
        return (Heading(label), *blocks) if blocks else ()

    def cell(self, path: str, text: str) -> Text:
        """Return a field for a table cell, or a dash."""
        return self.marker.line(path, text) or words("–")

    def day(self, value: date | None) -> Text:
        """Return a date in words, or that none is agreed."""
        return words(wording.day(value, self.lang) if value else self.say("document.not_set"))

    def say_all(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return several printed texts, for the columns of a table."""
        return tuple(self.say(key) for key in keys)


def words(text: str) -> Text:
    """Return plain words as a text; empty stays empty."""
    return (Run(text),) if text else ()
