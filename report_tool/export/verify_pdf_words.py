"""A PDF copy and its data: do pages, alternative texts and title say what the data makes?"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import pikepdf

from report_tool.export import context, pdf, pdf_structure, verify_data
from report_tool.export.own_words import exact
from report_tool.export.pdf_text import page_texts
from report_tool.export.surface import UnreadableSurfaceError


def says_the_same(data: bytes, copy_data: bytes) -> bool:
    """Tell whether pages and alternative texts are in the words that the copy's data makes.

    Raises:
        UnreadableSurfaceError: if the file is no readable PDF.
    """
    copy = verify_data.parse(copy_data)
    if copy is None:
        return False
    expected = pdf.render(context.build(copy), copy_data)
    given, made = _said(data), _said(expected)
    same_maker = given.maker == made.maker
    return given.words == made.words and (given.drawn == made.drawn or not same_maker)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a PDF says to eye and ear: its words, and the strokes and glyphs that show them.

    Another release of the typesetter (``maker``) draws the same words in other strokes.
    """

    words: tuple[str, ...]
    drawn: str
    maker: str


def _said(data: bytes) -> _Said:
    try:
        with pikepdf.open(BytesIO(data)) as document:
            return _all_said(document, data)
    except pdf_structure.BROKEN:
        raise UnreadableSurfaceError("PDF") from None


def _all_said(document: pikepdf.Pdf, data: bytes) -> _Said:
    spoken = [
        exact(str(node.get(key)))
        for node in pdf_structure.elements(document)
        for key in ("/Alt", "/ActualText", "/E")
        if node.get(key) is not None
    ]
    info = document.docinfo
    named = [str(info.get(key, "")) for key in ("/Title", "/Subject")]
    words = (exact("\n".join(page_texts(data))), *spoken, *named)
    return _Said(words, _drawn(document), str(info.get("/Creator", "")))


def _drawn(document: pikepdf.Pdf) -> str:
    """Return a hash over what each page draws, and over the fonts."""
    digest = sha256()
    for page in document.pages:
        for instruction in pikepdf.parse_content_stream(page):
            digest.update(pikepdf.unparse_content_stream([instruction]) + b"\n")
    fonts = [
        sha256(item[key].read_bytes()).digest()
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary)
        for key in (*pdf_structure.FONT_FILES, "/ToUnicode")
        if key in item
    ]
    digest.update(b"".join(sorted(fonts)))
    return digest.hexdigest()
