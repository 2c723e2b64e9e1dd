"""Every case of bad input: a Norwegian message, exit code 2, no traceback, nothing lost."""

from __future__ import annotations

import errno
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from report_tool.storage.vault import Vault
from tests.cli.conftest import EXAMPLES, PASSPHRASE, ROOT
from tests.scan.made_documents import PICTURE_PAGE, docx, pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def assert_explained(ran: Ran) -> None:
    """Assert the three lines, and nothing that belongs to an engineer."""
    assert ran.code == 2, ran
    lines = ran.err.strip().splitlines()
    assert [line.partition(":")[0] for line in lines[-3:]] == [
        "Feil",
        "Dataene dine",
        "Gjør dette",
    ]
    assert "Traceback" not in ran.err
    assert "error." not in ran.err


def soknad(**changes: object) -> bytes:
    plain = json.loads((EXAMPLES / "barnehagelaerer" / "soknad.json").read_bytes())
    return json.dumps({**plain, **changes}).encode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "tom"),
        (b"{", "JSON"),
        (b"[]", "JSON"),
        (b"\xff\xfe{", "UTF-8"),
        (b"\x00\x01", ""),
        (b'{"navn": "Kari"}', "ikke en søknad"),
        (b'{"a":' * 100_000, "JSON"),
        (b'{"ansatt": NaN}', "JSON"),
        (soknad(ansatt=None), "ansatt"),
        (soknad(ansatt={"fnr": "14437910260"}), "ansatt.navn"),
        (soknad(behovForBistand={"startdato": "2026-02-30"}), "startdato"),
        (soknad(virksomhet={"virksomhetsnummer": "123"}), "virksomhet"),
    ],
)
def test_soknad(cli: Callable[..., Ran], tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "soknad.json"
    file.write_bytes(content)
    ran = cli("new", "--from", file)
    assert_explained(ran)
    assert says in ran.err
    assert file.read_bytes() == content
    assert not list((tmp_path / "hjem").iterdir())


def test_tilsagn_that_is_a_soknad(cli: Callable[..., Ran], home: Path) -> None:
    assert_explained(cli("new", "--tilsagn", EXAMPLES / "sjukepleiar" / "soknad.json"))
    assert not list(home.iterdir())


def locked_pdf() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Tekst"))) as document:
        document.save(buffer, encryption=pikepdf.Encryption(user="u", owner="o"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.docx", b"ren tekst", "skadet"),
        ("a.docx", b"", "skadet"),
        ("a.docx", docx("<w:p>"), "skadet"),
        ("a.odt", b"PK\x03\x04", "skadet"),
        ("a.pdf", b"%PDF-1.7", "skadet"),
        ("a.pdf", locked_pdf(), "passord"),
        ("a.pdf", pdf(PICTURE_PAGE), "skannet"),
        ("a.txt", "blåbær".encode("cp1252"), "Windows-1252"),
        ("a.md", "blåbær".encode("utf-16"), "UTF-16"),
        ("a.txt", b"a\x00b", "ikke en tekstfil"),
        ("a.jsonl", b'{"id": "a", "text": "hemmelig"}\n{"id": 1}\n', "Linje 2"),
        ("a.doc", b"gammel", "filtype"),
    ],
)
def test_documents(
    cli: Callable[..., Ran], tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    ran = cli("scan", file)
    assert_explained(ran)
    assert says in ran.err
    assert "hemmelig" not in ran.err
    assert "ingen funn" not in ran.out
    assert file.read_bytes() == content


def test_one_bad_file_does_not_hide_the_others(cli: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hun har migrene.", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"tekst")
    ran = cli("scan", tmp_path / "mangler.txt", tmp_path / "b.docx", tmp_path / "a.txt")
    assert_explained(ran)
    assert "«migrene»" in ran.out
    assert ran.err.count("Feil:") == 2


@pytest.mark.parametrize("command", ["evaluate", "verify"])
def test_files_that_are_not_there(cli: Callable[..., Ran], command: str) -> None:
    assert_explained(cli(command, "mangler.jsonl"))


@pytest.mark.parametrize("content", [b"{", b'{"id": "a"}', b"\xff", b'{"id":"a","text":"t"}\n['])
def test_broken_corpus(cli: Callable[..., Ran], tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "k.jsonl"
    file.write_bytes(content)
    assert_explained(cli("evaluate", file))


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"caseId": "x"}', b"\xff", json.dumps({"a": 1}).encode()]
)
def test_broken_answer(
    cli: Callable[..., Ran], tmp_path: Path, case_id: str, content: bytes
) -> None:
    file = tmp_path / "svar.json"
    file.write_bytes(content)
    assert_explained(cli("review", "import", case_id, file))


class TestFolders:
    def test_folder_that_is_a_file(self, cli: Callable[..., Ran], tmp_path: Path) -> None:
        (tmp_path / "fil").write_text("viktig")
        assert_explained(cli("demo", "--out", tmp_path / "fil"))
        assert_explained(cli("demo", "--out", tmp_path / "fil" / "under"))
        assert (tmp_path / "fil").read_text() == "viktig"

    def test_folder_with_other_files(self, cli: Callable[..., Ran], tmp_path: Path) -> None:
        folder = tmp_path / "mine"
        folder.mkdir()
        (folder / "viktig.txt").write_text("viktig")
        assert_explained(cli("demo", "--out", folder))
        assert (folder / "viktig.txt").read_text() == "viktig"

    def test_own_file_among_those_of_an_earlier_demonstration(
        self, cli: Callable[..., Ran], tmp_path: Path
    ) -> None:
        folder = tmp_path / "demo"
        folder.mkdir()
        (folder / "LES-MEG.txt").write_text("report-tool demo\n")
        (folder / "mine-notater.txt").write_text("viktig")
        assert_explained(cli("demo", "--out", folder))
        assert (folder / "mine-notater.txt").read_text() == "viktig"

    def test_full_disk(
        self, cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(Path, "write_text", full)
        ran = cli("demo", "--out", tmp_path / "demo")
        assert_explained(ran)
        assert "plass" in ran.err


class TestVault:
    def test_wrong_passphrase(self, cli: Callable[..., Ran], case_id: str, tmp_path: Path) -> None:
        (tmp_path / "feil").write_text("noe helt annet enn før")
        ran = cli("list", "--passphrase-file", tmp_path / "feil")
        assert_explained(ran)
        assert case_id in cli("list").out

    def test_passphrase_too_short(self, cli: Callable[..., Ran], home: Path) -> None:
        (home.parent / "kort").write_text("kort")
        assert_explained(cli("new", "--passphrase-file", home.parent / "kort"))
        assert not (home / "vault.db").exists()

    def test_no_vault(self, cli: Callable[..., Ran]) -> None:
        assert_explained(cli("list"))

    @pytest.mark.parametrize("content", [b"", b"ikke et hvelv", b"SQLite format 3\0" + b"x" * 500])
    def test_file_that_is_no_vault(
        self, cli: Callable[..., Ran], home: Path, content: bytes
    ) -> None:
        (home / "vault.db").write_bytes(content)
        for command in (("list",), ("new",)):
            assert_explained(cli(*command))
        assert (home / "vault.db").read_bytes() == content

    def test_damaged_vault(self, cli: Callable[..., Ran], case_id: str, home: Path) -> None:
        with closing(sqlite3.connect(home / "vault.db")) as database, database:
            database.execute("UPDATE records SET payload = zeroblob(length(payload))")
        assert_explained(cli("list"))

    def test_one_damaged_case_does_not_hide_the_others(
        self, cli: Callable[..., Ran], case_id: str, home: Path
    ) -> None:
        cli("new")
        with closing(sqlite3.connect(home / "vault.db")) as database, database:
            database.execute("UPDATE records SET revision = 9 WHERE record_id = ?", (case_id,))
        ran = cli("list", "--format", "json")
        assert_explained(ran)
        told = json.loads(ran.out)
        assert len(told["cases"]) == 1
        assert told["damaged"] == [case_id]
        assert case_id in ran.err

    def test_vault_from_a_newer_version(
        self, cli: Callable[..., Ran], case_id: str, home: Path
    ) -> None:
        with closing(sqlite3.connect(home / "vault.db")) as database, database:
            database.execute("UPDATE vault SET format_version = 99")
        ran = cli("list")
        assert_explained(ran)
        assert "nyere" in ran.err

    def test_locked_vault(
        self,
        cli: Callable[..., Ran],
        case_id: str,
        home: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        impatient = Vault.open.__func__.__kwdefaults__  # type: ignore[attr-defined]
        monkeypatch.setitem(impatient, "busy_seconds", 0.05)
        with closing(sqlite3.connect(home / "vault.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert_explained(cli("delete", case_id, "--yes"))
            other.execute("ROLLBACK")
        assert case_id in cli("list").out

    def test_broken_settings(self, cli: Callable[..., Ran], home: Path) -> None:
        (home / "settings.toml").write_text("language = 99", encoding="utf-8")
        assert_explained(cli("list"))


def run_program(*arguments: str, stdin: bytes = b"", **environment: str) -> Ran:
    from tests.cli.conftest import Ran

    done = subprocess.run(
        [sys.executable, "-m", "report_tool", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


class TestAsAProgram:
    def test_standard_input_and_foreign_encoding_of_the_platform(self) -> None:
        ran = run_program(
            "scan",
            "-",
            stdin="Hun får behandling for migrene på Ås.".encode(),
            PYTHONIOENCODING="cp1252",
        )
        assert ran.code == 1
        assert "«migrene» på Ås" in ran.out

    def test_bad_standard_input(self) -> None:
        assert_explained(run_program("scan", stdin=b"\xff\xfe\x00"))

    def test_reader_that_leaves(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Hun har migrene.\n\n" * 3000, encoding="utf-8")
        done = subprocess.run(
            f'"{sys.executable}" -m report_tool scan "{tmp_path}" | head -n 1',
            shell=True,
            capture_output=True,
            check=False,
            cwd=ROOT,
        )
        assert done.stderr == b""
        assert b"3000 funn" in done.stdout

    def test_passphrase_is_never_an_argument(self) -> None:
        for option in ("--passphrase", "--password"):
            assert run_program("list", option, PASSPHRASE).code == 2
