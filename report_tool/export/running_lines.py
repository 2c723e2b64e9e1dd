"""The draft banner in every header; case and page number in every footer, below what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from report_tool.export.docx_parts import set_style, text_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument
    from docx.section import _BaseHeaderFooter
    from docx.shared import Length

    from report_tool.export.document import Document
    from report_tool.export.organisation.styles import StyleBook


def write(word: WordDocument, document: Document, book: StyleBook) -> None:
    """Write our lines on every kind of page that the template tells apart.

    A page number that the template prints is not printed twice.
    """
    width = text_width(word)
    for header, footer in _pages(word):
        counted = any(map(_counts_pages, (header, footer)))
        if document.banner:
            first = _own_paragraph(header, at_top=True)
            set_style(first, book.ids["Utkast"])
            first.add_run(document.banner)
        _write_footer(_own_paragraph(footer), document, book, width, counted=counted)


def _pages(word: WordDocument) -> Iterator[tuple[_BaseHeaderFooter, _BaseHeaderFooter]]:
    section = word.sections[0]
    yield section.header, section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_header, section.first_page_footer
    if word.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header, section.even_page_footer


def _own_paragraph(part: _BaseHeaderFooter, *, at_top: bool = False) -> Paragraph:
    """Return an empty paragraph: the only one there is, or a new one above or below the rest."""
    if part.is_linked_to_previous:
        part.is_linked_to_previous = False
        return Paragraph(part.paragraphs[0]._p, part)
    content = part._element
    new = OxmlElement("w:p")
    if at_top:
        content.insert(0, new)
    else:
        content.append(new)
    return Paragraph(new, part)


def _write_footer(
    line: Paragraph, document: Document, book: StyleBook, width: Length, *, counted: bool
) -> None:
    set_style(line, book.ids["Footer"])
    line.add_run(document.footer)
    if counted:
        return
    line.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    stops = line.paragraph_format.tab_stops
    inherited = line.style.paragraph_format.tab_stops if line.style else ()
    for stop in inherited:
        if abs(stop.position - width) > 12700:
            stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    before, _, rest = document.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    line.add_run(f"\t{before}")
    _add_field(line, "PAGE")
    line.add_run(between)
    _add_field(line, "NUMPAGES")
    if after:
        line.add_run(after)


def _counts_pages(part: _BaseHeaderFooter) -> bool:
    if part.is_linked_to_previous:
        return False
    content = part._element
    simple = [node.get(qn("w:instr"), "") for node in content.iter(qn("w:fldSimple"))]
    written = "".join(node.text or "" for node in content.iter(qn("w:instrText")))
    return any("PAGE" in instruction.upper().split() for instruction in (*simple, written))


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
