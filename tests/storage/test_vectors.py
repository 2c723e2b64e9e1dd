"""The committed test vectors of the storage format."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import make_vectors
import pytest

from report_tool.errors import CaseMissingError, DamagedCaseError, ReportToolError, VaultTooNewError
from report_tool.storage import sqlite, tables
from report_tool.storage.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

NAMES = sorted(file.stem for file in make_vectors.FOLDER.glob("*.json"))


def build(file: Path, vector: dict[str, Any]) -> None:
    def fill(connection: Connection) -> None:
        tables.metadata.create_all(connection)
        connection.execute(
            tables.vault.insert().values(
                id=1,
                format_version=vector["formatVersion"],
                key_id=bytes.fromhex(vector["keyId"]),
            )
        )
        for slot in vector["slots"]:
            connection.execute(
                tables.slots.insert().values(
                    kind=slot["kind"],
                    parameters=slot["parameters"],
                    wrapped_key=bytes.fromhex(slot["wrappedKey"]),
                    checksum=bytes.fromhex(slot["checksum"]),
                )
            )
        for row in vector["records"]:
            connection.execute(
                tables.records.insert().values(
                    kind=row["kind"],
                    record_id=row["recordId"],
                    revision=row["revision"],
                    saved_at=row["savedAt"],
                    salt=bytes.fromhex(row["salt"]),
                    nonce=bytes.fromhex(row["nonce"]),
                    payload=bytes.fromhex(row["payload"]),
                )
            )

    sqlite.create(file, fill)


def answer(vault: Vault, case_id: str) -> str:
    try:
        return vault.load(case_id).case.bestilling.behov
    except ReportToolError as error:
        return error.message_id


def kept(vault: Vault, case_id: str) -> str:
    try:
        return vault.versions(case_id).versions[0].report.oppdrag.bestilling
    except ReportToolError as error:
        return error.message_id


def test_vectors_are_those_of_the_script() -> None:
    made = {name: make_vectors.encoded(vector) for name, vector in make_vectors.vectors().items()}
    kept = {name: (make_vectors.FOLDER / f"{name}.json").read_bytes() for name in NAMES}
    assert kept == made, "run: python tests/storage/make_vectors.py"


@pytest.mark.parametrize("name", NAMES)
def test_vector(name: str, tmp_path: Path) -> None:
    vector = json.loads((make_vectors.FOLDER / f"{name}.json").read_bytes())
    file = tmp_path / "vault.db"
    build(file, vector)
    before = file.read_bytes()
    if vector["open"] != "ok":
        with pytest.raises(ReportToolError) as caught:
            Vault.open(file, vector["passphrase"])
        assert caught.value.message_id == vector["open"]
        assert file.read_bytes() == before
        return
    with Vault.open(file, vector["passphrase"]) as vault:
        assert {case_id: answer(vault, case_id) for case_id in vector["cases"]} == vector["cases"]
        versions = vector.get("versions", {})
        assert {case_id: kept(vault, case_id) for case_id in versions} == versions
        damaged = sorted(c for c, said in vector["cases"].items() if said == "damaged-case")
        assert list(vault.salvage().damaged) == damaged
        if damaged:
            with pytest.raises(DamagedCaseError):
                vault.cases()
        else:
            assert {stored.case.case_id for stored in vault.cases()} == set(vector["cases"])
        with pytest.raises(CaseMissingError):
            vault.load("K-9")


def test_a_newer_vault_of_other_tables_is_recognised(tmp_path: Path) -> None:
    file = tmp_path / "vault.db"
    build(file, json.loads((make_vectors.FOLDER / "newer-version.json").read_bytes()))
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("DROP TABLE slots; DROP TABLE records;")
    with pytest.raises(VaultTooNewError):
        Vault.open(file, make_vectors.PASSPHRASE)
