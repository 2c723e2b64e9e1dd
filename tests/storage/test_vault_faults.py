"""What a vault does with damaged, altered and foreign files."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from vault_samples import (
    CHEAP,
    PASSPHRASE,
    bytes_in,
    case,
    check_texts,
    memory,
    refused,
    words_of,
)

from report_tool.errors import (
    DamagedCaseError,
    NotAVaultError,
    ReportToolError,
    VaultCorruptError,
    VaultError,
    VaultTooNewError,
)
from report_tool.storage.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path


def sqlite_file(file: Path, *, wal: bool = False) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as connection:
        if wal:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE vault (id INTEGER, format_version INTEGER)")
        connection.execute("INSERT INTO vault VALUES (1, 1)")
        connection.commit()


def ask(vault: Vault, saved: dict[str, str]) -> None:
    """Everything that a vault tells must be what was saved, or be refused."""
    for case_id, words in saved.items():
        try:
            assert words_of(vault.load(case_id).case) == words
        except VaultError as error:
            check_texts(error)
    try:
        assert vault.load_memory() == memory()
    except VaultError as error:
        check_texts(error)
    try:
        assert {s.case.case_id: words_of(s.case) for s in vault.cases()} == saved
    except VaultError as error:
        check_texts(error)
    kept = vault.salvage()
    assert {s.case.case_id: words_of(s.case) for s in kept.cases}.items() <= saved.items()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("whole") / "vault.db"
    with Vault.create(file, PASSPHRASE, cost=CHEAP) as vault:
        vault.save(case("K-1", "en"), 0)
        vault.save(case("K-2", "gammel"), 0)
        vault.save(case("K-2", "to"), 1)
        vault.save(case("K-3", "slettes"), 0)
        vault.delete("K-3")
        vault.save_memory(memory())
    return file


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("flipped") / "vault.db"


def write_damaged(target: Path, data: bytes) -> None:
    for left in target.parent.glob("vault.db*"):
        left.unlink()
    target.write_bytes(data)


def check_damaged(target: Path, content: bytes) -> None:
    """Whatever the bytes are: every answer is what was saved, or a refusal; also after a save."""
    write_damaged(target, content)
    saved = {"K-1": "en", "K-2": "to"}
    try:
        with Vault.open(target, PASSPHRASE) as vault:
            ask(vault, saved)
            vault.save(case("K-9", "ny"), 0)
            ask(vault, {**saved, "K-9": "ny"})
    except ReportToolError as error:
        check_texts(error)
    try:
        with Vault.open(target, PASSPHRASE) as vault:
            kept = vault.salvage().cases
    except VaultError as error:
        check_texts(error)
    else:
        words = {stored.case.case_id: words_of(stored.case) for stored in kept}
        assert words.items() <= {**saved, "K-9": "ny"}.items()


@given(st.data())
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_flipped_bit_is_harmless_or_refused(
    whole: Path, target: Path, data: st.DataObject
) -> None:
    content = bytearray(whole.read_bytes())
    bit = data.draw(st.integers(0, 8 * len(content) - 1))
    content[bit // 8] ^= 1 << bit % 8
    check_damaged(target, bytes(content))


@pytest.mark.parametrize("byte", [*range(16, 28), *range(32, 48), *range(52, 72)])
def test_a_flipped_byte_of_the_header_is_harmless_or_refused(
    whole: Path, target: Path, byte: int
) -> None:
    content = bytearray(whole.read_bytes())
    content[byte] ^= 0xFF
    check_damaged(target, bytes(content))


@pytest.mark.parametrize("share", [0, 0.001, 0.1, 0.3, 0.5, 0.7])
def test_a_truncated_file_is_refused(whole: Path, target: Path, share: float) -> None:
    content = whole.read_bytes()
    write_damaged(target, content[: int(len(content) * share)])
    with pytest.raises(VaultError) as caught:
        Vault.open(target, PASSPHRASE)
    assert isinstance(caught.value, VaultCorruptError | NotAVaultError)
    check_texts(caught.value)


@given(st.data())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_cut_anywhere_loses_no_truth(whole: Path, target: Path, data: st.DataObject) -> None:
    content = whole.read_bytes()
    check_damaged(target, content[: data.draw(st.integers(0, len(content) - 1))])


@pytest.mark.parametrize("page", range(9))
def test_a_page_of_zeros_is_refused_or_unused(whole: Path, target: Path, page: int) -> None:
    content = bytearray(whole.read_bytes())
    assert len(content) == 9 * 4096
    content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    check_damaged(target, bytes(content))


@given(st.binary(max_size=5000))
@example(b"SQLite format 3\x00")
@example(b"SQLite format 3\x00" + bytes(4080))
@settings(max_examples=60, deadline=None)
def test_any_other_bytes_are_not_a_vault(target: Path, content: bytes) -> None:
    write_damaged(target, content)
    with pytest.raises(VaultError) as caught:
        Vault.open(target, PASSPHRASE)
    assert isinstance(caught.value, NotAVaultError | VaultCorruptError)
    check_texts(caught.value)
    assert target.read_bytes() == content
    assert [entry.name for entry in target.parent.iterdir()] == ["vault.db"]


@pytest.mark.parametrize("wal", [False, True])
def test_a_foreign_database_is_left_alone(file: Path, wal: bool) -> None:
    sqlite_file(file, wal=wal)
    before = file.read_bytes()
    with refused(NotAVaultError):
        Vault.open(file, PASSPHRASE)
    assert file.read_bytes() == before


def test_a_folder_is_not_a_vault(tmp_path: Path) -> None:
    with refused(NotAVaultError):
        Vault.open(tmp_path, PASSPHRASE)


def test_one_damaged_case_does_not_take_the_others(vault: Vault) -> None:
    vault.save(case("K-1", "en"), 0)
    vault.save(case("K-2", "to"), 0)
    with vault._write() as ledger:
        ledger.connection.exec_driver_sql("UPDATE records SET revision = 2 WHERE record_id = 'K-1'")
    with refused(DamagedCaseError):
        vault.load("K-1")
    with refused(DamagedCaseError):
        vault.cases()
    assert words_of(vault.load("K-2").case) == "to"
    salvage = vault.salvage()
    assert [words_of(stored.case) for stored in salvage.cases] == ["to"]
    assert salvage.damaged == ("K-1",)
    with refused(DamagedCaseError):
        vault.change_passphrase(PASSPHRASE, "en helt ny frase", cost=CHEAP)
    assert vault.save(case("K-2", "tre"), 1) == 2


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM vault",
        "UPDATE vault SET format_version = 0",
        "UPDATE vault SET format_version = 'en'",
        "UPDATE vault SET key_id = x'00'",
        "UPDATE vault SET key_id = 'tekst'",
        "DELETE FROM slots",
        "UPDATE slots SET kind = 'x25519'",
        "UPDATE slots SET parameters = '{}'",
        "UPDATE slots SET wrapped_key = NULLIF(wrapped_key, x'00') || x'00'",
        "UPDATE slots SET parameters = 7",
        "DROP TABLE slots",
        "DROP TABLE records",
        "ALTER TABLE records DROP COLUMN salt",
        "UPDATE records SET payload = 'tekst'",
        "UPDATE records SET payload = x''",
        "UPDATE records SET saved_at = -1",
        "UPDATE records SET revision = 'mange'",
    ],
)
def test_altered_tables_are_refused(vault: Vault, file: Path, change: str) -> None:
    vault.save(case(), 0)
    vault.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(change)
    with refused(VaultCorruptError):
        Vault.open(file, PASSPHRASE)


def test_a_slot_of_a_later_kind_is_skipped(vault: Vault, file: Path) -> None:
    from report_tool.storage.format import slot_checksum

    vault.save(case(), 0)
    vault.close()
    row = ("x25519", '{"recipient":"age1"}', b"lukket")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO slots (slot_id, kind, parameters, wrapped_key, checksum)"
            " VALUES (0, ?, ?, ?, ?)",
            (*row, slot_checksum(*row)),
        )
    with Vault.open(file, PASSPHRASE) as reopened:
        assert reopened.load("K-1").case == case()


def test_content_of_a_later_version_is_not_called_damage(vault: Vault) -> None:
    from report_tool.storage.contents import encode
    from report_tool.storage.format import RecordKind

    newer = encode(case()).replace(b'"schemaVersion":1', b'"schemaVersion":2,"nytt":1')
    with vault._write() as ledger:
        ledger.write(RecordKind.CASE, "K-1", newer, 1)
    with refused(VaultTooNewError):
        vault.load("K-1")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"null", b'{"schemaVersion":1}'])
def test_content_that_is_no_case_is_damage(vault: Vault, content: bytes) -> None:
    from report_tool.storage.format import RecordKind

    with vault._write() as ledger:
        ledger.write(RecordKind.CASE, "K-1", content, 1)
        ledger.write(RecordKind.MEMORY, "", content, 1)
    with refused(DamagedCaseError):
        vault.load("K-1")
    if content != b'{"schemaVersion":1}':
        with refused(VaultCorruptError):
            vault.load_memory()


def test_an_older_copy_of_a_row_is_refused(vault: Vault, file: Path, tmp_path: Path) -> None:
    vault.save(case(words="gammel"), 0)
    vault.close()
    backup = tmp_path / "kopi.db"
    shutil.copy(file, backup)
    with Vault.open(file, PASSPHRASE) as newer:
        newer.save(case(words="ny"), 1)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS kopi", (str(backup),))
        connection.execute("DELETE FROM records WHERE kind = 'case'")
        connection.execute("INSERT INTO records SELECT * FROM kopi.records WHERE kind = 'case'")
    with Vault.open(file, PASSPHRASE) as reopened:
        with refused(DamagedCaseError):
            reopened.load("K-1")
        with refused(DamagedCaseError):
            reopened.cases()


def test_an_old_slot_does_not_open_what_came_after(
    vault: Vault, file: Path, tmp_path: Path
) -> None:
    vault.close()
    backup = tmp_path / "kopi.db"
    shutil.copy(file, backup)
    with Vault.open(file, PASSPHRASE) as changed:
        changed.change_passphrase(PASSPHRASE, "en helt ny frase", cost=CHEAP)
        changed.save(case(), 0)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS kopi", (str(backup),))
        connection.execute("DELETE FROM slots")
        connection.execute("INSERT INTO slots SELECT * FROM kopi.slots")
    with refused(VaultCorruptError):
        Vault.open(file, PASSPHRASE)


def test_random_damage_in_the_log_loses_no_more_than_the_log(
    vault: Vault, file: Path, tmp_path: Path
) -> None:
    vault.save(case(words="0"), 0)
    vault._empty_log()
    for revision in range(1, 6):
        vault.save(case(words=str(revision)), revision)
    log = bytearray(file.with_name("vault.db-wal").read_bytes())
    main = file.read_bytes()
    dice = random.Random(7)
    for number in range(25):
        copy = tmp_path / f"kopi-{number}" / "vault.db"
        copy.parent.mkdir()
        copy.write_bytes(main)
        damaged = bytearray(log)
        damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
        copy.with_name("vault.db-wal").write_bytes(damaged)
        with Vault.open(copy, PASSPHRASE) as opened:
            stored = opened.load("K-1")
        assert words_of(stored.case) == str(stored.revision - 1)
    assert b"vault.db-wal" in bytes_in(file.parent)
