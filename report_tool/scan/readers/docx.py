"""DOCX: everything a stranger could read in it, not only the page.

Body with tables and text boxes, headers, footers, notes, comments, text deleted under change
tracking, alternative texts of pictures, and the document's properties.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report_tool.errors import NotADocumentError, NoTextError
from report_tool.scan.archive import Archive
from report_tool.scan.documents import PlaceKind, ScanDocument
from report_tool.scan.extract import Extract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARTS = (
    (re.compile(r"word/header\d*\.xml"), PlaceKind.HEADER),
    (re.compile(r"word/footer\d*\.xml"), PlaceKind.FOOTER),
    (re.compile(r"word/footnotes\.xml"), PlaceKind.FOOTNOTE),
    (re.compile(r"word/endnotes\.xml"), PlaceKind.ENDNOTE),
    (re.compile(r"word/comments\.xml"), PlaceKind.COMMENT),
)
_PROPERTIES = ("docProps/core.xml", "docProps/custom.xml")
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class _Part:
    lines: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    alt_texts: list[str] = field(default_factory=list)


def read(data: bytes, name: str) -> tuple[ScanDocument, ...]:
    """Return all readable text of a DOCX as one document.

    Raises:
        NotADocumentError: if the content is no DOCX.
        ProtectedDocumentError: if it is locked by a password.
        NoTextError: if it holds pictures but no text.
        TooLargeError: if it unpacks to more than the bound.
    """
    archive = Archive(data, name)
    if "word/document.xml" not in archive.parts:
        raise NotADocumentError(file=name)
    extract = Extract()
    hidden = _Part()
    for part, kind in [("word/document.xml", None), *_named_parts(archive)]:
        content = _collect(archive.xml(part))
        extract.add(content.lines, kind)
        hidden.deleted += content.deleted
        hidden.alt_texts += content.alt_texts
    extract.add(hidden.deleted, PlaceKind.DELETED)
    extract.add(hidden.alt_texts, PlaceKind.ALT_TEXT)
    images = sum(part.startswith("word/media/") for part in archive.parts)
    if extract.is_blank and images:
        raise NoTextError(file=name, pages="1")
    extract.add(_properties(archive), PlaceKind.PROPERTIES)
    return (extract.document(name, images),)


def _named_parts(archive: Archive) -> Iterator[tuple[str, PlaceKind]]:
    for pattern, kind in _PARTS:
        for part in sorted(archive.parts):
            if pattern.fullmatch(part):
                yield part, kind


def _properties(archive: Archive) -> list[str]:
    return [
        value.strip()
        for part in _PROPERTIES
        if part in archive.parts
        for value in archive.xml(part).itertext()
        if value.strip() and not re.fullmatch(r"[\dT:Z.+-]+", value.strip())
    ]


def _collect(root: _Element) -> _Part:
    part = _Part()
    _walk(root, [], [], part)
    return part


def _walk(element: _Element, line: list[str], deleted: list[str], part: _Part) -> None:
    for child in element:
        if not isinstance(child.tag, str) or child.tag == _FALLBACK:
            continue
        tag = child.tag.removeprefix(_W).removeprefix(_STRICT_W)
        if tag == "p":
            _paragraph(child, part)
        elif tag == "t":
            line.append(child.text or "")
        elif tag == "delText":
            deleted.append(child.text or "")
        elif tag in _CHARACTERS:
            line.append(_CHARACTERS[tag])
        else:
            if child.tag.endswith("}docPr"):
                part.alt_texts += filter(None, (child.get("title"), child.get("descr")))
            _walk(child, line, deleted, part)


def _paragraph(element: _Element, part: _Part) -> None:
    line: list[str] = []
    deleted: list[str] = []
    position = len(part.lines)
    part.lines.append("")
    _walk(element, line, deleted, part)
    part.lines[position] = "".join(line)
    if deleted:
        part.deleted.append("".join(deleted))
