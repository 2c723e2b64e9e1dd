"""Versions of a case: when one is kept, how many, and bringing one back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from workflow_samples import (
    CAUSE,
    DAY,
    LATER,
    NOW,
    OWN,
    WordDetector,
    answer,
    approved,
    draft,
    found,
    located,
    remove,
    rewritten,
    sent,
)

from report_tool.errors import (
    CaseClosedError,
    CaseMissingError,
    DamagedVersionsError,
    VersionMissingError,
)
from report_tool.workflow import decisions, desk, review, states
from report_tool.workflow.audit import verify_chain
from report_tool.workflow.desk import Desk
from report_tool.workflow.fields import get_text
from report_tool.workflow.history import History, followed
from report_tool.workflow.versions import (
    LIMIT,
    content,
    is_before_answer,
    kept,
    last_seen,
    numbered,
    restore,
)
from schemas.audit import AuditAction
from schemas.case import CaseState
from schemas.decision import DecisionKind, Scope
from schemas.delivery import FileFormat
from schemas.labels import Recipient
from schemas.review import Verdict
from schemas.versions import VersionReason, Versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from schemas.case import Case

PASSPHRASE = "korrekt hest batteri stift"


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path / "vault.db", WordDetector()) as opened:
        opened.create(PASSPHRASE)
        yield opened


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the clock of desk and vault."""
    from report_tool.storage import vault
    from report_tool.storage.contents import microseconds

    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(desk, "_now", lambda: moment)
        monkeypatch.setattr(vault, "_now", lambda: microseconds(moment))

    return set_clock


def ready() -> Case:
    case = draft()
    return decisions.withhold(case, located(case), NOW)


def reasons(versions: Versions) -> list[str]:
    return [version.reason.value for version in versions.versions]


def test_writing_on_the_same_day_keeps_nothing(open_desk: Desk) -> None:
    case = draft()
    open_desk.save(case)
    open_desk.save(rewritten(case, DAY, "Ny."))
    assert open_desk.versions("sak-1").versions == ()


def test_a_new_day_keeps_what_the_old_one_ended_with(
    open_desk: Desk, at: Callable[[datetime], None]
) -> None:
    at(NOW)
    open_desk.save(draft())
    evening = rewritten(draft(), DAY, "Skrevet om kvelden.")
    at(NOW + timedelta(hours=2))
    open_desk.save(evening)
    at(NOW + timedelta(days=1))
    assert open_desk.open("sak-1").case == evening
    open_desk.save(rewritten(evening, DAY, "Neste dag."))
    open_desk.save(rewritten(evening, DAY, "Neste dag igjen."))
    (version,) = open_desk.versions("sak-1").versions
    assert version.reason is VersionReason.NEW_DAY
    assert version.kept_at == NOW + timedelta(hours=2)
    assert content(version).report == evening.report


def test_opening_alone_keeps_nothing(open_desk: Desk, at: Callable[[datetime], None]) -> None:
    at(NOW)
    open_desk.save(draft())
    at(NOW + timedelta(days=3))
    open_desk.open("sak-1")
    assert open_desk.versions("sak-1").versions == ()


def test_sending_answer_approval_and_copies_each_keep_one(open_desk: Desk, tmp_path: Path) -> None:
    out = sent(ready())
    open_desk.save(out)
    changed = review.apply_answer(out, answer(out, Verdict.CHANGES_REQUESTED), located(out), NOW)
    open_desk.save(changed)
    again = sent(rewritten(changed, DAY, "Ny dag."))
    open_desk.save(again)
    approved_case = review.apply_answer(again, answer(again), located(again), NOW)
    open_desk.save(approved_case)
    open_desk.export(approved_case, Recipient.EMPLOYEE, [FileFormat.JSON], tmp_path, LATER)
    versions = open_desk.versions("sak-1")
    assert reasons(versions) == ["sent", "answered", "sent", "approved", "exported"]
    assert [version.number for version in versions.versions] == [1, 2, 3, 4, 5]
    seen = last_seen(versions)
    assert seen is not None
    assert (seen.number, seen.state) == (4, CaseState.APPROVED)


def test_what_was_changed_after_the_step_is_not_called_by_it(open_desk: Desk) -> None:
    out = sent(ready())
    open_desk.save(rewritten(out, DAY, "Endret med det samme."))
    assert open_desk.versions("sak-1").versions == ()


def test_the_same_again_is_kept_once() -> None:
    case = ready()
    versions = Versions(case_id="sak-1")
    for reason in (VersionReason.EXPORTED, VersionReason.EXPORTED, VersionReason.NEW_DAY):
        versions = kept(versions, case, reason, NOW)
    assert reasons(versions) == ["exported"]


def test_the_number_of_versions_is_bounded_and_days_go_before_steps() -> None:
    versions = Versions(case_id="sak-1")
    versions = kept(versions, draft(day="Dag 0"), VersionReason.SENT, NOW)
    for number in range(1, LIMIT + 20):
        case = draft(day=f"Dag {number}")
        versions = kept(versions, case, VersionReason.NEW_DAY, NOW)
    assert len(versions.versions) == LIMIT
    assert versions.versions[0].reason is VersionReason.SENT
    assert versions.versions[1].number == 22
    assert versions.last_number == LIMIT + 20
    for number in range(LIMIT + 5):
        versions = kept(versions, draft(day=f"S {number}"), VersionReason.SENT, NOW)
    assert len(versions.versions) == LIMIT
    assert set(reasons(versions)) == {"sent"}


def test_a_version_is_brought_back_as_a_change_that_can_be_undone() -> None:
    case = ready()
    versions = kept(Versions(case_id="sak-1"), case, VersionReason.NEW_DAY, NOW)
    later = rewritten(case, CAUSE, "Alt annet.")
    history = followed(History.begun(later), later, later)
    back = restore(later, numbered(versions, 1), LATER)
    assert back.report == case.report
    assert back.decisions == case.decisions
    assert dict(back.audit[-2].details) == {"version": "1"}
    assert back.audit[-2].action is AuditAction.VERSION_RESTORED
    verify_chain(back.audit)
    assert followed(history, later, back).earlier is not None
    assert restore(back, numbered(versions, 1), LATER) is back
    with pytest.raises(VersionMissingError):
        numbered(versions, 2)
    with pytest.raises(CaseClosedError):
        restore(states.close(later, NOW), numbered(versions, 1), NOW)


def test_bringing_back_voids_an_approval() -> None:
    case = ready()
    versions = kept(Versions(case_id="sak-1"), case, VersionReason.NEW_DAY, NOW)
    back = restore(approved(rewritten(case, DAY, "Ny.")), numbered(versions, 1), LATER)
    assert (back.state, back.approval) == (CaseState.DRAFT, None)


def test_what_the_employee_said_is_not_taken_back() -> None:
    case = draft()
    harmless = decisions.not_sensitive(case, [found(case, "migrene")], "Et ord", Scope.CASE, NOW)
    versions = kept(Versions(case_id="sak-1"), harmless, VersionReason.NEW_DAY, NOW)
    out = sent(harmless)
    given = answer(
        out,
        Verdict.CHANGES_REQUESTED,
        [remove(harmless.decisions[0].id)],
        own_words="Mine ord.",
        answered_at=LATER,
    )
    answered = review.apply_answer(out, given, located(out), LATER)
    version = numbered(versions, 1)
    assert is_before_answer(version, answered)
    assert not is_before_answer(version, out)
    back = restore(answered, version, LATER)
    assert get_text(back.report, OWN) == "Mine ord."
    (decision,) = back.decisions
    assert decision.kind is DecisionKind.WITHHOLD
    assert decisions.is_withheld(back, found(back, "migrene"), Recipient.NAV)


def test_versions_are_deleted_with_the_case(open_desk: Desk, tmp_path: Path) -> None:
    open_desk.save(sent(ready()))
    open_desk.delete("sak-1")
    assert open_desk.versions("sak-1").versions == ()
    with pytest.raises(CaseMissingError):
        open_desk.open("sak-1")
    open_desk.close()
    with closing(sqlite3.connect(tmp_path / "vault.db")) as connection:
        kinds = {kind for (kind,) in connection.execute("SELECT kind FROM records")}
    assert "versions" not in kinds


def test_damaged_versions_never_stand_in_the_way_of_a_save(open_desk: Desk, tmp_path: Path) -> None:
    out = sent(ready())
    open_desk.save(out)
    with closing(sqlite3.connect(tmp_path / "vault.db")) as connection:
        connection.execute("UPDATE records SET payload = zeroblob(4112) WHERE kind = 'versions'")
        connection.commit()
    with pytest.raises(DamagedVersionsError):
        open_desk.versions("sak-1")
    assert open_desk.open("sak-1").case == out
    open_desk.save(review.apply_answer(out, answer(out), located(out), NOW))
    assert reasons(open_desk.versions("sak-1")) == ["approved"]
