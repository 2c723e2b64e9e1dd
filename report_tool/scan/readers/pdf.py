"""PDF: page text, comments, form values and properties; a page that is only a picture is refused.

A scanned page has nothing to search, and "no findings" would be a false comfort.
"""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING

from report_tool.errors import EncryptedPdfError, NotADocumentError, NoTextError
from report_tool.scan.documents import PlaceKind, ScanDocument
from report_tool.scan.extract import Extract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument, PdfPage

_FEW_CHARACTERS = 40
"""A page with fewer visible characters under a large picture is taken for a stamped scan."""

_LARGE_PICTURE = 0.5
"""Share of the page that a picture must cover to be taken for a scan."""

_HARD_HYPHEN_AT_LINE_END = re.compile("(?<=[A-ZÆØÅ0-9])[\ufffe\x02]")
_HYPHEN_AT_LINE_END = re.compile("[\ufffe\x02]")
_WRAPPED_LINE = re.compile(r" \n|\n(?=[a-zæøåéèêóòôäöü])")
_PROPERTIES = ("Title", "Subject", "Keywords")
_ANNOTATION_VALUES = (b"Contents", b"V", b"TU")


def read(data: bytes, name: str) -> tuple[ScanDocument, ...]:
    """Return all readable text of a PDF as one document, pages in order.

    Raises:
        EncryptedPdfError: if a password is needed.
        NoTextError: if a page holds a picture or drawing and no text, or no page has text.
        NotADocumentError: if the content is no PDF.
    """
    from pypdfium2 import PdfiumError

    extract = Extract()
    images = 0
    unread: list[int] = []
    try:
        with _open(data, name) as document:
            for number, page in enumerate(document, 1):
                text, pictures, is_readable = _page(page)
                extract.add(text.split("\n"), PlaceKind.PAGE, number)
                extract.add(_annotations(page), PlaceKind.COMMENT, number)
                images += pictures
                if not is_readable:
                    unread.append(number)
            properties = [document.get_metadata_value(key) for key in _PROPERTIES]
    except PdfiumError:
        raise NotADocumentError(file=name) from None
    if unread or extract.is_blank:
        raise NoTextError(file=name, pages=", ".join(map(str, unread)) or "1")
    extract.add(filter(None, properties), PlaceKind.PROPERTIES)
    return (extract.document(name, images),)


def _open(data: bytes, name: str) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD:
            raise EncryptedPdfError(file=name) from None
        raise NotADocumentError(file=name) from None


def _page(page: PdfPage) -> tuple[str, int, bool]:
    """Return the page's text, its number of pictures, and whether the text can be the whole."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_TEXT

    text = _unwrapped(page.get_textpage().get_text_range())
    area = page.get_width() * page.get_height() or 1.0
    pictures, drawn, largest = 0, False, 0.0
    for item in page.get_objects():
        if item.type == FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            largest = max(largest, (right - left) * (top - bottom) / area)
            pictures += 1
        drawn = drawn or item.type != FPDF_PAGEOBJ_TEXT
    visible = sum(not character.isspace() for character in text)
    is_scan = visible < _FEW_CHARACTERS and largest > _LARGE_PICTURE
    return text, pictures, not is_scan and (visible > 0 or not drawn)


def _unwrapped(raw: str) -> str:
    whole = _HYPHEN_AT_LINE_END.sub("", _HARD_HYPHEN_AT_LINE_END.sub("-", raw))
    lines = whole.replace("\r\n", "\n").replace("\r", "\n")
    return _WRAPPED_LINE.sub(" ", lines).replace("\0", "")


def _annotations(page: PdfPage) -> Iterator[str]:
    from pypdfium2 import raw

    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        for key in _ANNOTATION_VALUES:
            size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
            buffer = ctypes.create_string_buffer(size)
            target = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
            raw.FPDFAnnot_GetStringValue(annotation, key, target, size)
            value = buffer.raw.decode("utf-16-le", errors="replace").rstrip("\0")
            if value:
                yield value
        raw.FPDFPage_CloseAnnot(annotation)
