"""A DOCX copy: clean, accessible, and in the words of its data."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from report_tool.export import context, docx, docx_clean, letterhead, verify_data
from report_tool.export.own_words import exact
from report_tool.export.surface import UnreadableSurfaceError
from report_tool.export.surfaces_docx import UNREADABLE, body_paragraphs, running_lines
from report_tool.export.verification import Check, check

if TYPE_CHECKING:
    from collections.abc import Iterable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def checks(data: bytes) -> tuple[Check, ...]:
    """Check language, title, headings, tables, pictures and metadata.

    Raises:
        UnreadableSurfaceError: if the file is no readable DOCX.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        body = docx_clean.parse(parts["word/document.xml"])
        styles = docx_clean.parse(parts["word/styles.xml"])
        core = docx_clean.parse(parts["docProps/core.xml"])
    except (*UNREADABLE, KeyError, etree.XMLSyntaxError):
        raise UnreadableSurfaceError("DOCX") from None
    language = styles.find(f"{_W}docDefaults//{_W}lang")
    tag = "" if language is None else language.get(f"{_W}val", "")
    title = core.findtext("{*}title") or ""
    return (
        check("language", tag in docx.LOCALES.values()),
        check("title", bool(title.strip())),
        check("headings", _has_headings(body, styles)),
        check("tables", all(map(_has_header, _data_tables(body)))),
        check("pictures", all(map(_has_alt_text, body.iter("{*}docPr")))),
        check("clean", docx_clean.scrub(data, title, tag) == data),
    )


def says_the_same(data: bytes, copy_data: bytes) -> bool:
    """Tell whether the document's words are the ones that the copy's data makes.

    Raises:
        UnreadableSurfaceError: if the file is no readable DOCX.
    """
    copy = verify_data.parse(copy_data)
    if copy is None:
        return False
    document = context.build(copy)
    expected = docx.render(document)
    lines = running_lines(data)
    needed = (document.banner, document.footer)
    return (
        _words(body_paragraphs(data)) == _words(body_paragraphs(expected))
        and all(any(exact(line) in exact(found) for found in lines) for line in needed)
        and letterhead.fingerprint(lines, document) == copy.letterhead
    )


def _words(texts: Iterable[str]) -> str:
    return exact("\n".join(texts))


def _has_headings(body: etree._Element, styles: etree._Element) -> bool:
    """Tell whether a paragraph's style is a heading of the first level, by name or by level."""
    levels = {
        style.get(f"{_W}styleId")
        for style in styles.iterfind(f"{_W}style")
        if _value(style, "name").casefold() == "heading 1"
        or _value(style, f"pPr/{_W}outlineLvl") == "0"
    }
    return any(style.get(f"{_W}val") in levels for style in body.iter(f"{_W}pStyle"))


def _value(style: etree._Element, path: str) -> str:
    node = style.find(f"{_W}{path}")
    return "" if node is None else node.get(f"{_W}val", "")


def _data_tables(body: etree._Element) -> list[etree._Element]:
    """Tables whose look says that they have a header row or none with a first column."""
    tables = list(body.iter(f"{_W}tbl"))
    return [table for table in tables if not _names_rows(table)]


def _names_rows(table: etree._Element) -> bool:
    look = table.find(f"{_W}tblPr/{_W}tblLook")
    return look is not None and look.get(f"{_W}firstColumn") == "1"


def _has_header(table: etree._Element) -> bool:
    return table.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is not None


def _has_alt_text(picture: etree._Element) -> bool:
    return bool((picture.get("descr") or "").strip())
