"""The request to NAV's archive: its form, the files that it names, and whose copy they are."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from pydantic import ValidationError

from report_tool.export import journalpost, verify_data
from report_tool.export.surface import UnreadableSurfaceError
from report_tool.export.verification import Check, check
from schemas.canonical import canonical_json
from schemas.journalpost import Filtype, Journalpost

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from schemas.copy import RecipientCopy

MARK = b'"foresporsel"'
"""What a request has and no copy: the key of its first part."""


def checks(data: bytes, folder: Path) -> tuple[Check, ...]:
    """Check a request and the files beside it; without a valid form the rest is left out."""
    post = _parse(data)
    if post is None:
        return (check("schema", False),)
    files = {file.filnavn: _read(folder / file.filnavn) for file in post.filer}
    whole = all(sha256(files[file.filnavn]).hexdigest() == file.sha256 for file in post.filer)
    copy = _copy(post, files)
    fits = copy is not None and _fits(post, copy, folder)
    return (check("schema", True), check("files", whole), check("journalpost", fits))


def _parse(data: bytes) -> Journalpost | None:
    try:
        post = Journalpost.model_validate_json(data)
        return post if canonical_json(post) == data else None
    except (ValidationError, ValueError, RecursionError):
        return None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _copy(post: Journalpost, files: Mapping[str, bytes]) -> RecipientCopy | None:
    """Return the copy as data, from the archive version or the original."""
    from report_tool.export import verify_pdf

    (document,) = post.foresporsel.dokumenter
    for variant in document.dokumentvarianter:
        data = files[variant.filnavn]
        if variant.filtype is Filtype.PDFA:
            try:
                data = verify_pdf.attached_data(data)
            except UnreadableSurfaceError:
                return None
        if (copy := verify_data.parse(data)) is not None:
            return copy
    return None


def _fits(post: Journalpost, copy: RecipientCopy, folder: Path) -> bool:
    """Make the request anew from the copy and the hashes; it must be the same."""
    (document,) = post.foresporsel.dokumenter
    hashes = {file.filnavn: file.sha256 for file in post.filer}
    named = {
        journalpost.format_of(variant.filtype): (folder / variant.filnavn, hashes[variant.filnavn])
        for variant in document.dokumentvarianter
    }
    return journalpost.build(copy, named) == post
