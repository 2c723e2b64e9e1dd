"""Steps between the states of a case that no content depends on (DESIGN.md § 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.errors import IllegalStepError
from report_tool.workflow.audit import logged
from report_tool.workflow.binding import standing_approval
from report_tool.workflow.editing import refuse_closed
from schemas.audit import AuditAction
from schemas.case import Case, CaseState

if TYPE_CHECKING:
    from datetime import datetime


def close(case: Case, now: datetime) -> Case:
    """Close the case from any state; what it holds stays as it is until it is deleted.

    Raises:
        CaseClosedError: if it is closed already.
    """
    refuse_closed(case)
    return _moved(case, CaseState.CLOSED, AuditAction.CLOSED, now, left=case.state.value)


def reopen(case: Case, now: datetime) -> Case:
    """Take a closed case back to the state it was closed in.

    Raises:
        IllegalStepError: if the case is not closed.
    """
    _refuse_unless(case, {CaseState.CLOSED})
    closing = next(e for e in reversed(case.audit) if e.action is AuditAction.CLOSED)
    state = CaseState(dict(closing.details)["left"])
    return _moved(case, state, AuditAction.REOPENED, now, back_to=state.value)


def mark_delivered(case: Case, now: datetime) -> Case:
    """Note that the copies were handed over.

    Raises:
        IllegalStepError: if the case is not approved, or no copy of the approved version was made.
        ApprovalOutdatedError: if something has changed since the approval.
    """
    _refuse_unless(case, {CaseState.APPROVED})
    approval = standing_approval(case)
    if not any(
        delivery.approval_hash == approval.approval_hash and not delivery.draft
        for delivery in case.deliveries
    ):
        raise IllegalStepError(state=case.state.value)
    return _moved(case, CaseState.DELIVERED, AuditAction.DELIVERED, now)


def mark_followed_up(case: Case, now: datetime) -> Case:
    """Note that the measures were followed up.

    Raises:
        IllegalStepError: if the case is not delivered.
    """
    _refuse_unless(case, {CaseState.DELIVERED})
    return _moved(case, CaseState.FOLLOWED_UP, AuditAction.FOLLOWED_UP, now)


def _refuse_unless(case: Case, states: set[CaseState]) -> None:
    if case.state not in states:
        raise IllegalStepError(state=case.state.value)


def _moved(
    case: Case, state: CaseState, action: AuditAction, now: datetime, **details: str
) -> Case:
    return logged(case.model_copy(update={"state": state}), action, now, **details)
