"""Writes a copy's files: hidden first, read back from disk, through the gate, then all at once."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from report_tool.errors import DiskFullError, LeakGateError, UnwritableError
from report_tool.export import context, journalpost, json, leak_gate, pdf
from report_tool.export.characters import REPLACEMENT
from report_tool.export.document import strings
from report_tool.export.own_words import OwnWords
from report_tool.messages import text
from schemas.delivery import FileFormat
from schemas.labels import Recipient

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from report_tool.export.leak_gate import Detector, Leak
    from report_tool.export.organisation.template import Template
    from report_tool.export.signing import Signer
    from schemas.copy import RecipientCopy

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that passed the gate, with the SHA-256 of its bytes.

    ``replaced`` counts the places that show U+FFFD instead of a character: one without a meaning
    outside the writer's machine, and in the PDF one for which no bundled font has a glyph.
    """

    path: Path
    format: FileFormat
    sha256: str
    replaced: int = 0


def write(
    copy: RecipientCopy,
    withheld: Sequence[str],
    formats: Sequence[FileFormat],
    out_dir: Path,
    detector: Detector,
    template: Template | None = None,
    signer: Signer | None = None,
) -> tuple[WrittenFile, ...]:
    """Write the copy in every format asked for, or in none.

    A DOCX stands on ``template``; a PDF is signed by ``signer``, at the time the copy was made.

    Beside NAV's PDF stands the request to NAV's archive that names the files.

    Each file is written under a hidden name in ``out_dir`` (made if it is missing), opened again
    from disk and checked; only when all have passed do they get their names. An earlier file of
    the same name is replaced in one step.

    Raises:
        LeakGateError: if any file holds what it must not; its ``leaks`` say where.
        RenderingError: if a format could not be made.
        UnwritableError, DiskFullError: if the folder or disk refuses.
    """
    rendered = [(kind, *_render(copy, kind, template, signer)) for kind in dict.fromkeys(formats)]
    _make_folder(out_dir)
    own = OwnWords.of(copy)
    hidden: list[Path] = []
    written: list[WrittenFile] = []

    def add(target: Path, kind: FileFormat, data: bytes, replaced: int = 0) -> None:
        temporary = out_dir / f".{secrets.token_hex(8)}.tmp"
        hidden.append(temporary)
        _store(temporary, data)
        stored = temporary.read_bytes()
        leaks = leak_gate.check(stored, kind, copy, withheld, detector, template, own)
        _pass_gate(leaks, kind)
        written.append(WrittenFile(target, kind, sha256(stored).hexdigest(), replaced))

    try:
        for kind, data, replaced in rendered:
            add(out_dir / file_name(copy, kind), kind, data, replaced)
        if copy.recipient is Recipient.NAV and FileFormat.PDF in formats:
            post = journalpost.build(copy, {w.format: (w.path, w.sha256) for w in written})
            target = out_dir / journalpost.file_name(copy)
            add(target, FileFormat.JSON, journalpost.render(post))
        _publish(hidden, written)
    except OSError as error:
        raise _as_ours(error, out_dir) from None
    finally:
        for temporary in hidden:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    return tuple(written)


def file_name(copy: RecipientCopy, file_format: FileFormat) -> str:
    """Return ``rapport-<case>-<recipient>[-utkast].<ext>``: no names of people."""
    draft = "-utkast" if copy.draft else ""
    return f"rapport-{copy.case_id}-{copy.recipient}{draft}.{file_format}"


def _render(
    copy: RecipientCopy,
    file_format: FileFormat,
    template: Template | None = None,
    signer: Signer | None = None,
) -> tuple[bytes, int]:
    match file_format:
        case FileFormat.JSON:
            return json.render(copy), 0
        case FileFormat.PDF:
            document = context.build(copy)
            data = pdf.render(document, json.render(copy))
            signed = signer.sign(data, copy.made_at) if signer else data
            return signed, pdf.replaced_characters(document)
        case FileFormat.DOCX:
            from report_tool.export import docx

            document = context.build(copy)
            replaced = sum(words.count(REPLACEMENT) for words in strings(document))
            return docx.render(document, template), replaced


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _as_ours(error, folder) from None


def _store(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _pass_gate(leaks: Sequence[Leak], file_format: FileFormat) -> None:
    if leaks:
        error = LeakGateError(format=file_format.upper(), where=_described(leaks))
        error.leaks = tuple(leaks)
        raise error


def _described(leaks: Sequence[Leak]) -> str:
    """Name up to three places and every reason."""
    named = dict.fromkeys(leak.where for leak in leaks)
    reasons = dict.fromkeys(text(f"export.leak.{leak.kind}") for leak in leaks)
    return f"{', '.join(list(named)[:3])} ({'; '.join(reasons)})"


def _publish(hidden: Sequence[Path], written: Sequence[WrittenFile]) -> None:
    """Give all files their names; if one is refused, take away those that just got theirs."""
    named: list[Path] = []
    try:
        for temporary, file in zip(hidden, written, strict=True):
            temporary.replace(file.path)
            named.append(file.path)
    except OSError:
        for path in named:
            with suppress(OSError):
                path.unlink()
        raise
    _sync_folder(written[0].path.parent if written else None)


def _sync_folder(folder: Path | None) -> None:
    if folder is None or os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _as_ours(error: OSError, folder: Path) -> DiskFullError | UnwritableError:
    kind = DiskFullError if error.errno in _FULL else UnwritableError
    return kind(file=str(folder))
