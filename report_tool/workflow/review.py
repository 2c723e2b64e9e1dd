"""The employee's review: sending a version, taking in the answer, withdrawing a consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.errors import ConsentMissingError, IllegalStepError, NotReadyError
from report_tool.workflow.answers import refuse_unfit
from report_tool.workflow.audit import logged
from report_tool.workflow.binding import approval_hash, review_hash
from report_tool.workflow.completeness import missing
from report_tool.workflow.consents import end_consents, give_consents
from report_tool.workflow.decision_log import refuse_outdated
from report_tool.workflow.decisions import undecided
from report_tool.workflow.editing import refuse_closed
from report_tool.workflow.removals import remove_details
from schemas.audit import AuditAction
from schemas.case import Case, CaseState
from schemas.report import Merknader
from schemas.review import Approval, Review, ReviewAnswer, ReviewRequest, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from schemas.delivery import Delivery
    from schemas.finding import FieldFinding
    from schemas.labels import Recipient

__all__ = [
    "apply_answer",
    "approval_hash",
    "deliveries_holding",
    "review_hash",
    "send_to_review",
    "withdraw",
]


def send_to_review(case: Case, findings: Sequence[FieldFinding], now: datetime) -> Case:
    """Send this version to the employee.

    Raises:
        CaseClosedError: if the case is closed.
        IllegalStepError: if the case is not a draft or back with changes requested.
        FindingOutdatedError: if a finding does not fit the text.
        NotReadyError: if required content is missing or a finding is undecided; ``missing`` and
            ``undecided`` count them.
    """
    refuse_closed(case)
    if case.state not in {CaseState.DRAFT, CaseState.CHANGES_REQUESTED}:
        raise IllegalStepError(state=case.state.value)
    for found in findings:
        refuse_outdated(case, found)
    gaps, open_findings = missing(case.report), undecided(case, findings)
    if gaps or open_findings:
        raise NotReadyError(missing=len(gaps), undecided=len(open_findings))
    request = ReviewRequest(review_hash=review_hash(case), sent_at=now)
    sent = case.model_copy(
        update={
            "state": CaseState.IN_REVIEW,
            "approval": None,
            "reviews": (*case.reviews, Review(request=request)),
        }
    )
    return logged(sent, AuditAction.SENT_TO_REVIEW, now, review=request.review_hash)


def apply_answer(
    case: Case, answer: ReviewAnswer, findings: Sequence[FieldFinding], now: datetime
) -> Case:
    """Take in the employee's answer to the version that is out for review.

    Consents hold for the version they are given with: an earlier one that is not given again
    ends here. A detail to be removed is withheld from everyone else, wherever it stands. The
    employee's own words go into section 8; what is found in them is undecided, so withheld.

    Raises:
        CaseClosedError: if the case is closed.
        AnswerForOtherCaseError, AnswerReplayedError, AnswerOutdatedError: if the answer does not
            belong to this case and the version that is out.
        AnswerInvalidError: if the answer contradicts itself or names an unknown detail.
        ConsentNotProposedError: if it consents to what was not proposed.
    """
    refuse_closed(case)
    refuse_unfit(case, answer, findings)
    case = end_consents(case, now)
    case = remove_details(case, answer, now)
    case = give_consents(case, answer, now)
    if answer.own_words.strip():
        words = Merknader(arbeidstakers_merknader=answer.own_words.strip())
        case = case.model_copy(
            update={"report": case.report.model_copy(update={"merknader": words})}
        )
    answered = case.reviews[-1].model_copy(update={"answer": answer})
    case = case.model_copy(update={"reviews": (*case.reviews[:-1], answered)})
    if answer.verdict is Verdict.CHANGES_REQUESTED:
        case = case.model_copy(update={"state": CaseState.CHANGES_REQUESTED})
        return logged(case, AuditAction.CHANGES_REQUESTED, now, review=answer.review_hash)
    approval = Approval(
        approval_hash=approval_hash(case),
        approved_at=now,
        name=answer.name.strip(),
        channel=answer.channel,
    )
    case = case.model_copy(update={"state": CaseState.APPROVED, "approval": approval})
    return logged(
        case,
        AuditAction.APPROVED,
        now,
        approval=approval.approval_hash,
        channel=approval.channel.value,
    )


def withdraw(case: Case, decision_id: str, recipient: Recipient, now: datetime) -> Case:
    """End the employee's consent; the detail is withheld from the recipient from now on.

    The approval stands, for it never asked for the detail to be shown. Copies that already left
    are listed by ``deliveries_holding``. Possible in every state: a consent can always be ended.

    Raises:
        ConsentMissingError: if there is no such consent, or it has ended.
    """
    changed = end_consents(case, now, decision_id=decision_id, recipient=recipient)
    if changed is case:
        raise ConsentMissingError(decision=decision_id)
    return changed


def deliveries_holding(case: Case, decision_id: str, recipient: Recipient) -> tuple[Delivery, ...]:
    """Return the copies made for the recipient while a consent to the detail stood."""
    consents = [
        c for c in case.consents if c.decision_id == decision_id and c.recipient is recipient
    ]
    return tuple(
        delivery
        for delivery in case.deliveries
        if delivery.recipient is recipient
        and any(
            c.given_at <= delivery.made_at
            and (c.withdrawn_at is None or delivery.made_at <= c.withdrawn_at)
            for c in consents
        )
    )
