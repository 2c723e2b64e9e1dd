"""Every place in a DOCX where words can stand: all parts, properties, names, media."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from report_tool.export.docx_clean import parse
from report_tool.export.surface import (
    BYTE_ORDER_MARKS,
    Surface,
    UnreadableSurfaceError,
    as_text,
    unpacked,
)
from report_tool.messages import text

if TYPE_CHECKING:
    from collections.abc import Iterator

BODY = "word/document.xml"
"""The part that holds the text itself."""

_TEXT_TAGS = frozenset({"t", "delText", "instrText"})
_BREAK_TAGS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_SYMBOLS = 0xF000
"""Where symbol fonts begin: ``F041`` draws what the font has for ``A``."""

_XML = (".xml", ".rels")
_LOCAL_HEADER = b"PK\x03\x04"
_LOCAL_HEADER_SIZE = 30
_DESCRIPTORS = (0, 12, 16, 20, 24)
"""Bytes after an entry: none, or its sizes again."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_REMARKS = frozenset({b"zTXt", b"iTXt", b"eXIf"})
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    ValueError,
    RuntimeError,
    OSError,
)
"""What reading a part of a broken archive can raise."""

_LARGEST_PART = 64 * 1024 * 1024


def read(data: bytes) -> tuple[Surface, ...]:
    """Return all texts of the file, hidden ones included.

    Raises:
        UnreadableSurfaceError: if the archive or an XML part is broken, a part is larger than
            64 MiB, a name stands twice, or another archive is embedded.
    """
    return (*_archive(data), Surface(text("export.where.raw"), data=data))


def paragraphs(data: bytes) -> tuple[str, ...]:
    """Return the visible paragraphs of body, headers and footers in order.

    Raises:
        UnreadableSurfaceError: as ``read``.
    """
    return tuple(surface.text for surface in _archive(data) if surface.visible)


def body_paragraphs(data: bytes) -> tuple[str, ...]:
    """Return the visible paragraphs of the body.

    Raises:
        UnreadableSurfaceError: as ``read``.
    """
    return tuple(s.text for s in _archive(data) if s.visible and s.where == BODY)


def running_lines(data: bytes) -> tuple[str, ...]:
    """Return the visible paragraphs outside the body: headers, footers and anything else.

    Raises:
        UnreadableSurfaceError: as ``read``.
    """
    return tuple(s.text for s in _archive(data) if s.visible and s.where != BODY and s.text.strip())


def _archive(data: bytes) -> Iterator[Surface]:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UnreadableSurfaceError("DOCX") from None
    with archive:
        names = archive.namelist()
        if len(set(names)) != len(names) or not _is_all_listed(data, archive):
            raise UnreadableSurfaceError("DOCX")
        yield Surface(text("export.where.names"), "\n".join(names))
        yield Surface(text("export.where.archive"), archive.comment.decode("utf-8", "replace"))
        for entry in archive.infolist():
            yield Surface(entry.filename, entry.comment.decode("utf-8", "replace"))
            yield Surface(entry.filename, data=entry.extra)
            yield from _part(entry.filename, _bytes_of(archive, entry))


def _is_all_listed(data: bytes, archive: zipfile.ZipFile) -> bool:
    """Tell whether the entries that the archive lists follow each other from the first byte on."""
    end = 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        head = data[entry.header_offset : entry.header_offset + _LOCAL_HEADER_SIZE]
        if not head.startswith(_LOCAL_HEADER) or entry.header_offset - end not in _DESCRIPTORS:
            return False
        names = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        end = entry.header_offset + _LOCAL_HEADER_SIZE + names + entry.compress_size
    return archive.start_dir - end in _DESCRIPTORS and end > 0


def _bytes_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.file_size > _LARGEST_PART or entry.flag_bits & 0x1:
        raise UnreadableSurfaceError(entry.filename)
    try:
        return archive.read(entry)
    except UNREADABLE:
        raise UnreadableSurfaceError(entry.filename) from None


def _part(name: str, part: bytes) -> Iterator[Surface]:
    if name.lower().endswith(_XML):
        yield from _xml(name, part)
    else:
        part = unpacked(part, name)
        yield from _picture(name, part)
        if b"\x00" not in part or part.startswith(BYTE_ORDER_MARKS):
            yield Surface(name, as_text(part))


def _xml(name: str, part: bytes) -> Iterator[Surface]:
    try:
        root = parse(part)
    except etree.XMLSyntaxError:
        raise UnreadableSurfaceError(name) from None
    if root.getroottree().docinfo.doctype:
        raise UnreadableSurfaceError(name)
    visible = name.startswith("word/")
    paragraphs = [_paragraph_text(paragraph) for paragraph in root.iter("{*}p")]
    yield from (Surface(name, words, visible=visible) for words in paragraphs)
    if any(words.endswith("-") for words in paragraphs):
        yield Surface(name, "\n".join(paragraphs).replace("-\n", ""))
    if not visible or not paragraphs:
        yield Surface(name, "".join(map(str, root.itertext())))
    loose: list[str] = []
    values: dict[str, None] = {}
    for node in root.getroottree().iter():
        if isinstance(node, etree._Comment | etree._ProcessingInstruction):
            loose.append(str(node.text))
            continue
        values.update(dict.fromkeys(map(str, node.attrib.values())))
        if node.text and node.tag is not etree.Entity:
            loose.append(str(node.text))
        if node.tail:
            loose.append(str(node.tail))
    for node in _around_root(root):
        loose.append(str(node.text))
    yield Surface(name, "\n".join(filter(None, map(str.strip, loose))))
    yield Surface(name, "\n".join(values))


def _around_root(root: etree._Element) -> Iterator[etree._Element]:
    yield from root.itersiblings(preceding=True)
    yield from root.itersiblings()


def _paragraph_text(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    for node in paragraph.iter(etree.Element):
        local = etree.QName(node).localname
        if local in _TEXT_TAGS:
            pieces.append(str(node.text or ""))
        elif local in _BREAK_TAGS:
            pieces.append(_BREAK_TAGS[local])
        elif local == "sym":
            pieces.append(_symbol(str(node.get(f"{{{etree.QName(node).namespace}}}char", ""))))
    return "".join(pieces)


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
        return chr(number - _SYMBOLS if _SYMBOLS <= number <= _SYMBOLS + 0xFF else number)
    except (ValueError, OverflowError):
        return ""


def _picture(name: str, part: bytes) -> Iterator[Surface]:
    """A picture's bytes; PNG can keep compressed remarks, which ours never has."""
    if part.startswith(_PNG):
        position = len(_PNG)
        while position + 8 <= len(part):
            length = int.from_bytes(part[position : position + 4], "big")
            if part[position + 4 : position + 8] in _PNG_REMARKS:
                raise UnreadableSurfaceError(name)
            position += 12 + length
    yield Surface(name, data=part)
