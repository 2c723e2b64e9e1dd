"""A place in a file where words can stand, whether a reader sees it or not."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

_PACKED = (
    b"PK\x03\x04",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x28\xb5\x2f\xfd",
    b"%PDF-",
)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
BYTE_ORDER_MARKS = tuple(mark for mark, _ in _MARKS)
"""How text begins that says in which encoding it is."""

_GZIP = b"\x1f\x8b"
_ZLIB = 0x78
_EITHER = zlib.MAX_WBITS | 32
_LARGEST = 64 * 1024 * 1024


class UnreadableSurfaceError(Exception):
    """A part of the file cannot be looked into; ``args[0]`` names the part, never its text."""


@dataclass(frozen=True, slots=True)
class Surface:
    """Text or bytes found in a file.

    ``where`` names the place for a person. ``visible`` text is what a reader of the document
    meets. ``data`` are bytes that are no text by themselves, such as a picture or a font.
    """

    where: str
    text: str = ""
    visible: bool = False
    data: bytes = b""


def unpacked(data: bytes, where: str) -> bytes:
    """Return what compressed bytes hold (a picture of Word's is, for one), others as they are.

    Raises:
        UnreadableSurfaceError: for an archive, a document, or what is compressed twice or is
            larger than 64 MiB.
    """
    if data.startswith(_PACKED):
        raise UnreadableSurfaceError(where)
    if not data or not (data.startswith(_GZIP) or data[0] == _ZLIB):
        return data
    try:
        content = zlib.decompressobj(_EITHER).decompress(data, _LARGEST + 1)
    except zlib.error:
        return data
    if len(content) > _LARGEST or unpacked(content, where) != content:
        raise UnreadableSurfaceError(where)
    return content


def as_text(data: bytes) -> str:
    """Return bytes as text by their byte order mark, or as UTF-8 with what is none replaced."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    return data.decode("utf-8", errors="replace")
