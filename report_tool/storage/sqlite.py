"""The vault's SQLite file: opened with the right settings, created whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from report_tool.errors import (
    NotAVaultError,
    VaultCorruptError,
    VaultExistsError,
    VaultMissingError,
)
from report_tool.storage.failures import from_os, from_sqlite, translated
from report_tool.storage.format import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BUSY_SECONDS = 5.0
"""How long a writer waits for another program before it says that the vault is in use."""

_SETTINGS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
)


def connect(path: Path, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Return an engine for an existing vault file, after checking that it is one and whole.

    Raises:
        VaultMissingError: if there is no such file.
        NotAVaultError: if it is something else; it is not written to.
        VaultCorruptError: if SQLite finds its structure damaged.
    """
    if not path.exists():
        raise VaultMissingError(file=str(path))
    if not path.is_file():
        raise NotAVaultError(file=str(path))
    engine = _engine(path, busy_seconds)
    try:
        with translated(path), reading(engine) as connection:
            if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
                raise NotAVaultError(file=str(path))
            if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                raise VaultCorruptError(file=str(path))
    except BaseException:
        engine.dispose()
        raise
    return engine


def create(path: Path, fill: Callable[[Connection], None]) -> None:
    """Create the file with what ``fill`` writes into it, in one move to its final name.

    Raises:
        VaultExistsError: if something has that name already.
        DiskFullError: if there is no room.
        UnwritableError: if the folder cannot be made or written to.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() or path.is_symlink():
            raise VaultExistsError(file=str(path))
        with tempfile.TemporaryDirectory(prefix=".report-tool-new-", dir=path.parent) as folder:
            draft = Path(folder, "vault")
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            with contextlib.closing(sqlite3.connect(draft)) as fresh:
                fresh.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                fresh.execute("PRAGMA journal_mode = WAL")
            engine = _engine(draft, BUSY_SECONDS)
            try:
                with translated(path), writing(engine) as connection:
                    fill(connection)
            finally:
                engine.dispose()
            _sync(draft)
            _move_to_free_name(draft, path)
            _sync(path.parent)
    except OSError as error:
        raise from_os(error, path) from None
    except sqlite3.Error as error:
        raise from_sqlite(error, path) from None


@contextlib.contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one unchanging state of the vault."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextlib.contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give the one connection that may write; commit at the end, roll back on an exception."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        yield connection


def empty_log(engine: Engine) -> None:
    """Copy the write-ahead log back and truncate it; with other readers about, as far as goes."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def _engine(path: Path, busy_seconds: float) -> Engine:
    address = path.absolute().as_uri() + "?mode=rw"

    def connected() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False
        )
        for setting in _SETTINGS:
            connection.execute(setting)
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connected,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        is_writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")

    return engine


def _move_to_free_name(draft: Path, path: Path) -> None:
    if os.name == "nt":
        draft.rename(path)
        return
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:
        draft.rename(path)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
