"""Plain text and Markdown: UTF-8, kept as it is, so that offsets are the file's own."""

from __future__ import annotations

import codecs

from report_tool.errors import BinaryFileError, NotUtf8Error
from report_tool.scan.documents import ScanDocument

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LETTERS_IN_WINDOWS_1252 = frozenset("æøåÆØÅéÉèÈêÊóÓòÒôÔäÄöÖüÜ–—’‘“”«»§…•°½ ")


def read(data: bytes, name: str) -> tuple[ScanDocument, ...]:
    """Return the text as one document.

    Raises:
        NotUtf8Error: if the bytes are not UTF-8; it names the line and the likely encoding.
        BinaryFileError: if the file holds NUL bytes, so it is no text.
    """
    return (ScanDocument(name=name, text=decode(data, name), source=name),)


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8 with or without a byte order mark.

    Raises:
        NotUtf8Error: if the bytes are not UTF-8.
        BinaryFileError: if there are NUL bytes.
    """
    if data.startswith(_UTF16_MARKS):
        raise NotUtf8Error(file=name, line=1, encoding="UTF-16")
    if b"\0" in data:
        raise BinaryFileError(file=name)
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotUtf8Error(file=name, line=line, encoding=_likely_encoding(data)) from None


def _likely_encoding(data: bytes) -> str:
    foreign = {byte for byte in set(data) if byte >= 0x80}
    letters = {bytes([byte]).decode("cp1252", errors="replace") for byte in foreign}
    return "Windows-1252" if letters <= _LETTERS_IN_WINDOWS_1252 else "?"
