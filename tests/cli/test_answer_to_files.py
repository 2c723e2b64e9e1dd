"""From a recorded answer to checked files, by commands on the user's own vault."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from redaction.engine import Engine
from report_tool.cli import recorded
from report_tool.storage.vault import Vault
from report_tool.workflow import detection, examples, review
from report_tool.workflow.examples import draft
from tests.cli.conftest import PASSPHRASE, ROOT
from tests.export.certificates import PASSPHRASE as SECRET
from tests.export.certificates import certificate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from schemas.review import ReviewAnswer
    from tests.cli.conftest import Ran


@pytest.fixture
def answer(home: Path) -> ReviewAnswer:
    """The answer to a case that is out for review in the user's vault."""
    example = examples.load("barnehagelaerer")
    detector, now = Engine.load(), example.decided_at
    case = recorded.decide(draft(example), detector, example.decisions, now).case
    case = review.send_to_review(case, detection.locate(case, detector), now)
    with Vault.create(home / "vault.db", PASSPHRASE) as vault:
        vault.save(case, 0)
    return recorded.answered(case, example.answer)


def written(answer: ReviewAnswer, folder: Path, **changes: object) -> Path:
    file = folder / "svar.json"
    changed = answer.model_copy(update=changes)
    file.write_text(changed.model_dump_json(by_alias=True), encoding="utf-8")
    return file


def test_an_approved_report_on_the_organisations_template(
    cli: Callable[..., Ran], answer: ReviewAnswer, tmp_path: Path
) -> None:
    template = ROOT / "tests" / "export" / "templates" / "kommune.docx"
    assert cli("review", "import", answer.case_id, written(answer, tmp_path)).code == 0
    assert cli("template", "use", template, "--accept").code == 0
    for recipient in ("employee", "employer", "nav"):
        ran = cli(
            "export", answer.case_id, "--to", recipient, "--out", tmp_path, "--report", "json"
        )
        assert ran.code == 0, ran.err
        files = [file["path"] for file in json.loads(ran.out)["files"]]
        ran = cli("verify", *files)
        assert ran.code == 0, ran.out


def test_answer_export_verify(
    cli: Callable[..., Ran], answer: ReviewAnswer, tmp_path: Path
) -> None:
    case_id = answer.case_id
    ran = cli("review", "import", case_id, written(answer, tmp_path))
    assert ran.code == 0, ran.err
    assert "godkjent av arbeidstaker" in ran.out
    assert "Merknad: Pausen klokken 13" in ran.out
    out = tmp_path / "ut"
    ran = cli("export", case_id, "--to", "employer", "--out", out, "--report", "json")
    assert ran.code == 0, ran.err
    files = [file["path"] for file in json.loads(ran.out)["files"]]
    assert len(files) == 3
    ran = cli("verify", *files, "--format", "json")
    assert ran.code == 0, ran.out
    assert all(file["ok"] for file in json.loads(ran.out)["files"])
    events = json.loads(cli("audit", case_id, "--format", "json").out)["events"]
    assert [event["action"] for event in events].count("exported") == 3


@pytest.mark.parametrize(
    "changes", [{"review_hash": "0" * 64}, {"case_id": "2020-enannen"}, {"name": " "}]
)
def test_answer_that_does_not_fit_changes_nothing(
    cli: Callable[..., Ran], answer: ReviewAnswer, tmp_path: Path, changes: dict[str, object]
) -> None:
    file = written(answer, tmp_path, **changes)
    ran = cli("review", "import", answer.case_id, file)
    assert (ran.code, ran.out) == (2, "")
    assert "gjennomgang" in cli("list").out


def test_altered_copy_does_not_verify(
    cli: Callable[..., Ran], answer: ReviewAnswer, tmp_path: Path
) -> None:
    cli("review", "import", answer.case_id, written(answer, tmp_path))
    cli("export", answer.case_id, "--to", "nav", "--format", "json", "--out", tmp_path / "ut")
    (file,) = (tmp_path / "ut").glob("*.json")
    file.write_text(
        file.read_text(encoding="utf-8").replace("småbarnsavdelingen", "storbarnsavdelingen"),
        encoding="utf-8",
    )
    ran = cli("verify", file)
    assert ran.code == 1
    assert "✗" in ran.out


def test_draft_goes_to_the_employee_only(
    cli: Callable[..., Ran], answer: ReviewAnswer, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    command = ("export", answer.case_id, "--draft", "--format", "json", "--out", out)
    assert cli(*command, "--to", "nav").code == 2
    assert cli(*command, "--to", "employee").code == 0
    assert [path.name for path in out.iterdir()] == [
        f"rapport-{answer.case_id}-employee-utkast.json"
    ]


@pytest.mark.parametrize("out", ["fil", "fil/under"])
def test_unwritable_folder_loses_nothing(
    cli: Callable[..., Ran], answer: ReviewAnswer, tmp_path: Path, out: str
) -> None:
    (tmp_path / "fil").write_text("viktig")
    cli("review", "import", answer.case_id, written(answer, tmp_path))
    ran = cli("export", answer.case_id, "--to", "nav", "--format", "json", "--out", tmp_path / out)
    assert ran.code == 2
    assert "Feil:" in ran.err
    assert (tmp_path / "fil").read_text() == "viktig"
    assert answer.case_id in cli("list").out


def test_unknown_format(cli: Callable[..., Ran], answer: ReviewAnswer) -> None:
    ran = cli("export", answer.case_id, "--to", "nav", "--format", "pdf,rtf")
    assert ran.code == 2
    assert "docx, pdf, json" in ran.err


def test_a_signed_copy_for_nav(
    cli: Callable[..., Ran], answer: ReviewAnswer, tmp_path: Path
) -> None:
    case_id, key, secret = answer.case_id, tmp_path / "meg.p12", tmp_path / "passord.txt"
    assert cli("review", "import", case_id, written(answer, tmp_path)).code == 0
    owner = json.loads(examples.load("barnehagelaerer").soknad)["ekspert"]["navn"]
    key.write_bytes(certificate(owner, start=datetime.now(UTC) - timedelta(days=1)))
    secret.write_text(f"{SECRET}\n", encoding="utf-8")
    export = ("export", case_id, "--to", "nav", "--out", tmp_path, "--sign", key)
    ran = cli(*export)
    assert ran.code == 2, "no terminal to ask on"
    ran = cli(*export, "--sign-passphrase-file", secret, "--format", "docx")
    assert ran.code == 2
    assert "Bare PDF kan signeres" in ran.err
    ran = cli(*export, "--sign-passphrase-file", secret, "--format", "pdf")
    assert ran.code == 0, ran.err
    assert SECRET not in ran.out + ran.err
    ran = cli("verify", tmp_path / f"rapport-{case_id}-nav.pdf")
    assert ran.code == 0, ran.out
    assert f"Signert av {owner}" in ran.out
    assert cli("verify", tmp_path / f"rapport-{case_id}-nav-journalpost.json").code == 0
    key.write_bytes(b"hei")
    ran = cli(*export, "--sign-passphrase-file", secret, "--format", "pdf")
    assert ran.code == 2
    assert "PKCS#12" in ran.err
