"""The desk: a real vault, a detector that comes late, real files through the real gate."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from workflow_samples import CAUSE, LATER, NOW, WordDetector, approved, consent, draft, located

from report_tool.errors import (
    CaseMissingError,
    ConflictError,
    DetectionFailedError,
    LeakGateError,
    NotApprovedError,
    UnwritableError,
    VaultClosedError,
)
from report_tool.workflow import decisions
from report_tool.workflow.delivery import export_copy
from report_tool.workflow.desk import Desk
from report_tool.workflow.language_check import LanguageCheck
from schemas.audit import AuditAction
from schemas.case import Case, CaseState
from schemas.decision import Scope
from schemas.delivery import FileFormat
from schemas.labels import Label, Recipient
from schemas.parties import Ekspert

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PASSPHRASE = "korrekt hest batteri stift"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path / "vault.db", WordDetector()) as desk:
        desk.create(PASSPHRASE)
        yield desk


def ready() -> Case:
    case = draft()
    return approved(decisions.withhold(case, located(case), NOW))


def test_a_case_is_saved_listed_opened_and_deleted(desk: Desk) -> None:
    case = draft()
    desk.save(case)
    desk.save(case)
    assert [stored.case for stored in desk.cases()] == [case]
    assert desk.open("sak-1").case == case
    desk.delete("sak-1")
    with pytest.raises(CaseMissingError):
        desk.open("sak-1")


def test_a_damaged_case_is_named_and_does_not_hide_the_others(desk: Desk, tmp_path: Path) -> None:
    whole, damaged = draft(), draft().model_copy(update={"case_id": "sak-2"})
    desk.save(whole)
    desk.save(damaged)
    with closing(sqlite3.connect(tmp_path / "vault.db")) as database, database:
        database.execute("UPDATE records SET revision = 9 WHERE record_id = 'sak-2'")
    assert [stored.case for stored in desk.cases()] == [whole]
    assert [error.parameters["case"] for error in desk.damaged()] == ["sak-2"]


def test_somebody_elses_save_is_not_overwritten(desk: Desk, tmp_path: Path) -> None:
    desk.save(draft())
    with Desk(tmp_path / "vault.db", WordDetector()) as other:
        other.unlock(PASSPHRASE)
        other.save(other.open("sak-1").case)
    with pytest.raises(ConflictError):
        desk.save(draft())


def test_a_closed_desk_says_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "vault.db", WordDetector())
    assert not desk.exists
    assert not desk.is_open
    with pytest.raises(VaultClosedError):
        desk.cases()


def test_a_wide_scope_is_remembered_and_forgotten(desk: Desk) -> None:
    case = draft()
    case = decisions.not_sensitive(case, located(case), "Spill", Scope.EXPERT, NOW)
    desk.save_profile(Ekspert(navn="Eva Ekspert"))
    desk.remember(case.decisions[0])
    memory = desk.memory()
    assert [term.surface for term in memory.terms] == ["migrene"]
    assert memory.ekspert.navn == "Eva Ekspert"
    desk.forget(memory.terms[0])
    assert desk.memory().terms == ()


def test_export_writes_all_formats_and_notes_the_delivery(desk: Desk, tmp_path: Path) -> None:
    desk.save(ready())
    case, files = desk.export(ready(), Recipient.EMPLOYER, list(FileFormat), tmp_path / "ut", LATER)
    assert {file.format for file in files} == set(FileFormat)
    assert all(file.path.is_file() for file in files)
    stored = desk.open("sak-1").case
    assert stored == case
    assert {f.sha256 for f in stored.deliveries[0].files} == {file.sha256 for file in files}
    assert [e.action for e in stored.audit][-3:] == [AuditAction.EXPORTED] * 3


def test_a_copy_passes_the_check_that_its_recipient_runs(desk: Desk, tmp_path: Path) -> None:
    desk.save(ready())
    _, files = desk.export(ready(), Recipient.NAV, [FileFormat.JSON], tmp_path, LATER)
    assert desk.verify_file(files[0].path).ok


def test_consented_details_reach_the_file_and_only_theirs(desk: Desk, tmp_path: Path) -> None:
    case = draft()
    case = decisions.share(case, located(case), [Recipient.NAV], "Trengs", NOW)
    case = approved(case, consent(case.decisions[0].id, Recipient.NAV))
    desk.save(case)
    for recipient, is_there in ((Recipient.EMPLOYER, False), (Recipient.NAV, True)):
        case, files = desk.export(case, recipient, [FileFormat.JSON], tmp_path, LATER)
        assert (b"migrene" in files[0].path.read_bytes()) is is_there


def test_a_gate_failure_leaves_no_file_and_is_in_the_trail(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A masking that does not mask is stopped by the gate that reads the files again."""
    from report_tool.workflow import delivery

    case = ready()
    desk.save(case)
    monkeypatch.setattr(delivery, "masked_report", lambda report, fields: report)
    out = tmp_path / "ut"
    with pytest.raises(LeakGateError):
        desk.export(case, Recipient.EMPLOYER, list(FileFormat), out, LATER)
    assert list(out.iterdir()) == []
    stored = desk.open("sak-1").case
    assert stored.audit[-1].action is AuditAction.GATE_FAILED
    assert stored.deliveries == ()


def test_nothing_is_written_without_an_approval(desk: Desk, tmp_path: Path) -> None:
    desk.save(draft())
    with pytest.raises(NotApprovedError):
        desk.export(draft(), Recipient.NAV, list(FileFormat), tmp_path / "ut", NOW)
    assert not (tmp_path / "ut").exists()


def test_a_draft_for_the_employee_needs_no_approval(desk: Desk, tmp_path: Path) -> None:
    desk.save(draft())
    case, files = desk.export(
        draft(), Recipient.EMPLOYEE, [FileFormat.JSON], tmp_path, NOW, draft=True
    )
    assert case.state is CaseState.DRAFT
    assert case.deliveries[0].draft
    assert "utkast" in files[0].path.name


def test_an_unwritable_folder_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    case = ready()
    desk.save(case)
    blocked = tmp_path / "fil"
    blocked.write_text("opptatt")
    with pytest.raises(UnwritableError):
        desk.export(case, Recipient.NAV, [FileFormat.JSON], blocked, LATER)
    assert desk.open("sak-1").case == case


def test_until_the_engine_is_there_every_field_is_unchecked() -> None:
    check = LanguageCheck()
    with pytest.raises(DetectionFailedError):
        check.analyze("Hun har migrene.")
    findings = located(draft(), check)  # type: ignore[arg-type]
    assert {found.finding.label for found in findings} == {Label.UNCHECKED}


def test_a_broken_engine_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from redaction import DetectionError
    from redaction.engine import Engine

    def broken() -> Engine:
        raise DetectionError("layer")

    monkeypatch.setattr(Engine, "load", broken)
    with pytest.raises(DetectionFailedError):
        LanguageCheck().load()


def test_the_workflow_loads_nothing_heavy() -> None:
    """Front ends import the workflow before they paint or print anything."""
    code = (
        "import sys, report_tool.workflow.desk, report_tool.workflow.delivery,"
        " report_tool.workflow.review, report_tool.workflow.intake;"
        "print([m for m in ('spacy', 'presidio_analyzer', 'sqlalchemy', 'docx', 'typst',"
        " 'textual', 'pikepdf', 'cryptography') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_export_copy_returns_the_case_with_the_delivery(tmp_path: Path) -> None:
    case, files = export_copy(
        ready(), WordDetector(), Recipient.NAV, [FileFormat.JSON], tmp_path, LATER
    )
    assert case.deliveries[0].approval_hash == case.approval.approval_hash  # type: ignore[union-attr]
    assert files[0].path.name == "rapport-sak-1-nav.json"
    assert CAUSE not in files[0].path.name
