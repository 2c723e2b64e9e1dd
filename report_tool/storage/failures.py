"""What SQLite and the operating system say, as errors that a user can meet."""

from __future__ import annotations

import contextlib
import errno
import shutil
import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from report_tool.errors import (
    DiskFullError,
    NotAVaultError,
    UnwritableError,
    VaultCorruptError,
    VaultExistsError,
    VaultLockedError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from report_tool.errors import ReportToolError

_NEARLY_FULL = 1024 * 1024


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the database's errors into the user's, without statements, values or chains."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None)
        if isinstance(cause, sqlite3.Error):
            raise from_sqlite(cause, path) from None
        raise VaultCorruptError(file=str(path)) from None
    except sqlite3.Error as error:
        raise from_sqlite(error, path) from None
    except UnicodeDecodeError:
        # SQLite quoting a damaged name in its own message.
        raise VaultCorruptError(file=str(path)) from None


def from_sqlite(error: sqlite3.Error, path: Path) -> ReportToolError:
    """Return the user's error for SQLite's."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return VaultLockedError(file=str(path))
        case sqlite3.SQLITE_FULL:
            return DiskFullError(file=str(path))
        case sqlite3.SQLITE_NOTADB:
            return NotAVaultError(file=str(path))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return UnwritableError(file=str(path))
        case sqlite3.SQLITE_IOERR if code != sqlite3.SQLITE_IOERR_SHORT_READ:
            return (
                DiskFullError(file=str(path)) if _is_full(path) else UnwritableError(file=str(path))
            )
        case _:
            return VaultCorruptError(file=str(path))


def from_os(error: OSError, path: Path) -> ReportToolError:
    """Return the user's error for the operating system's, while a vault is created."""
    if isinstance(error, FileExistsError) and path.exists() and not path.is_dir():
        return VaultExistsError(file=str(path))
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullError(file=str(path))
    return UnwritableError(file=str(path))


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NEARLY_FULL
    except OSError:
        return False
