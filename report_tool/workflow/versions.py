"""Which versions of a case are kept, and what one of them would bring back. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.errors import VersionMissingError
from report_tool.workflow import editing
from report_tool.workflow.audit import logged
from report_tool.workflow.history import Content, restored
from schemas.audit import AuditAction
from schemas.decision import DecisionKind
from schemas.versions import Version, VersionReason, Versions

if TYPE_CHECKING:
    from datetime import datetime

    from schemas.case import Case
    from schemas.decision import Decision

LIMIT = 40
"""Versions kept of a case; of more, the oldest of a new day go first, then the oldest of all."""

_REASONS = {
    AuditAction.SENT_TO_REVIEW: VersionReason.SENT,
    AuditAction.CHANGES_REQUESTED: VersionReason.ANSWERED,
    AuditAction.APPROVED: VersionReason.APPROVED,
    AuditAction.EXPORTED: VersionReason.EXPORTED,
}

_CHANGES = frozenset(
    {
        AuditAction.EDITED,
        AuditAction.DECIDED,
        AuditAction.DECISION_UNDONE,
        AuditAction.VERSION_RESTORED,
    }
)

SEEN = frozenset({VersionReason.SENT, VersionReason.ANSWERED, VersionReason.APPROVED})
"""Versions that the employee has before them: sent to them, or made by their answer."""


def due(case: Case, saved_trail: int) -> VersionReason | None:
    """Return why this content is to be kept, if it is; ``saved_trail`` events were saved before.

    The last step among the new ones counts, and only while nothing was changed after it.
    """
    for event in reversed(case.audit[saved_trail:]):
        if event.action in _CHANGES:
            return None
        if event.action in _REASONS:
            return _REASONS[event.action]
    return None


def kept(versions: Versions, case: Case, reason: VersionReason, at: datetime) -> Versions:
    """Return the versions with the case's content among them, unless it is there just so."""
    version = Version(
        number=versions.last_number + 1,
        kept_at=at,
        reason=reason,
        state=case.state,
        report=case.report,
        parties=case.parties,
        decisions=case.decisions,
    )
    if versions.versions:
        last = versions.versions[-1]
        is_same = content(last) == content(version)
        if is_same and reason in {last.reason, VersionReason.NEW_DAY}:
            return versions
    return versions.model_copy(
        update={
            "last_number": version.number,
            "versions": _bounded((*versions.versions, version)),
        }
    )


def content(version: Version) -> Content:
    """Return what the expert had written and decided."""
    return Content(version.report, version.parties, version.decisions)


def numbered(versions: Versions, number: int) -> Version:
    """Return the version with the number.

    Raises:
        VersionMissingError: if there is none.
    """
    for version in versions.versions:
        if version.number == number:
            return version
    raise VersionMissingError(case=versions.case_id, number=number)


def last_seen(versions: Versions) -> Version | None:
    """Return what the employee saw last: the version sent, or what their answer made of it."""
    return next((v for v in reversed(versions.versions) if v.reason in SEEN), None)


def is_before_answer(version: Version, case: Case) -> bool:
    """Say whether the employee has answered since, so that what they had removed may come back."""
    return any(
        review.answer is not None and review.answer.answered_at > version.kept_at
        for review in case.reviews
    )


def restore(case: Case, version: Version, now: datetime) -> Case:
    """Return the case with the version's content, as a change like any other.

    What the employee did is not the expert's to take back: their own words in section 8 stay as
    they are, and a detail that is withheld now stays withheld, for they may have asked for it.

    Raises:
        CaseClosedError: if the case is closed.
    """
    report = version.report.model_copy(update={"merknader": case.report.merknader})
    wanted = Content(report, version.parties, _guarded(case, version))
    if wanted == Content.of(case):
        return case
    case = editing.reopened_for_change(case, now)
    case = logged(case, AuditAction.VERSION_RESTORED, now, version=str(version.number))
    return restored(case, wanted, now)


def _guarded(case: Case, version: Version) -> tuple[Decision, ...]:
    """Return the version's decisions, with those of now that withhold in place of theirs."""
    held = {d.anchor: d for d in case.decisions if d.kind is DecisionKind.WITHHOLD}
    known = {decision.anchor for decision in version.decisions}
    return (
        *(held.get(decision.anchor, decision) for decision in version.decisions),
        *(decision for anchor, decision in held.items() if anchor not in known),
    )


def _bounded(versions: tuple[Version, ...]) -> tuple[Version, ...]:
    if len(versions) <= LIMIT:
        return versions
    daily = (v for v in versions[:-1] if v.reason is VersionReason.NEW_DAY)
    spare = next(daily, versions[0])
    return tuple(version for version in versions if version is not spare)
