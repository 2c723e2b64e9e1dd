"""Whether an answer may be taken in: the right case, the right version, once, and consistent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.errors import (
    AnswerForOtherCaseError,
    AnswerInvalidError,
    AnswerOutdatedError,
    AnswerReplayedError,
    ConsentNotProposedError,
)
from report_tool.workflow.anchors import anchor
from report_tool.workflow.binding import review_hash
from report_tool.workflow.naming import field_name
from schemas.case import Case, CaseState
from schemas.decision import DecisionKind
from schemas.review import DetailReply, ReviewAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.finding import FieldFinding


def refuse_unfit(case: Case, answer: ReviewAnswer, findings: Sequence[FieldFinding]) -> None:
    """Refuse an answer that does not belong here or contradicts itself.

    Raises:
        AnswerForOtherCaseError: if it names another case.
        AnswerReplayedError: if it was taken in before.
        AnswerOutdatedError: if the version it answers is not the one that is out for review.
        AnswerInvalidError: without a name, with an unknown detail, or with one answered twice.
        ConsentNotProposedError: if a consent goes beyond what was proposed.
    """
    if answer.case_id != case.case_id:
        raise AnswerForOtherCaseError(case=case.case_id)
    if any(review.answer == answer for review in case.reviews):
        raise AnswerReplayedError(case=case.case_id)
    waiting = case.reviews[-1] if case.reviews else None
    if (
        case.state is not CaseState.IN_REVIEW
        or waiting is None
        or waiting.answer is not None
        or not waiting.request.review_hash == answer.review_hash == review_hash(case)
    ):
        raise AnswerOutdatedError(case=case.case_id)
    if not answer.name.strip():
        raise AnswerInvalidError(case=case.case_id)
    _refuse_details(case, answer, findings)


def _refuse_details(case: Case, answer: ReviewAnswer, findings: Sequence[FieldFinding]) -> None:
    decisions = {decision.id: decision for decision in case.decisions}
    standing = {(anchor(found), found.finding.label) for found in findings}
    answered: set[str] = set()
    for detail in answer.details:
        decision = decisions.get(detail.decision_id)
        if decision is None or detail.decision_id in answered:
            raise AnswerInvalidError(case=case.case_id)
        answered.add(detail.decision_id)
        if detail.reply is DetailReply.CONSENT and (
            decision.kind is not DecisionKind.SHARE
            or not set(detail.consent_to) <= set(decision.share_with)
            or (decision.anchor, decision.label) not in standing
        ):
            raise ConsentNotProposedError(field=field_name(decision.anchor.field))
