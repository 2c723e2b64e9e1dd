"""Adds the document's blocks to a Word document."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx.shared import Emu

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
    from docx.text.paragraph import Paragraph as WordParagraph

    from report_tool.export.document import Block, Text

_TEXT_WIDTH = Emu(9298 * 635)
"""Width between the margins of the shipped page: 9298 twentieths of a point."""

_LABEL_SHARE = 3
_VALUE_SHARE = 7
_MARKS = {Mark.STRONG: "Strong", Mark.WITHHELD: "Holdt utenfor"}


def add(word: WordDocument, block: Block) -> None:
    """Append one block to the body."""
    match block:
        case Heading(text):
            word.add_paragraph(text, style="Heading 2")
        case Paragraph(text):
            _write(word.add_paragraph(), text)
        case Bullets(items, numbered):
            _add_list(word, items, numbered=numbered)
        case Table():
            _add_table(word, block)
        case Card(number, title, rows):
            paragraph = word.add_paragraph(style="Tiltakstittel")
            _write(paragraph, (Run(f"{number}: "), *title))
            add_details(word, rows, style="Tiltakskort")
        case Chart():
            _add_chart(word, block)


def add_details(word: WordDocument, rows: Sequence[tuple[str, str | Text]], style: str) -> None:
    """Append labelled lines as two columns, the labels in the first."""
    if not rows:
        return
    table = word.add_table(rows=0, cols=2, style=style)
    docx_parts.mark_first_column(table)
    for label, value in rows:
        cells = table.add_row().cells
        first = cells[0].paragraphs[0]
        first.style = "Tabelltekst"
        first.add_run(label, style="Etikett")
        second = cells[1].paragraphs[0]
        second.style = "Tabelltekst"
        _write(second, (Run(value),) if isinstance(value, str) else value)
    docx_parts.keep_rows_whole(table)
    docx_parts.set_widths(table, (_LABEL_SHARE, _VALUE_SHARE), _TEXT_WIDTH)


def _add_table(word: WordDocument, block: Table) -> None:
    table = word.add_table(rows=1, cols=len(block.columns), style="Rapporttabell")
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].style = "Tabelltekst"
        cell.paragraphs[0].add_run(name, style="Strong")
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].style = "Tabelltekst"
            _write(cell.paragraphs[0], text)
    docx_parts.repeat_header(table)
    docx_parts.keep_rows_whole(table)
    docx_parts.set_widths(table, block.widths, _TEXT_WIDTH)
    word.add_paragraph(style="Tabelltekst")


def _add_list(word: WordDocument, items: Sequence[Text], *, numbered: bool) -> None:
    number_id = docx_parts.new_numbering(word) if numbered else None
    for item in items:
        paragraph = word.add_paragraph(style="List Number" if numbered else "List Bullet")
        if number_id is not None:
            docx_parts.use_numbering(paragraph, number_id)
        _write(paragraph, item)


def _add_chart(word: WordDocument, chart: Chart) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(BytesIO(picture.render(chart)), width=_TEXT_WIDTH)
    shape._inline.docPr.set("descr", chart.alt)
    shape._inline.docPr.set("name", chart.caption)
    word.add_paragraph(chart.caption, style="Caption")


def _write(paragraph: WordParagraph, text: Text) -> None:
    for run in text:
        paragraph.add_run(run.text, style=_MARKS.get(run.mark))
