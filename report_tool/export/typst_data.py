"""The document as plain data for ``report.typ``, in characters that the fonts can show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import templates
from report_tool.export import chart
from report_tool.export.characters import REPLACEMENT, fit
from report_tool.export.document import Bullets, Card, Chart, Heading, Paragraph, Table

if TYPE_CHECKING:
    from report_tool.export.document import Block, Document, Text

_LONG_WORD = re.compile(r"\w{25,}")
_BREAK_EVERY = 12
_SOFT_HYPHEN = "\u00ad"


class TypstData:
    """Converts one document and counts the characters that had to be replaced."""

    def __init__(self) -> None:
        self.replaced = 0

    def of(self, document: Document) -> dict[str, Any]:
        """Return everything that the template reads from ``data.json``."""
        return {
            "language": str(document.language),
            **{
                name: self._fit(getattr(document, name))
                for name in ("title", "subject", "copy_line", "banner", "about", "footer", "page")
            },
            "meta": [[self._fit(label), self._fit(value)] for label, value in document.meta],
            "sections": [
                {
                    "number": section.number,
                    "heading": self._fit(section.heading),
                    "blocks": [self.block(block) for block in section.blocks],
                }
                for section in document.sections
            ],
        }

    def block(self, block: Block) -> dict[str, Any]:
        """Return one block."""
        match block:
            case Heading(text):
                return {"kind": "heading", "text": self._fit(text)}
            case Paragraph(text):
                return {"kind": "paragraph", "text": self._runs(text)}
            case Bullets(items, numbered):
                return {
                    "kind": "bullets",
                    "items": [self._runs(item) for item in items],
                    "numbered": numbered,
                }
            case Table(columns, rows, widths):
                return {
                    "kind": "table",
                    "columns": [self._fit(name) for name in columns],
                    "rows": [[self._runs(cell) for cell in row] for row in rows],
                    "widths": list(widths),
                }
            case Card(number, title, rows):
                return {
                    "kind": "card",
                    "number": self._fit(number),
                    "title": self._runs(title),
                    "rows": [[self._fit(label), self._runs(value)] for label, value in rows],
                }
            case Chart():
                return {
                    "kind": "chart",
                    "caption": self._fit(block.caption),
                    "alt": self._fit(block.alt),
                    "legend": self._fit(block.legend),
                    **chart.layout(block),
                }

    def _runs(self, text: Text) -> list[dict[str, str]]:
        return [{"text": self._fit(run.text), "mark": str(run.mark)} for run in text]

    def _fit(self, text: str) -> str:
        fitted, missing = fit(text, templates.supported_characters())
        self.replaced += missing + text.count(REPLACEMENT)
        return _LONG_WORD.sub(_breakable, fitted)


def _breakable(match: re.Match[str]) -> str:
    """Let a very long word break, so that it cannot run out of its cell."""
    word = match[0]
    return _SOFT_HYPHEN.join(
        word[start : start + _BREAK_EVERY] for start in range(0, len(word), _BREAK_EVERY)
    )
