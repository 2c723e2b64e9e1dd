"""What a vault does when nothing is wrong with the file."""

from __future__ import annotations

import os
import stat
import sys
import threading
import time
import unicodedata
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from vault_samples import (
    CHEAP,
    PASSPHRASE,
    SECRET,
    bytes_in,
    case,
    cases,
    memory,
    refused,
    words_of,
)

from report_tool.errors import (
    CaseMissingError,
    ConflictError,
    PassphraseTooShortError,
    UnwritableError,
    VaultClosedError,
    VaultExistsError,
    VaultMissingError,
    VaultRekeyedError,
    WrongPassphraseError,
)
from report_tool.storage import keyring
from report_tool.storage.vault import Vault
from schemas.memory import Memory

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.case import Case

numbers = count()


def test_a_new_vault_is_empty(vault: Vault) -> None:
    assert vault.cases() == ()
    assert vault.load_memory() == Memory()


def test_a_saved_case_is_there_after_reopening(vault: Vault, file: Path) -> None:
    before = datetime.now(UTC)
    assert vault.save(case(), 0) == 1
    vault.close()
    with Vault.open(file, PASSPHRASE) as reopened:
        stored = reopened.load("K-1")
    assert (stored.case, stored.revision) == (case(), 1)
    assert before <= stored.saved_at <= datetime.now(UTC)


def test_cases_come_newest_first(vault: Vault) -> None:
    for name in ("K-1", "K-2", "K-3"):
        vault.save(case(name), 0)
        time.sleep(0.002)
    vault.save(case("K-2", "nytt"), 1)
    assert [stored.case.case_id for stored in vault.cases()] == ["K-2", "K-3", "K-1"]


def test_revisions_count_saves(vault: Vault) -> None:
    revisions = [vault.save(case(words=str(n)), n) for n in range(5)]
    assert revisions == [1, 2, 3, 4, 5]
    assert words_of(vault.load("K-1").case) == "4"


@given(cases, cases)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_case_comes_back_as_it_was(vault: Vault, first: Case, second: Case) -> None:
    number = next(numbers)
    first = first.model_copy(update={"case_id": f"a{number}"})
    second = second.model_copy(update={"case_id": f"b{number}"})
    assert vault.save(first, 0) == vault.save(second, 0) == 1
    changed = first.model_copy(update={"report": second.report})
    assert vault.save(changed, 1) == 2
    assert vault.load(first.case_id).case == changed
    assert vault.load(second.case_id).case == second


def test_half_a_character_does_not_cost_the_case(vault: Vault) -> None:
    broken = case(words="før \ud83d etter")
    vault.save(broken, 0)
    assert vault.load("K-1").case == broken


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_a_save_over_another_revision_is_refused(vault: Vault, expected: int) -> None:
    vault.save(case(words="en"), 0)
    vault.save(case(words="to"), 1)
    with refused(ConflictError):
        vault.save(case(words="tre"), expected)
    assert words_of(vault.load("K-1").case) == "to"


def test_an_unknown_case_is_missing(vault: Vault) -> None:
    with refused(CaseMissingError):
        vault.load("K-1")
    with refused(CaseMissingError):
        vault.delete("K-1")
    with refused(CaseMissingError):
        vault.save(case(), 4)


def test_a_deleted_case_is_gone_and_its_id_can_be_used_again(vault: Vault) -> None:
    vault.save(case("K-1"), 0)
    vault.save(case("K-2"), 0)
    vault.delete("K-1")
    with refused(CaseMissingError):
        vault.load("K-1")
    assert [stored.case.case_id for stored in vault.cases()] == ["K-2"]
    assert vault.save(case("K-1", "igjen"), 0) == 1


def test_deletion_overwrites_what_the_file_held(vault: Vault, file: Path) -> None:
    vault.save(case("K-1", repeated=2000), 0)
    vault.save(case("K-2"), 0)
    with vault._read() as ledger:
        row = ledger._row("case", "K-1")
    assert row is not None
    sealed = row[1]
    payload = sealed.payload
    pieces = [sealed.salt, sealed.nonce, *(payload[i : i + 64] for i in (0, 9000, 40000))]
    held = bytes_in(file.parent)
    assert all(piece in held for piece in pieces)
    vault.delete("K-1")
    left = bytes_in(file.parent)
    assert not any(piece in left for piece in pieces)
    assert b"K-2" in left
    assert b"K-1" not in left


def test_memory_is_kept_and_the_last_one_wins(vault: Vault, file: Path) -> None:
    vault.save_memory(memory("sekk"))
    vault.save_memory(memory("stol"))
    vault.close()
    with Vault.open(file, PASSPHRASE) as reopened:
        assert reopened.load_memory() == memory("stol")
        assert reopened.cases() == ()


def test_nothing_an_expert_wrote_is_in_any_file(vault: Vault, file: Path) -> None:
    for number in range(3):
        vault.save(case("K-1", repeated=number + 1), number)
    vault.save_memory(memory("ryggsekkmerke"))
    written = ("fibromyalgien", "herjer", "prøve", "ryggsekkmerke", "arsakTilFravaeret", "blåbær")
    open_files = bytes_in(file.parent)
    assert b"vault.db-wal" in open_files
    vault.close()
    for held in (open_files, bytes_in(file.parent)):
        assert b"K-1" in held
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            shown = held.decode(encoding, "replace").casefold()
            assert not any(word.casefold() in shown for word in written)
        assert not any(word.encode("utf-16-le") in held for word in written)


@pytest.mark.parametrize("wrong", ["", PASSPHRASE + " ", PASSPHRASE.upper(), "blabær og ærlige ål"])
def test_another_passphrase_is_wrong(vault: Vault, file: Path, wrong: str) -> None:
    vault.save(case(), 0)
    with refused(WrongPassphraseError):
        Vault.open(file, wrong)
    assert vault.load("K-1").case == case()


def test_a_passphrase_is_the_same_however_its_letters_are_composed(
    vault: Vault, file: Path
) -> None:
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    Vault.open(file, decomposed).close()


@pytest.mark.parametrize("short", ["", "       ", "syvtegn", " syvtegn "])
def test_a_short_passphrase_is_refused_and_leaves_nothing(file: Path, short: str) -> None:
    with refused(PassphraseTooShortError):
        Vault.create(file, short)
    assert not file.parent.exists()


def test_the_usual_cost_is_the_documented_one(file: Path) -> None:
    with Vault.create(file, PASSPHRASE) as vault, vault._read() as ledger:
        parameters = ledger.connection.exec_driver_sql("SELECT parameters FROM slots").scalar()
    assert isinstance(parameters, str)
    assert '"iterations":3,"kdf":"argon2id","lanes":4,"memoryKib":65536' in parameters


def test_a_new_passphrase_replaces_the_old_one_and_the_key(vault: Vault, file: Path) -> None:
    vault.save(case("K-1"), 0)
    vault.save(case("K-2", "to"), 0)
    vault.save_memory(memory())
    kept, old_key = vault.cases(), vault._key
    vault.change_passphrase(PASSPHRASE, "en helt ny frase", cost=CHEAP)
    assert vault._key.secret != old_key.secret
    assert vault.cases() == kept
    assert vault.save(case("K-1", "etterpå"), 1) == 2
    vault.close()
    with refused(WrongPassphraseError):
        Vault.open(file, PASSPHRASE)
    with Vault.open(file, "en helt ny frase") as reopened:
        assert words_of(reopened.load("K-1").case) == "etterpå"
        assert reopened.load_memory() == memory()


def test_a_passphrase_is_changed_only_by_who_knows_it(vault: Vault, file: Path) -> None:
    vault.save(case(), 0)
    with refused(WrongPassphraseError):
        vault.change_passphrase("gjettet frase", "en helt ny frase", cost=CHEAP)
    with refused(PassphraseTooShortError):
        vault.change_passphrase(PASSPHRASE, "kort", cost=CHEAP)
    vault.close()
    with Vault.open(file, PASSPHRASE) as reopened:
        assert reopened.load("K-1").case == case()


def test_a_window_with_the_old_key_is_told(vault: Vault, file: Path) -> None:
    vault.save(case(), 0)
    with Vault.open(file, PASSPHRASE) as other:
        other.change_passphrase(PASSPHRASE, "en helt ny frase", cost=CHEAP)
        with refused(VaultRekeyedError):
            vault.save(case(words="nytt"), 1)
        with refused(VaultRekeyedError):
            vault.load("K-1")
        assert other.load("K-1").case == case()


def test_a_closed_vault_says_so(vault: Vault) -> None:
    vault.close()
    vault.close()
    for use in (
        vault.cases,
        vault.load_memory,
        lambda: vault.load("K-1"),
        lambda: vault.save(case(), 0),
        lambda: vault.delete("K-1"),
        lambda: vault.change_passphrase(PASSPHRASE, "en helt ny frase", cost=CHEAP),
    ):
        with refused(VaultClosedError):
            use()
    assert vault._key.secret == b""


def test_a_vault_never_replaces_a_file(vault: Vault, file: Path) -> None:
    vault.save(case(), 0)
    with refused(VaultExistsError):
        Vault.create(file, PASSPHRASE, cost=CHEAP)
    foreign = file.with_name("notater.txt")
    foreign.write_text("noe annet")
    with refused(VaultExistsError):
        Vault.create(foreign, PASSPHRASE, cost=CHEAP)
    assert foreign.read_text() == "noe annet"
    assert vault.load("K-1").case == case()


def test_of_two_creators_one_wins(file: Path) -> None:
    file.parent.mkdir()
    outcomes: list[str] = []
    start = threading.Barrier(4)

    def create(passphrase: str) -> None:
        start.wait()
        try:
            Vault.create(file, passphrase, cost=CHEAP).close()
            outcomes.append(passphrase)
        except VaultExistsError:
            outcomes.append("")

    threads = [threading.Thread(target=create, args=(f"frase nummer {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winner = max(outcomes)
    assert sorted(outcomes) == ["", "", "", winner]
    Vault.open(file, winner).close()
    assert [entry.name for entry in file.parent.iterdir()] == ["vault.db"]


def test_a_missing_vault_is_not_made_by_opening_it(file: Path) -> None:
    with refused(VaultMissingError):
        Vault.open(file, PASSPHRASE)
    assert not file.parent.exists()


@pytest.mark.parametrize("below", ["vault.db", "mappe/vault.db"])
def test_a_folder_that_cannot_be(tmp_path: Path, below: str) -> None:
    (tmp_path / "fil").write_text("ingen mappe")
    with refused(UnwritableError):
        Vault.create(tmp_path / "fil" / below, PASSPHRASE, cost=CHEAP)
    with refused(VaultMissingError):
        Vault.open(tmp_path / "fil" / below, PASSPHRASE)


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with refused(UnwritableError):
        Vault.create(tmp_path / ("å" * 300), PASSPHRASE, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["æøå sak #1?.db", "a%20b.db", "hvelv & co.db"])
def test_names_that_mean_something_in_an_address(tmp_path: Path, name: str) -> None:
    with Vault.create(tmp_path / name, PASSPHRASE, cost=CHEAP) as vault:
        vault.save(case(), 0)
    with Vault.open(tmp_path / name, PASSPHRASE) as vault:
        assert vault.load("K-1").case == case()
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_only_the_owner_may_read(vault: Vault, file: Path) -> None:
    vault.save(case(), 0)
    if os.name == "posix":
        modes = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in file.parent.iterdir()}
        assert set(modes.values()) == {0o600}
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert {entry.name for entry in file.parent.iterdir()} == {
        "vault.db",
        "vault.db-shm",
        "vault.db-wal",
    }


def test_many_threads_share_a_vault(vault: Vault) -> None:
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for revision in range(15):
                vault.save(case(name, f"{SECRET} {revision}"), revision)
                assert vault.load(name).revision == revision + 1
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(f"T-{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert {stored.revision for stored in vault.cases()} == {15}


def test_a_vault_is_heavy_only_when_it_is_used() -> None:
    import subprocess

    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, report_tool.paths, report_tool.settings, report_tool.storage;"
            "print({'sqlalchemy', 'cryptography'} & set(sys.modules))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "set()"


def test_minimum_is_what_the_text_says() -> None:
    with refused(PassphraseTooShortError):
        keyring.check_new_passphrase("å" * (keyring.MINIMUM_PASSPHRASE - 1))
    keyring.check_new_passphrase("å" * keyring.MINIMUM_PASSPHRASE)
