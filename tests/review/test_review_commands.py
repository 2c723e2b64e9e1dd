"""``review send``, ``import`` and ``withdraw`` on the user's own vault."""

from __future__ import annotations

import io
import json
import re
import sys
from typing import TYPE_CHECKING

import pytest
from review_samples import DETECTOR, every_kind, sealed_answer

from report_tool.cli import app
from report_tool.storage.vault import Vault
from report_tool.workflow.desk import Desk
from schemas.decision import DecisionKind
from schemas.delivery import DeliveredFile, Delivery, FileFormat
from schemas.labels import Recipient
from tests.workflow.workflow_samples import answer, consent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from schemas.case import Case

PASSPHRASE = "en lang passordfrase for prøven"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault with one case that is ready to be sent; the program knows the test's words."""
    home = tmp_path / "hjem"
    home.mkdir()
    (tmp_path / "passord").write_text(PASSPHRASE, encoding="utf-8")
    monkeypatch.setenv("REPORT_TOOL_HOME", str(home))
    monkeypatch.setenv("REPORT_TOOL_PASSPHRASE_FILE", str(tmp_path / "passord"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Desk, "detector", DETECTOR)
    monkeypatch.setattr(Desk, "load_engine", lambda _: None)
    file = home / "vault.db"
    with Vault.create(file, PASSPHRASE) as opened:
        opened.save(every_kind(), 0)
    return file


def stored(vault: Path) -> Case:
    with Vault.open(vault, PASSPHRASE) as opened:
        return opened.load("sak-1").case


@pytest.fixture
def run(vault: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def command(*arguments: str | Path) -> tuple[int, str, str]:
        code = app.run(["review", *map(str, arguments)])
        return (code, *capfd.readouterr())

    return command


Run = "Callable[..., tuple[int, str, str]]"


def test_send_import_withdraw(run: Run, vault: Path, tmp_path: Path) -> None:
    code, out, err = run("send", "sak-1")
    assert (code, err) == (0, "")
    assert re.search(r"Passord: [a-z]{4,9}( [a-z]{4,9}){5}\n", out)
    page = tmp_path / "gjennomlesing-sak-1.html"
    assert page.stat().st_mode & 0o077 == 0
    assert b"migrene" not in page.read_bytes()
    case = stored(vault)
    shared = next(d.id for d in case.decisions if d.kind is DecisionKind.SHARE)
    given = answer(case, details=[consent(shared, Recipient.EMPLOYER, Recipient.NAV)])
    file = tmp_path / "svar-sak-1.txt"
    file.write_bytes(sealed_answer(case, given))
    code, out, err = run("import", "sak-1", file)
    assert (code, err) == (0, "")
    assert "godkjent" in out
    assert "Kari Nordmann" in out
    assert f"{shared}: «angst»" in out
    assert run("import", "sak-1", file)[0] == 2
    assert out.count("«angst»") == run("withdraw", "sak-1")[1].count("«angst»") == 2
    code, out, err = run("withdraw", "sak-1", shared, "--to", "nav")
    assert (code, err) == (0, "")
    assert "Ingen kopi" in out
    assert [c.recipient for c in stored(vault).consents if c.withdrawn_at] == [Recipient.NAV]
    assert run("withdraw", "sak-1", shared, "--to", "nav")[0] == 2
    assert run("withdraw", "sak-1", shared)[0] == 0
    assert "Ingen samtykker" in run("withdraw", "sak-1")[1]


def test_withdrawing_lists_what_already_left(run: Run, vault: Path, tmp_path: Path) -> None:
    run("send", "sak-1")
    case = stored(vault)
    shared = next(d.id for d in case.decisions if d.kind is DecisionKind.SHARE)
    given = answer(case, details=[consent(shared, Recipient.EMPLOYER)])
    (tmp_path / "svar.txt").write_bytes(sealed_answer(case, given))
    run("import", "sak-1", "svar.txt")
    with Vault.open(vault, PASSPHRASE) as opened:
        kept = opened.load("sak-1")
        made_at = kept.case.consents[0].given_at
        delivery = Delivery(
            recipient=Recipient.EMPLOYER,
            files=(DeliveredFile(format=FileFormat.PDF, sha256="ab" * 32),),
            made_at=made_at,
        )
        pdf = DeliveredFile(format=FileFormat.PDF, sha256="cd" * 32)
        to_nav = delivery.model_copy(update={"recipient": Recipient.NAV, "files": (pdf,)})
        changed = kept.case.model_copy(update={"deliveries": (delivery, to_nav)})
        opened.save(changed, kept.revision)
    out = run("withdraw", "sak-1", shared)[1]
    assert "PDF" in out
    assert "abababab" in out
    assert "cdcdcdcd" not in out


def test_the_receipt_needs_a_standing_approval(run: Run, vault: Path, tmp_path: Path) -> None:
    code, out, err = run("receipt", "sak-1")
    assert (code, out, len(err.splitlines())) == (2, "", 3)
    assert not (tmp_path / "kvittering-sak-1.txt").exists()
    run("send", "sak-1")
    (tmp_path / "svar.txt").write_bytes(sealed_answer(stored(vault)))
    run("import", "sak-1", "svar.txt")
    assert run("receipt", "sak-1")[0] == 0
    file = tmp_path / "kvittering-sak-1.txt"
    assert file.stat().st_mode & 0o077 == 0
    assert file.read_text(encoding="utf-8").startswith("BARE FOR DEG SOM ER ARBEIDSTAKER")
    code, out, _ = run("receipt", "sak-1", "--out", tmp_path / "mitt.txt")
    assert str(tmp_path / "mitt.txt") in out
    assert run("receipt", "sak-1", "--out", tmp_path / "finnes" / "ikke.txt")[0] == 2


def test_pasted_text_and_json_output(
    run: Run, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = run("send", "sak-1", "--out", tmp_path / "siden.html", "--format", "json")
    told = json.loads(out)
    assert (code, told["caseId"], told["file"]) == (0, "sak-1", str(tmp_path / "siden.html"))
    assert len(told["passphrase"].split()) == 6
    pasted = b"Hei!\n> " + sealed_answer(stored(vault)).replace(b"\n", b"\r\n> ")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pasted)))
    code, out, err = run("import", "sak-1", "-")
    assert (code, err) == (0, "")


def test_an_answer_written_down_never_counts_as_from_the_page(
    run: Run, vault: Path, tmp_path: Path
) -> None:
    run("send", "sak-1")
    file = tmp_path / "svar.json"
    file.write_text(answer(stored(vault)).model_dump_json(by_alias=True), encoding="utf-8")
    assert run("import", "sak-1", file)[0] == 0
    approval = stored(vault).approval
    assert approval is not None
    assert approval.channel.value == "recorded"


def test_what_cannot_be_used_changes_nothing(run: Run, vault: Path, tmp_path: Path) -> None:
    run("send", "sak-1")
    before = stored(vault)
    (tmp_path / "tom.txt").write_bytes(b"")
    with (tmp_path / "stor.txt").open("wb") as big:
        big.truncate(50 * 1024 * 1024)
    for name in ("tom.txt", "stor.txt", "gjennomlesing-sak-1.html", "finnesikke.txt"):
        code, out, err = run("import", "sak-1", name)
        assert (code, out, len(err.strip().splitlines())) == (2, "", 3), name
    assert stored(vault) == before


def test_a_page_that_cannot_be_written_leaves_the_case_as_it_was(
    run: Run, vault: Path, tmp_path: Path
) -> None:
    before = stored(vault)
    code, out, _ = run("send", "sak-1", "--out", tmp_path / "finnesikke" / "siden.html")
    assert (code, out) == (2, "")
    assert stored(vault) == before
    assert not stored(vault).reviews


def test_a_case_that_cannot_be_saved_leaves_no_page(
    run: Run, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from report_tool.errors import DiskFullError

    def full(*_: object) -> None:
        raise DiskFullError(file="vault.db")

    monkeypatch.setattr(Desk, "save", full)
    assert run("send", "sak-1")[0] == 2
    assert not list(tmp_path.glob("*.html"))
