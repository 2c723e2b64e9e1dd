"""Checks a finished copy, wherever it comes from: what NAV, or anyone, runs on a file."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from report_tool.errors import (
    FileMissingError,
    NotACopyError,
    TooLargeError,
    UnreadableFileError,
)
from report_tool.export import verapdf, verify_data, verify_journalpost
from report_tool.export.verification import Check, Verification, check

if TYPE_CHECKING:
    from pathlib import Path

    from report_tool.export.leak_gate import Detector

__all__ = ["Check", "Verification", "verify"]

_LARGEST = 64 * 1024 * 1024


def verify(path: Path, detector: Detector) -> Verification:
    """Check a PDF, DOCX or JSON copy by what it is, not by its name.

    A DOCX holds no data of its own; it is compared with the JSON or PDF copy of the same name
    beside it, and fails without one.

    Raises:
        FileMissingError, UnreadableFileError, TooLargeError: if the file cannot be read.
        NotACopyError: if it is no PDF, DOCX or JSON, or broken.
    """
    data = _read(path)
    if data.startswith(b"%PDF-"):
        return Verification(_pdf(path, data, detector))
    if zipfile.is_zipfile(BytesIO(data)):
        return Verification(_docx(path, data, detector))
    if data.startswith(b"{") and verify_journalpost.MARK in data:
        return Verification(verify_journalpost.checks(data, path.parent))
    if data.lstrip()[:1] == b"{":
        return Verification(verify_data.checks(data, detector))
    raise NotACopyError(file=path.name)


def _pdf(path: Path, data: bytes, detector: Detector) -> tuple[Check, ...]:
    from report_tool.export import verify_pdf, verify_pdf_words, verify_signature
    from report_tool.export.surface import UnreadableSurfaceError

    try:
        structure = verify_pdf.checks(data)
        attached = verify_pdf.attached_data(data)
        said = verify_pdf_words.says_the_same(data, attached) if attached else False
        signed = verify_signature.checks(data)
    except UnreadableSurfaceError:
        raise NotACopyError(file=path.name) from None
    of_data = verify_data.checks(attached, detector) if attached else ()
    return (*structure, *verapdf.checks(path), *of_data, check("text", said), *signed)


def _docx(path: Path, data: bytes, detector: Detector) -> tuple[Check, ...]:
    from report_tool.export import verify_docx
    from report_tool.export.surface import UnreadableSurfaceError

    try:
        structure = verify_docx.checks(data)
        beside = _data_beside(path)
        said = verify_docx.says_the_same(data, beside) if beside else False
    except UnreadableSurfaceError:
        raise NotACopyError(file=path.name) from None
    if not beside:
        return (*structure, check("beside", False))
    return (*structure, *verify_data.checks(beside, detector), check("text", said))


def _data_beside(path: Path) -> bytes:
    """Return the data of the same copy: the JSON of the same name, or the PDF's attachment."""
    from report_tool.export import verify_pdf
    from report_tool.export.surface import UnreadableSurfaceError

    for suffix in (".json", ".pdf"):
        sibling = path.with_suffix(suffix)
        if sibling.is_file():
            data = _read(sibling)
            try:
                return data if suffix == ".json" else verify_pdf.attached_data(data)
            except UnreadableSurfaceError:
                continue
    return b""


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise TooLargeError(file=path.name, megabytes=_LARGEST // 2**20)
        return path.read_bytes()
    except FileNotFoundError:
        raise FileMissingError(file=path.name) from None
    except OSError:
        raise UnreadableFileError(file=path.name) from None
