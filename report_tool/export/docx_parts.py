"""What python-docx has no word for: table headers, widths, numbering, fields, language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.shared import Length
    from docx.table import Table
    from docx.text.paragraph import Paragraph


def set_language(word: WordDocument, locale: str) -> None:
    """Set the document's language in the defaults and the settings."""
    for root, path in ((word.styles.element, "w:docDefaults"), (word.settings.element, ".")):
        for node in root.iterfind(f"{path}//{{*}}lang", root.nsmap):
            node.set(qn("w:val"), locale)
    for node in word.settings.element.iter(qn("w:themeFontLang")):
        node.set(qn("w:val"), locale)


def repeat_header(table: Table) -> None:
    """Mark the first row as header: it repeats on every page and is announced as such."""
    row = table.rows[0]._tr.get_or_add_trPr()
    row.append(OxmlElement("w:tblHeader"))
    _look(table, firstRow="1", firstColumn="0")


def mark_first_column(table: Table) -> None:
    """Mark the first column as the one that names the row."""
    _look(table, firstRow="0", firstColumn="1")


def keep_rows_whole(table: Table) -> None:
    """Let no row break over two pages."""
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def set_widths(table: Table, shares: Sequence[int], total: Length) -> None:
    """Give the columns fixed widths in these proportions."""
    table.autofit = False
    widths = [int(total * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def text_width(word: WordDocument) -> Length:
    """Return the width between the margins."""
    section = word.sections[0]
    sizes = (section.left_margin, section.right_margin, section.gutter)
    return Emu(int(section.page_width or 0) - sum(int(size or 0) for size in sizes))


def set_style(paragraph: Paragraph, style_id: str) -> None:
    """Give the paragraph a style by its id, whatever the template calls it."""
    paragraph._p.style = style_id


def new_numbering(word: WordDocument, abstract_id: int) -> int:
    """Add a numbered list of the template's kind that starts at 1 and return its id."""
    numbering = word.part.numbering_part.element
    number = numbering.add_num(abstract_id)
    number.add_lvlOverride(0).add_startOverride(1)
    return int(number.numId)


def use_numbering(paragraph: Paragraph, number_id: int) -> None:
    """Put the paragraph into the list; list 0 takes it out of the style's."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number_id


def _look(table: Table, **flags: str) -> None:
    properties = table._tbl.tblPr
    look: BaseOxmlElement | None = properties.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        properties.append(look)
    for name in ("firstRow", "lastRow", "firstColumn", "lastColumn"):
        look.set(qn(f"w:{name}"), flags.get(name, "0"))
    look.set(qn("w:noHBand"), "1")
    look.set(qn("w:noVBand"), "1")
    look.attrib.pop(qn("w:val"), None)
