"""A place in a file where words can stand, whether a reader sees it or not."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

_PACKED = (
    b"PK\x03\x04",
    b"\x1f\x8b",
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

_ZLIB = 0x78


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


def is_packed(data: bytes) -> bool:
    """Tell whether bytes are an archive, a document or compressed: words not to be seen as is."""
    if data.startswith(_PACKED):
        return True
    if not data or data[0] != _ZLIB:
        return False
    try:
        return bool(zlib.decompressobj().decompress(data, 64))
    except zlib.error:
        return False


def as_text(data: bytes) -> str:
    """Return bytes as text by their byte order mark, or as UTF-8 with what is none replaced."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    return data.decode("utf-8", errors="replace")
