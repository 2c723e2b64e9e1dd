"""The hashes that bind an answer to what was sent, and an approval to what was approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.errors import ApprovalOutdatedError, NotApprovedError
from schemas.base import CaseId, Model
from schemas.canonical import content_hash
from schemas.case import Case, CaseState
from schemas.decision import Consent, Decision
from schemas.parties import Parties
from schemas.report import Report

if TYPE_CHECKING:
    from schemas.review import Approval

APPROVED_STATES = frozenset({CaseState.APPROVED, CaseState.DELIVERED, CaseState.FOLLOWED_UP})
"""States in which an approval can stand."""


class _Reviewed(Model):
    case_id: CaseId
    answered_rounds: int
    tilsagn_referanse: str
    parties: Parties
    report: Report
    decisions: tuple[Decision, ...]


class _Approved(Model):
    case_id: CaseId
    tilsagn_referanse: str
    parties: Parties
    report: Report
    decisions: tuple[Decision, ...]
    consents: tuple[Consent, ...]


def review_hash(case: Case) -> str:
    """Return what an answer must name: the content and decisions as sent, and the round.

    Every answer starts a new round, so an old answer never fits again, even to the same content.
    """
    return content_hash(
        _Reviewed(
            case_id=case.case_id,
            answered_rounds=sum(review.answer is not None for review in case.reviews),
            tilsagn_referanse=case.tilsagn.referanse,
            parties=case.parties,
            report=case.report,
            decisions=case.decisions,
        )
    )


def approval_hash(case: Case) -> str:
    """Return what an approval is bound to: content, parties, decisions and consents.

    A withdrawal is left out: it takes effect on its own, and what it leaves was approved.
    """
    return content_hash(
        _Approved(
            case_id=case.case_id,
            tilsagn_referanse=case.tilsagn.referanse,
            parties=case.parties,
            report=case.report,
            decisions=case.decisions,
            consents=tuple(c.model_copy(update={"withdrawn_at": None}) for c in case.consents),
        )
    )


def standing_approval(case: Case) -> Approval:
    """Return the employee's approval of exactly this version.

    Raises:
        NotApprovedError: if the case is not approved.
        ApprovalOutdatedError: if something has changed since the approval.
    """
    if case.approval is None or case.state not in APPROVED_STATES:
        raise NotApprovedError(case=case.case_id)
    if case.approval.approval_hash != approval_hash(case):
        raise ApprovalOutdatedError(case=case.case_id)
    return case.approval
