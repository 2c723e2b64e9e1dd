"""ODT: body with tables and frames, notes, comments, tracked deletions, headers, footers, title."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report_tool.errors import NotADocumentError, NoTextError, ProtectedDocumentError
from report_tool.scan.archive import Archive
from report_tool.scan.documents import PlaceKind, ScanDocument
from report_tool.scan.extract import Extract

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"

_PROPERTIES = frozenset(
    {
        f"{_DC}title",
        f"{_DC}subject",
        f"{_DC}description",
        f"{_META}keyword",
        f"{_META}user-defined",
    }
)
_SEPARATE = {
    f"{_OFFICE}annotation": PlaceKind.COMMENT,
    f"{_TEXT}tracked-changes": PlaceKind.DELETED,
    f"{_STYLE}header": PlaceKind.HEADER,
    f"{_STYLE}header-left": PlaceKind.HEADER,
    f"{_STYLE}header-first": PlaceKind.HEADER,
    f"{_STYLE}footer": PlaceKind.FOOTER,
    f"{_STYLE}footer-left": PlaceKind.FOOTER,
    f"{_STYLE}footer-first": PlaceKind.FOOTER,
}
_ALT_TEXTS = frozenset({f"{_SVG}title", f"{_SVG}desc"})


@dataclass(slots=True)
class _Lines:
    """Lines by the part they belong to; None is the body."""

    by_kind: dict[PlaceKind | None, list[str]] = field(default_factory=dict)

    def of(self, kind: PlaceKind | None) -> list[str]:
        return self.by_kind.setdefault(kind, [])


def read(data: bytes, name: str) -> tuple[ScanDocument, ...]:
    """Return all readable text of an ODT as one document.

    Raises:
        NotADocumentError: if the content is no ODT.
        ProtectedDocumentError: if it is locked by a password.
        NoTextError: if it holds pictures but no text.
        TooLargeError: if it unpacks to more than the bound.
    """
    archive = Archive(data, name)
    _refuse_locked(archive, name)
    if "content.xml" not in archive.parts:
        raise NotADocumentError(file=name)
    lines = _Lines()
    body = archive.xml("content.xml").find(f"{_OFFICE}body")
    if body is None:
        raise NotADocumentError(file=name)
    _walk(body, [], None, lines)
    if "styles.xml" in archive.parts:
        masters = archive.xml("styles.xml").find(f"{_OFFICE}master-styles")
        if masters is not None:
            _walk(masters, [], None, lines)
    extract = Extract()
    for kind in (None, *PlaceKind):
        extract.add(lines.of(kind), kind)
    images = sum(part.startswith("Pictures/") for part in archive.parts)
    if extract.is_blank and images:
        raise NoTextError(file=name, pages="1")
    extract.add(_properties(archive), PlaceKind.PROPERTIES)
    return (extract.document(name, images),)


def _refuse_locked(archive: Archive, name: str) -> None:
    if "META-INF/manifest.xml" in archive.parts:
        manifest = archive.xml("META-INF/manifest.xml")
        if next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
            raise ProtectedDocumentError(file=name)


def _properties(archive: Archive) -> list[str]:
    if "meta.xml" not in archive.parts:
        return []
    elements = archive.xml("meta.xml").iter()
    return [text for e in elements if e.tag in _PROPERTIES and (text := (e.text or "").strip())]


def _walk(element: _Element, line: list[str], kind: PlaceKind | None, lines: _Lines) -> None:
    """Collect text below ``element``; ``line`` is the paragraph being built."""
    line.append(element.text or "")
    for child in element:
        tag = child.tag
        if tag in (f"{_TEXT}p", f"{_TEXT}h"):
            _paragraph(child, kind, lines)
        elif tag in _SEPARATE:
            _walk(child, [], _SEPARATE[tag], lines)
        elif tag == f"{_TEXT}note":
            note = child.get(f"{_TEXT}note-class")
            separate = PlaceKind.ENDNOTE if note == "endnote" else PlaceKind.FOOTNOTE
            _walk(child, [], separate, lines)
        elif tag in _ALT_TEXTS:
            lines.of(PlaceKind.ALT_TEXT).append(child.text or "")
        elif tag == f"{_TEXT}s":
            line.append(" " * _count(child.get(f"{_TEXT}c")))
        elif tag == f"{_TEXT}tab":
            line.append("\t")
        elif tag == f"{_TEXT}line-break":
            line.append("\n")
        elif isinstance(tag, str):
            _walk(child, line, kind, lines)
        line.append(child.tail or "")


def _paragraph(element: _Element, kind: PlaceKind | None, lines: _Lines) -> None:
    line: list[str] = []
    target = lines.of(kind)
    position = len(target)
    target.append("")
    _walk(element, line, kind, lines)
    target[position] = "".join(line)


def _count(value: str | None) -> int:
    return min(int(value), 1000) if value and value.isdecimal() else 1
