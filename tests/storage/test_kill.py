"""``kill -9`` at any moment: the vault opens, and holds at least the last acknowledged save."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
import time
from contextlib import closing
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import vault_children
from vault_samples import CHEAP, PASSPHRASE, case, memory, words_of

from report_tool.errors import CaseMissingError, WrongPassphraseError
from report_tool.storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SAVES, CREATIONS, CHANGES, DELETIONS = 40, 15, 15, 15

# A server that has imported everything forks a fresh child in milliseconds, so many can be killed.
processes = get_context("forkserver")
processes.set_forkserver_preload(
    ["pytest", "hypothesis.strategies", "report_tool.messages", "report_tool.storage.vault"]
)


def kill_after(seconds: float, target: Callable[..., None], *arguments: str) -> list[Any]:
    """Run the target, kill it some time after its first message; return all its messages."""
    ours, theirs = processes.Pipe(duplex=False)
    child = processes.Process(target=target, args=(*arguments, theirs))
    child.start()
    theirs.close()
    assert ours.poll(60)
    messages = [ours.recv()]
    time.sleep(seconds)
    child.kill()
    child.join()
    assert child.exitcode == -9
    try:
        while True:
            messages.append(ours.recv())
    except (EOFError, OSError):
        return messages


def test_killed_while_saving(file: Path) -> None:
    dice = random.Random(1)
    with Vault.create(file, PASSPHRASE, cost=CHEAP) as vault:
        vault.save_memory(memory())
    last = 0
    for _ in range(SAVES):
        acknowledged = kill_after(dice.uniform(0, 0.06), vault_children.save_without_end, str(file))
        with Vault.open(file, PASSPHRASE) as vault:
            stored = vault.load("K-1")
            assert vault.load_memory() == memory()
            assert len(vault.cases()) == 1
        assert acknowledged[-1] <= stored.revision <= acknowledged[-1] + 1
        assert int(words_of(stored.case).split()[0]) == stored.revision
        assert stored.revision > last
        last = stored.revision


def test_killed_while_keeping_versions(file: Path) -> None:
    """A case and its versions are saved together or not at all, from a vault of version 1 too."""
    dice = random.Random(5)
    Vault.create(file, PASSPHRASE, cost=CHEAP).close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE vault SET format_version = 1")
        connection.commit()
    for _ in range(DELETIONS):
        kill_after(dice.uniform(0, 0.06), vault_children.keep_without_end, str(file))
        with Vault.open(file, PASSPHRASE) as vault:
            stored, versions = vault.load("K-1"), vault.versions("K-1")
            assert int(words_of(stored.case)) == stored.revision == versions.last_number
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT format_version FROM vault").fetchone() == (2,)


def test_killed_while_creating(tmp_path: Path) -> None:
    dice = random.Random(2)
    for round_ in range(CREATIONS):
        folder = tmp_path / str(round_)
        started = kill_after(dice.uniform(0, 0.05), vault_children.create_without_end, str(folder))
        vaults = sorted(folder.glob("*.db"))
        assert len(vaults) in {started[-1], started[-1] + 1}
        for file in vaults:
            Vault.open(file, PASSPHRASE).close()
        unfinished = folder / f"{len(vaults)}.db"
        Vault.create(unfinished, PASSPHRASE, cost=CHEAP).close()
        shutil.rmtree(folder)


def test_killed_while_changing_the_passphrase(file: Path) -> None:
    dice = random.Random(3)
    passphrase = PASSPHRASE
    with Vault.create(file, passphrase, cost=CHEAP) as vault:
        for number in range(5):
            vault.save(case(f"K-{number}", str(number), 1000), 0)
        kept = vault.cases()
    for _ in range(CHANGES):
        kill_after(
            dice.uniform(0, 0.08),
            vault_children.change_passphrase_without_end,
            str(file),
            passphrase,
        )
        opened = []
        for candidate in (PASSPHRASE, vault_children.NEW_PASSPHRASE):
            try:
                with Vault.open(file, candidate) as vault:
                    assert vault.cases() == kept
                opened.append(candidate)
            except WrongPassphraseError:
                pass
        assert len(opened) == 1
        passphrase = opened[0]


def test_killed_while_deleting(file: Path) -> None:
    dice = random.Random(4)
    with Vault.create(file, PASSPHRASE, cost=CHEAP) as vault:
        vault.save(case("K-1", "blir"), 0)
    for _ in range(DELETIONS):
        kill_after(dice.uniform(0, 0.05), vault_children.delete_without_end, str(file))
        with Vault.open(file, PASSPHRASE) as vault:
            assert words_of(vault.load("K-1").case) == "blir"
            with contextlib.suppress(CaseMissingError):
                vault.delete("K-2")
            assert len(vault.cases()) == 1
