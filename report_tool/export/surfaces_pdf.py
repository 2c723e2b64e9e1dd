"""Every place in a PDF where words can stand: pages, objects, streams, metadata, attachments."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

from report_tool.export import surfaces_json
from report_tool.export.pdf_text import page_texts
from report_tool.export.surface import Surface, UnreadableSurfaceError
from report_tool.messages import text

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXTUAL_SUBTYPES = frozenset({"/XML", "/text#2Fxml", "/application/xml"})
_END_MARK = re.compile(rb"%%EOF")


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
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):
        raise UnreadableSurfaceError("PDF") from None


def _all_objects(pdf: pikepdf.Pdf) -> Iterator[Surface]:
    where = text("export.where.objects")
    strings: list[str] = []
    names: list[str] = []
    drawn = {part.objgen for page in pdf.pages for part in _contents(page)}
    for item in (pdf.trailer, *pdf.objects):
        _collect(item, strings, names, top=True)
        if isinstance(item, pikepdf.Stream):
            yield from _stream(item)
            if item.objgen in drawn or item.get("/Subtype") == "/Form":
                yield from _operands(item)
    yield Surface(where, "\n".join(strings))
    yield Surface(where, data="\n".join(dict.fromkeys(names)).encode())
    for name, content in attachments(pdf).items():
        yield Surface(text("export.where.attachment"), name)
        yield from surfaces_json.read(content, text("export.where.attachment"))


def _collect(item: Any, strings: list[str], names: list[str], *, top: bool = False) -> None:
    """Gather strings, names and keys; other objects are met where they are listed themselves."""
    if not top and getattr(item, "is_indirect", False):
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
    yield Surface(where, data=content)
    if subtype in _TEXTUAL_SUBTYPES or stream.get("/Type") == "/EmbeddedFile":
        yield Surface(where, content.decode("utf-8", errors="replace"))


def _contents(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.get("/Contents", pikepdf.Array())
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _operands(stream: pikepdf.Stream) -> Iterator[Surface]:
    """Read the strings that a content stream shows or describes, joined as they are drawn."""
    where = text("export.where.stream")
    try:
        instructions = pikepdf.parse_content_stream(stream)
    except pikepdf.PdfError:
        raise UnreadableSurfaceError(where) from None
    lines: list[str] = []
    for instruction in instructions:
        for operand in instruction.operands:
            strings: list[str] = []
            _collect(operand, strings, [], top=True)
            lines += ["".join(strings[0::2]), "".join(strings[1::2])]
    yield Surface(where, "\n".join(filter(None, lines)))
