"""What scan reads: a document's text, and how to get it from a file or from standard input."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from report_tool.errors import (
    FileMissingError,
    NothingToScanError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedFormatError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_FILE_BYTES = 256 * 1024 * 1024
"""Largest file that is read; larger ones are refused by name, not cut."""


class InputFormat(StrEnum):
    """A format that scan reads; the value is the file name's extension."""

    TXT = "txt"
    MD = "md"
    DOCX = "docx"
    ODT = "odt"
    PDF = "pdf"
    JSONL = "jsonl"


class PlaceKind(StrEnum):
    """A part of a document that has its own name for the reader."""

    PAGE = "page"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    DELETED = "deleted"
    ALT_TEXT = "alt-text"
    PROPERTIES = "properties"


@dataclass(frozen=True, slots=True)
class Place:
    """From offset ``start`` on, the text stands in this part; ``number`` counts from 1, or is 0."""

    start: int
    kind: PlaceKind
    number: int = 0


@dataclass(frozen=True, slots=True)
class ScanDocument:
    """One text to look through.

    ``name`` is the path as given, or the document's id in a corpus; ``source`` the file it came
    from. Offsets of findings count code points in ``text``. ``unread_images`` counts pictures whose
    content nobody looked at. The text is kept out of ``repr`` so that no log or traceback holds it.
    """

    name: str
    text: str = field(repr=False)
    parties: tuple[str, ...] = field(default=(), repr=False)
    lang: str | None = None
    source: str = ""
    places: tuple[Place, ...] = ()
    unread_images: int = 0


def read(path: Path, input_format: InputFormat | None = None) -> tuple[ScanDocument, ...]:
    """Read one file; a corpus gives many documents, everything else one.

    Raises:
        InputError: one of its subclasses says what is wrong with the file.
    """
    chosen = input_format or _format_of(path)
    return read_bytes(_content(path), str(path), chosen)


def read_bytes(
    data: bytes, name: str, input_format: InputFormat | None = None
) -> tuple[ScanDocument, ...]:
    """Read content that is already in memory, such as standard input.

    Without a format the content itself tells PDF, DOCX and ODT apart; anything else is text.

    Raises:
        InputError: one of its subclasses says what is wrong with the content.
    """
    from report_tool.scan import readers

    if len(data) > MAX_FILE_BYTES:
        raise TooLargeError(file=name, megabytes=MAX_FILE_BYTES // 2**20)
    return readers.read(data, name, input_format or _format_by_content(data))


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files to read: files as given, folders by their supported files in name order.

    Hidden files and folders are passed over, and links to folders are not followed.

    Raises:
        FileMissingError: if a path does not exist.
        NothingToScanError: if a folder holds no supported file.
    """
    for path in paths:
        if path.is_dir():
            yield from _files_below(path)
        elif path.exists():
            yield path
        else:
            raise FileMissingError(file=str(path))


def _files_below(folder: Path) -> list[Path]:
    supported = {f".{kind}" for kind in InputFormat}
    found: list[Path] = []

    def unreadable(error: OSError) -> None:
        raise UnreadableFileError(file=str(error.filename)) from None

    for base, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(base, name)
            for name in sorted(files)
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in supported
        ]
    if not found:
        raise NothingToScanError(file=str(folder))
    return found


def _format_of(path: Path) -> InputFormat:
    extension = path.suffix.lower().lstrip(".")
    if extension in ("", "text"):
        return InputFormat.TXT
    if extension == "markdown":
        return InputFormat.MD
    try:
        return InputFormat(extension)
    except ValueError:
        raise UnsupportedFormatError(file=str(path)) from None


def _format_by_content(data: bytes) -> InputFormat:
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return InputFormat.PDF
    if data.startswith(b"PK\x03\x04"):
        is_odt = data[30:38] == b"mimetype"
        return InputFormat.ODT if is_odt else InputFormat.DOCX
    return InputFormat.TXT


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise FileMissingError(file=str(path)) from None
    except OSError:
        raise UnreadableFileError(file=str(path)) from None
    return data
