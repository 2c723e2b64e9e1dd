"""Every place in a PDF where words can stand: pages, objects, streams, metadata, attachments."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

from report_tool.export import pdf_structure, surfaces_json
from report_tool.export.pdf_text import page_texts
from report_tool.export.surface import Surface, UnreadableSurfaceError, as_text, is_packed
from report_tool.messages import text

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXTUAL_SUBTYPES = frozenset({"/XML", "/text#2Fxml", "/application/xml"})
_END_MARK = re.compile(rb"%%EOF")
_NAME_ESCAPE = re.compile(r"#([0-9A-Fa-f]{2})")
_DRAWS = re.compile(rb"\b(?:Tj|TJ|BDC|DP)\b|[)>]\s*['\"]")
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
    strings: list[str] = []
    names: list[str] = []
    drawn = {part.objgen for page in pdf.pages for part in _contents(page)}
    fonts = {file.objgen for item in pdf.objects for file in _streams_under(item, _FONTS)}
    for item in (pdf.trailer, *pdf.objects):
        _collect(item, strings, names, top=True)
        if isinstance(item, pikepdf.Stream) and item.objgen in fonts:
            yield Surface(text("export.where.stream"), data=item.read_bytes())
        elif isinstance(item, pikepdf.Stream):
            yield from _stream(item)
            yield from _operands(item, must=item.objgen in drawn)
    yield Surface(where, "\n".join(strings))
    yield Surface(where, data="\n".join(dict.fromkeys(map(_plain_name, names))).encode())
    for name in pdf.attachments:
        yield Surface(text("export.where.attachment"), name)
    for content in _embedded(pdf):
        yield from surfaces_json.read(content, text("export.where.attachment"))


def _embedded(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """Yield every embedded file, listed among the attachments or not."""
    files: dict[tuple[int, int], pikepdf.Stream] = {}
    pending: list[Any] = [pdf.trailer, *pdf.objects]
    while pending:
        item = pending.pop()
        if isinstance(item, pikepdf.Stream) and item.get("/Type") == "/EmbeddedFile":
            files[item.objgen] = item
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            held = item.get("/EF")
            if isinstance(held, pikepdf.Dictionary):
                files |= {f.objgen: f for f in held.values() if isinstance(f, pikepdf.Stream)}
            pending += [v for v in dict(item.items()).values() if not _is_indirect(v)]
        elif isinstance(item, pikepdf.Array):
            pending += [v for v in item if not _is_indirect(v)]
    yield from (file.read_bytes() for file in files.values())


def _streams_under(item: Any, keys: frozenset[str]) -> Iterator[pikepdf.Stream]:
    if isinstance(item, pikepdf.Dictionary):
        held = (item.get(key) for key in keys)
        yield from (stream for stream in held if isinstance(stream, pikepdf.Stream))


def _is_indirect(item: Any) -> bool:
    return bool(getattr(item, "is_indirect", False))


def _plain_name(name: str) -> str:
    """``/m#69n`` is another way of writing ``/min``."""
    return _NAME_ESCAPE.sub(lambda found: chr(int(found[1], 16)), name)


def _collect(item: Any, strings: list[str], names: list[str], *, top: bool = False) -> None:
    """Gather strings, names and keys; other objects are met where they are listed themselves."""
    if not top and _is_indirect(item):
        return
    match item:
        case pikepdf.String():
            strings.append(str(item))
            strings.append(bytes(item).decode("latin-1"))
        case pikepdf.Name():
            names.append(str(item))
        case pikepdf.Array():
            for inner in item:
                _collect(inner, strings, names)
        case pikepdf.Dictionary() | pikepdf.Stream():
            for key, inner in item.items():
                names.append(str(key))
                _collect(inner, strings, names)


def _stream(stream: pikepdf.Stream) -> Iterator[Surface]:
    subtype = str(stream.get("/Subtype", ""))
    where = text("export.where.metadata" if subtype in _TEXTUAL_SUBTYPES else "export.where.stream")
    try:
        content = stream.read_bytes()
    except pikepdf.PdfError:
        if subtype != "/Image":
            raise UnreadableSurfaceError(where) from None
        content = stream.read_raw_bytes()
    if is_packed(content):
        raise UnreadableSurfaceError(where)
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
    lines: list[str] = []
    for instruction in instructions:
        for operand in instruction.operands:
            strings: list[str] = []
            _collect(operand, strings, [], top=True)
            lines += ["".join(strings[0::2]), "".join(strings[1::2])]
    yield Surface(where, "\n".join(filter(None, lines)))
    yield Surface(where, "".join(lines[0::2]))
