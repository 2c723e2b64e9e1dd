"""What the other processes of the storage tests do."""

from __future__ import annotations

import contextlib
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from vault_samples import CHEAP, PASSPHRASE, SECRET, case, words_of

from report_tool.errors import ReportToolError
from report_tool.storage.vault import Vault
from schemas.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

NEW_PASSPHRASE = "en helt ny frase"


def save_many(file: str, name: str, times: int, pipe: Connection) -> None:
    """Save one case many times, beside another process that does the same."""
    with Vault.open(Path(file), PASSPHRASE, busy_seconds=60) as vault:
        pipe.send("ready")
        pipe.recv()
        revision = 0
        for number in range(times):
            revision = vault.save(case(name, str(number)), revision)
        pipe.send(f"done {revision}")


def save_without_end(file: str, pipe: Connection) -> None:
    """Save a growing number, and acknowledge each save; meant to be killed."""
    with Vault.open(Path(file), PASSPHRASE, busy_seconds=60) as vault:
        revision = max((stored.revision for stored in vault.cases()), default=0)
        for number in count(revision + 1):
            revision = vault.save(case("K-1", f"{number} {SECRET * (number % 40 * 20)}"), revision)
            pipe.send(number)


def keep_without_end(file: str, pipe: Connection) -> None:
    """Save a growing number with as many versions counted; meant to be killed."""
    with Vault.open(Path(file), PASSPHRASE, busy_seconds=60) as vault:
        revision = max((stored.revision for stored in vault.cases()), default=0)
        for number in count(revision + 1):
            versions = Versions(case_id="K-1", last_number=number)
            revision = vault.save(case("K-1", str(number)), revision, versions)
            pipe.send(number)


def create_without_end(folder: str, pipe: Connection) -> None:
    """Create vault after vault; meant to be killed."""
    for number in count():
        pipe.send(number)
        Vault.create(Path(folder, f"{number}.db"), PASSPHRASE, cost=CHEAP).close()


def change_passphrase_without_end(file: str, passphrase: str, pipe: Connection) -> None:
    """Change the passphrase back and forth; meant to be killed."""
    other = PASSPHRASE if passphrase == NEW_PASSPHRASE else NEW_PASSPHRASE
    with Vault.open(Path(file), passphrase, busy_seconds=60) as vault:
        pipe.send("ready")
        while True:
            vault.change_passphrase(passphrase, other, cost=CHEAP)
            passphrase, other = other, passphrase


def delete_without_end(file: str, pipe: Connection) -> None:
    """Save and delete a case; meant to be killed."""
    with Vault.open(Path(file), PASSPHRASE, busy_seconds=60) as vault:
        for number in count():
            with contextlib.suppress(ReportToolError):
                vault.save(case("K-2", SECRET * 500), 0)
            vault.delete("K-2")
            pipe.send(number)


def save_in_little_room(file: str, pipe: Connection) -> None:
    """Save more than the process may write to one file."""
    import resource

    path = Path(file)
    answers: dict[str, str] = {}

    def attempt(name: str, step: Callable[[], object]) -> None:
        try:
            answers[name] = str(step())
        except ReportToolError as error:
            answers[name] = error.message_id

    new = path.parent / "ny" / "vault.db"
    with Vault.open(path, PASSPHRASE) as vault:
        limit = path.stat().st_size + 40_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        attempt("save", lambda: vault.save(case(repeated=50_000), 1))
        attempt("load", lambda: words_of(vault.load("K-1").case))
        attempt("small save", lambda: vault.save(case(words="kort"), 1))
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, resource.RLIM_INFINITY))
        attempt("create", lambda: Vault.create(new, PASSPHRASE, cost=CHEAP))
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    answers["left"] = " ".join(entry.name for entry in new.parent.iterdir())
    pipe.send(answers)
