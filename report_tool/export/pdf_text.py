"""The words on the pages of a PDF, with the breaks that a reader sees."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

from report_tool.export.surface import UnreadableSurfaceError

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_LINE_HYPHENS = frozenset("\x02\ufffe")
_GAP = 5.0
"""Points between two glyphs that are too far apart for one word; columns stand further apart."""


def page_texts(data: bytes) -> tuple[str, ...]:
    """Return the text of each page; words hyphenated at a line end are whole again.

    Raises:
        UnreadableSurfaceError: if the file cannot be opened as a PDF.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise UnreadableSurfaceError("PDF") from None
    try:
        return tuple(_page_text(page.get_textpage()) for page in document)
    except pypdfium2.PdfiumError:
        raise UnreadableSurfaceError("PDF") from None
    finally:
        document.close()


def _page_text(page: PdfTextPage) -> str:
    text = page.get_text_range()
    return _with_breaks(page) if _LINE_HYPHENS & set(text) else text


def _with_breaks(page: PdfTextPage) -> str:
    """Rebuild the text letter by letter: after a line hyphen, pdfium forgets breaks."""
    import pypdfium2.raw as pdfium

    pieces: list[str] = []
    previous: tuple[float, float, float, float] | None = None
    after_hyphen = False
    box = [ctypes.c_double() for _ in range(4)]
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, index)
        character = chr(code) if code else ""
        if character in _LINE_HYPHENS:
            after_hyphen, previous = True, None
            continue
        if character.isspace() or not character:
            after_hyphen, previous = False, None
            pieces.append(character)
            continue
        if after_hyphen:
            pdfium.FPDFText_GetCharBox(page, index, *box)
            left, right, bottom, top = (edge.value for edge in box)
            if previous and (
                left - previous[1] > _GAP
                or previous[0] - left > _GAP
                or bottom - previous[3] > _GAP
                or previous[2] - top > _GAP
            ):
                pieces.append("\n")
                after_hyphen = False
            previous = (left, right, bottom, top)
        pieces.append(character)
    return "".join(pieces)
