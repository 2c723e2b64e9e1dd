"""A template to begin from: the shipped styles, each shown once, with empty header and footer."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from report_tool.export import docx_clean, docx_parts
from report_tool.export.organisation.template import shipped
from report_tool.messages import text

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_PARAGRAPHS = (
    "Title",
    "Subtitle",
    "Eksemplar",
    "Om rapporten",
    "Heading 1",
    "Heading 2",
    "Tiltakstittel",
    "List Bullet",
    "List Number",
    "Caption",
    "Tabelltekst",
)


def render() -> bytes:
    """Return the DOCX; its body explains what to do and is left out of copies."""
    import docx

    template = shipped()
    word = docx.Document(BytesIO(template.base))
    docx_parts.set_language(word, "nb-NO")
    for key in ("what", "logo", "styles", "check"):
        word.add_paragraph(text(f"export.template.new.{key}"))
    for name in _PARAGRAPHS:
        paragraph = word.add_paragraph(text("export.template.new.style", name=name))
        docx_parts.set_style(paragraph, template.book.ids[name])
    _table(word, template.book.ids["Rapporttabell"])
    title = text("export.template.new.title")
    word.core_properties.title = title
    saved = BytesIO()
    word.save(saved)
    return docx_clean.scrub(saved.getvalue(), title, "nb-NO")


def _table(word: WordDocument, style_id: str) -> None:
    table = word.add_table(rows=2, cols=2)
    table._tbl.tblStyle_val = style_id
    docx_parts.repeat_header(table)
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            key = "column" if number == 0 else "cell"
            cell.paragraphs[0].add_run(text(f"export.template.new.{key}"))
