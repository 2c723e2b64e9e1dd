"""Files that the user names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.errors import FileMissingError, UnreadableFileError

if TYPE_CHECKING:
    from pathlib import Path


def read_bytes(path: Path) -> bytes:
    """Return a file's content.

    Raises:
        FileMissingError: if there is none.
        UnreadableFileError: if it may not be read, or is a folder.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileMissingError(file=str(path)) from None
    except OSError:
        raise UnreadableFileError(file=str(path)) from None
