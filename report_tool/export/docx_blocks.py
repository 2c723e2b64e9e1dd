"""Adds the document's blocks to a Word document."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from report_tool.export import docx_parts, picture
from report_tool.export.document import (
    Bullets,
    Card,
    Chart,
    Heading,
    Mark,
    Paragraph,
    Run,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.shared import Length
    from docx.text.paragraph import Paragraph as WordParagraph

    from report_tool.export.document import Block, Text
    from report_tool.export.organisation.template import Template

_LABEL_SHARE = 3
_VALUE_SHARE = 7
_MARKS = {Mark.STRONG: "Strong", Mark.WITHHELD: "Holdt utenfor"}
_NEVER_NUMBERED = frozenset({"Title", "Heading 1", "Heading 2", "Tiltakstittel"})
"""Our headings carry their numbers as text, the same in every format."""


@dataclass(frozen=True, slots=True)
class DocxWriter:
    """Writes on one Word document in the styles of its template; ``width`` is the text's."""

    word: WordDocument
    template: Template
    width: Length

    def paragraph(self, text: str | Text, style: str = "") -> WordParagraph:
        """Append a paragraph in one of our styles, or in the template's ordinary one."""
        paragraph = self.word.add_paragraph()
        self._fill(paragraph, text, style)
        return paragraph

    def add(self, block: Block) -> None:
        """Append one block to the body."""
        match block:
            case Heading(text):
                self.paragraph(text, "Heading 2")
            case Paragraph(text):
                self.paragraph(text)
            case Bullets(items, numbered):
                self._add_list(items, numbered=numbered)
            case Table():
                self._add_table(block)
            case Card(number, title, rows):
                self.paragraph((Run(f"{number}: "), *title), "Tiltakstittel")
                self.add_details(rows, "Tiltakskort")
            case Chart():
                self._add_chart(block)

    def add_details(self, rows: Sequence[tuple[str, str | Text]], style: str) -> None:
        """Append labelled lines as two columns, the labels in the first."""
        if not rows:
            return
        table = self._table(0, 2, style)
        docx_parts.mark_first_column(table)
        for label, value in rows:
            cells = table.add_row().cells
            first = self._fill(cells[0].paragraphs[0], "", "Tabelltekst")
            self._run(first, label, "Etikett")
            self._fill(cells[1].paragraphs[0], value, "Tabelltekst")
        docx_parts.keep_rows_whole(table)
        docx_parts.set_widths(table, (_LABEL_SHARE, _VALUE_SHARE), self.width)

    def _add_table(self, block: Table) -> None:
        table = self._table(1, len(block.columns), "Rapporttabell")
        for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
            self._fill(cell.paragraphs[0], (Run(name, Mark.STRONG),), "Tabelltekst")
        for row in block.rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                self._fill(cell.paragraphs[0], text, "Tabelltekst")
        docx_parts.repeat_header(table)
        docx_parts.keep_rows_whole(table)
        docx_parts.set_widths(table, block.widths, self.width)
        self.paragraph("", "Tabelltekst")

    def _add_list(self, items: Sequence[Text], *, numbered: bool) -> None:
        lists = self.template.lists
        number = docx_parts.new_numbering(self.word, lists.numbered) if numbered else lists.bullets
        for item in items:
            paragraph = self.paragraph(item, "List Number" if numbered else "List Bullet")
            if number:
                docx_parts.use_numbering(paragraph, number)

    def _add_chart(self, chart: Chart) -> None:
        paragraph = self.word.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        drawn = BytesIO(picture.render(chart))
        shape = paragraph.add_run().add_picture(drawn, width=self.width)
        shape._inline.docPr.set("descr", chart.alt)
        shape._inline.docPr.set("name", chart.caption)
        self.paragraph(chart.caption, "Caption")

    def _table(self, rows: int, columns: int, style: str) -> Any:
        table = self.word.add_table(rows=rows, cols=columns)
        table._tbl.tblStyle_val = self.template.book.ids[style]
        return table

    def _fill(self, paragraph: WordParagraph, text: str | Text, style: str) -> WordParagraph:
        if style:
            docx_parts.set_style(paragraph, self.template.book.ids[style])
            if style in _NEVER_NUMBERED & self.template.book.numbered:
                docx_parts.use_numbering(paragraph, 0)
        for run in (Run(text),) if isinstance(text, str) and text else text:
            if isinstance(run, Run):
                self._run(paragraph, run.text, _MARKS.get(run.mark, ""))
        return paragraph

    def _run(self, paragraph: WordParagraph, text: str, style: str) -> None:
        run = paragraph.add_run(text)
        if style:
            run._r.style = self.template.book.ids[style]
