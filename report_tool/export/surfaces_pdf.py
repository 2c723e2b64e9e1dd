"""Every place in a PDF where words can stand: pages, objects, streams, metadata, attachments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

from report_tool.export import pdf_structure, surfaces_json
from report_tool.export.pdf_text import page_texts
from report_tool.export.surface import Surface, UnreadableSurfaceError, as_text, unpacked
from report_tool.messages import text

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXTUAL_SUBTYPES = frozenset({"/XML", "/text#2Fxml", "/application/xml"})
_END_MARK = re.compile(rb"%%EOF")
_NAME_ESCAPE = re.compile(r"#([0-9A-Fa-f]{2})")
_DRAWS = re.compile(rb"\b(?:Tj|TJ|BDC|DP)\b|[)>]\s*['\"]")
_GLYPHS = re.compile(r"[\x00-\x07]+")
_BLANKS = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
_FONTS = frozenset({"/FontFile", "/FontFile2", "/FontFile3"})


def read(data: bytes) -> tuple[Surface, ...]:
    """Return all texts of the file, hidden ones included.

    Raises:
        UnreadableSurfaceError: if the file is broken, encrypted, keeps an earlier revision of
            itself, or holds a stream or attachment that cannot be decoded.
    """
    if len(_END_MARK.findall(data)) != 1 or not data.startswith(b"%PDF-"):
        raise UnreadableSurfaceError("PDF")
    pages = tuple(
        Surface(text("export.where.page", number=number), page, visible=True)
        for number, page in enumerate(page_texts(data), start=1)
    )
    return (*pages, *_objects(data), Surface(text("export.where.raw"), data=data))


def attachments(pdf: pikepdf.Pdf) -> dict[str, bytes]:
    """Return every attached file by name."""
    return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}


def _objects(data: bytes) -> Iterator[Surface]:
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise UnreadableSurfaceError("PDF")
            yield from _all_objects(pdf)
    except pdf_structure.BROKEN:
        raise UnreadableSurfaceError("PDF") from None


def _all_objects(pdf: pikepdf.Pdf) -> Iterator[Surface]:
    where = text("export.where.objects")
    found = _Found([], [], {})
    drawn = {part.objgen for page in pdf.pages for part in _contents(page)}
    fonts = {file.objgen for item in pdf.objects for file in _streams_under(item, _FONTS)}
    for item in (pdf.trailer, *pdf.objects):
        _collect(item, found, top=True)
        if isinstance(item, pikepdf.Stream) and item.objgen in fonts:
            yield Surface(text("export.where.stream"), data=item.read_bytes())
        elif isinstance(item, pikepdf.Stream):
            yield from _stream(item)
            yield from _operands(item, must=item.objgen in drawn)
    yield Surface(where, "\n".join(found.strings))
    yield Surface(where, data="\n".join(dict.fromkeys(map(_plain_name, found.names))).encode())
    for name in pdf.attachments:
        yield Surface(text("export.where.attachment"), name)
    for file in found.files.values():
        yield from surfaces_json.read(file.read_bytes(), text("export.where.attachment"))


def _streams_under(item: Any, keys: frozenset[str]) -> Iterator[pikepdf.Stream]:
    if isinstance(item, pikepdf.Dictionary):
        held = (item.get(key) for key in keys)
        yield from (stream for stream in held if isinstance(stream, pikepdf.Stream))


def _is_indirect(item: Any) -> bool:
    return bool(getattr(item, "is_indirect", False))


def _plain_name(name: str) -> str:
    """``/m#69n`` is another way of writing ``/min``."""
    return _NAME_ESCAPE.sub(lambda found: chr(int(found[1], 16)), name)


@dataclass(frozen=True, slots=True)
class _Found:
    """What objects hold. ``files`` are embedded files, listed among the attachments or not."""

    strings: list[str]
    names: list[str]
    files: dict[tuple[int, int], pikepdf.Stream]


def _collect(item: Any, found: _Found, *, top: bool = False) -> None:
    """Gather strings, names and keys; other objects are met where they are listed themselves."""
    if not top and _is_indirect(item):
        return
    match item:
        case pikepdf.String():
            found.strings.append(str(item))
            found.strings.append(bytes(item).decode("latin-1"))
        case pikepdf.Name():
            found.names.append(str(item))
        case pikepdf.Array():
            for inner in item:
                _collect(inner, found)
        case pikepdf.Dictionary() | pikepdf.Stream():
            if isinstance(item, pikepdf.Stream) and item.get("/Type") == "/EmbeddedFile":
                found.files[item.objgen] = item
            for key, inner in item.items():
                found.names.append(str(key))
                if key == "/EF" and isinstance(inner, pikepdf.Dictionary):
                    held = (file for file in inner.values() if isinstance(file, pikepdf.Stream))
                    found.files.update({file.objgen: file for file in held})
                _collect(inner, found)


def _stream(stream: pikepdf.Stream) -> Iterator[Surface]:
    subtype = str(stream.get("/Subtype", ""))
    where = text("export.where.metadata" if subtype in _TEXTUAL_SUBTYPES else "export.where.stream")
    try:
        content = stream.read_bytes()
    except pikepdf.PdfError:
        if subtype != "/Image":
            raise UnreadableSurfaceError(where) from None
        content = stream.read_raw_bytes()
    content = unpacked(content, where)
    yield Surface(where, data=content)
    if subtype in _TEXTUAL_SUBTYPES or content.lstrip(_BLANKS)[:1] == b"<":
        yield Surface(where, as_text(content))


def _contents(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.get("/Contents", pikepdf.Array())
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _operands(stream: pikepdf.Stream, *, must: bool) -> Iterator[Surface]:
    """Read the strings that a content stream shows or describes, joined as they are drawn.

    Forms, patterns and glyphs draw as pages do (``must``); what only looks like such a stream
    may turn out to be none.
    """
    where = text("export.where.stream")
    if not must and (stream.get("/Subtype") == "/Image" or not _DRAWS.search(stream.read_bytes())):
        return
    try:
        instructions = pikepdf.parse_content_stream(stream)
    except pikepdf.PdfError:
        if must:
            raise UnreadableSurfaceError(where) from None
        return
    lines = [
        "".join(strings)
        for instruction in instructions
        for operand in instruction.operands
        if isinstance(operand, pikepdf.Object)
        for strings in _shown(operand)
    ]
    yield Surface(where, "\n".join(filter(None, lines)))
    yield Surface(where, "".join(lines[0::2]))


def _shown(operand: Any) -> tuple[list[str], list[str]]:
    """Return the strings of an operand, as PDF text and byte by byte; glyph numbers are no text.

    Our fonts are addressed by two bytes a glyph, of which the first is small; what they show is
    read from the page.
    """
    found = _Found([], [], {})
    _collect(operand, found, top=True)
    pairs = zip(found.strings[0::2], found.strings[1::2], strict=True)
    told = [(words, raw) for words, raw in pairs if len(raw) % 2 or not _GLYPHS.fullmatch(raw[::2])]
    return [words for words, _ in told], [raw for _, raw in told]
