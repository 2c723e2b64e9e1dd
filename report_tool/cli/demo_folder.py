"""The folder that the demonstration fills: made by it, or made by it before."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from report_tool.errors import DiskFullError, ForeignFolderError, UnwritableError

if TYPE_CHECKING:
    from pathlib import Path

MARK = "LES-MEG.txt"
"""The file that says what the folder is; its first line is how it is recognised."""

_FIRST_LINE = "report-tool demo\n"
_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def prepare(folder: Path, note: str) -> None:
    """Make the folder, or empty one of an earlier demonstration.

    Raises:
        ForeignFolderError: if something is there that no demonstration has made.
        UnwritableError: if it cannot be made or written to.
        DiskFullError: if there is no room.
    """
    try:
        if folder.exists():
            _empty(folder)
        folder.mkdir(parents=True, exist_ok=True)
        folder.joinpath(MARK).write_text(_FIRST_LINE + note + "\n", encoding="utf-8")
    except OSError as error:
        problem = DiskFullError if error.errno in _NO_ROOM else UnwritableError
        raise problem(file=str(folder)) from None


def _empty(folder: Path) -> None:
    if not folder.is_dir():
        raise ForeignFolderError(file=str(folder))
    entries = list(folder.iterdir())
    if entries and not _is_ours(folder, entries):
        raise ForeignFolderError(file=str(folder))
    for entry in entries:
        entry.unlink()


def _is_ours(folder: Path, entries: list[Path]) -> bool:
    mark = folder / MARK
    if not mark.is_file() or not mark.read_bytes().startswith(_FIRST_LINE.encode()):
        return False
    return all(
        entry.is_file() and (entry == mark or entry.name.startswith("rapport-eksempel-"))
        for entry in entries
    )
