"""What a vault does when other programs write, the disk is full, or it may not write."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest
import vault_children
from vault_samples import (
    PASSPHRASE,
    case,
    check_texts,
    refused,
    words_of,
)

from report_tool.errors import (
    DiskFullError,
    NotAVaultError,
    ReportToolError,
    UnwritableError,
    VaultCorruptError,
    VaultLockedError,
)
from report_tool.storage import failures, sqlite
from report_tool.storage.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path


def test_another_writer_is_waited_for_and_then_named(vault: Vault, file: Path) -> None:
    vault.save(case(words="en"), 0)
    with (
        Vault.open(file, PASSPHRASE, busy_seconds=0.05) as impatient,
        closing(sqlite3.connect(file, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with refused(VaultLockedError):
            impatient.save(case(words="to"), 1)
        assert words_of(impatient.load("K-1").case) == "en"
        other.execute("ROLLBACK")
        assert impatient.save(case(words="to"), 1) == 2
    assert vault.load("K-1").revision == 2


def test_a_program_that_keeps_the_file_to_itself(vault: Vault, file: Path) -> None:
    vault.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with refused(VaultLockedError):
            Vault.open(file, PASSPHRASE, busy_seconds=0.05)


def test_two_programs_write_at_the_same_time(vault: Vault, file: Path) -> None:
    context = get_context("spawn")
    pipes = []
    children = []
    for name in ("P-1", "P-2"):
        ours, theirs = context.Pipe()
        child = context.Process(target=vault_children.save_many, args=(str(file), name, 40, theirs))
        child.start()
        pipes.append(ours)
        children.append(child)
    for pipe in pipes:
        assert pipe.recv() == "ready"
    for pipe in pipes:
        pipe.send("go")
    assert [pipe.recv() for pipe in pipes] == ["done 40", "done 40"]
    for child in children:
        child.join()
    assert {s.case.case_id: s.revision for s in vault.cases()} == {"P-1": 40, "P-2": 40}


def test_a_full_disk_keeps_the_last_save(
    vault: Vault, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.save(case(words="en"), 0)
    vault.close()
    pages = file.stat().st_size // 4096
    monkeypatch.setattr(
        sqlite, "_SETTINGS", (*sqlite._SETTINGS, f"PRAGMA max_page_count = {pages + 4}")
    )
    with Vault.open(file, PASSPHRASE) as cramped:
        with refused(DiskFullError):
            cramped.save(case(repeated=5000), 1)
        with refused(DiskFullError):
            cramped.save(case("K-2", repeated=5000), 0)
        assert words_of(cramped.load("K-1").case) == "en"
        assert cramped.save(case(words="kort"), 1) == 2
    monkeypatch.undo()
    with Vault.open(file, PASSPHRASE) as reopened:
        assert words_of(reopened.load("K-1").case) == "kort"


@pytest.mark.skipif(os.name != "posix", reason="limits of this kind exist on POSIX only")
def test_a_file_that_may_not_grow_keeps_the_last_save(vault: Vault, file: Path) -> None:
    vault.save(case(words="en"), 0)
    vault.close()
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=vault_children.save_in_little_room, args=(str(file), theirs))
    child.start()
    answers = ours.recv()
    child.join()
    assert answers == {
        "save": "unwritable",
        "load": "en",
        "small save": "2",
        "create": "unwritable",
        "left": "",
    }
    with Vault.open(file, PASSPHRASE) as reopened:
        assert words_of(reopened.load("K-1").case) == "kort"


def test_a_file_that_may_only_be_read(
    vault: Vault, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.save(case(), 0)
    monkeypatch.setattr(sqlite, "_SETTINGS", (*sqlite._SETTINGS, "PRAGMA query_only = ON"))
    with Vault.open(file, PASSPHRASE) as reader:
        assert reader.load("K-1").case == case()
        with refused(UnwritableError):
            reader.save(case(words="to"), 1)


@pytest.mark.parametrize(
    ("code", "free", "expected"),
    [
        (sqlite3.SQLITE_BUSY, 10**9, VaultLockedError),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, 10**9, VaultLockedError),
        (sqlite3.SQLITE_LOCKED, 10**9, VaultLockedError),
        (sqlite3.SQLITE_FULL, 10**9, DiskFullError),
        (sqlite3.SQLITE_IOERR_WRITE, 10**9, UnwritableError),
        (sqlite3.SQLITE_IOERR_WRITE, 0, DiskFullError),
        (sqlite3.SQLITE_IOERR_SHMSIZE, 0, DiskFullError),
        (sqlite3.SQLITE_IOERR_SHORT_READ, 0, VaultCorruptError),
        (sqlite3.SQLITE_READONLY, 10**9, UnwritableError),
        (sqlite3.SQLITE_READONLY_DIRECTORY, 10**9, UnwritableError),
        (sqlite3.SQLITE_CANTOPEN, 10**9, UnwritableError),
        (sqlite3.SQLITE_NOTADB, 10**9, NotAVaultError),
        (sqlite3.SQLITE_CORRUPT, 10**9, VaultCorruptError),
        (sqlite3.SQLITE_ERROR, 10**9, VaultCorruptError),
    ],
)
def test_every_answer_of_sqlite_has_a_name(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    free: int,
    expected: type[ReportToolError],
) -> None:
    usage = shutil._ntuple_diskusage(10**9, 10**9 - free, free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    error = sqlite3.OperationalError("noe")
    error.sqlite_errorcode = code
    translated = failures.from_sqlite(error, file)
    assert type(translated) is expected
    check_texts(translated)
