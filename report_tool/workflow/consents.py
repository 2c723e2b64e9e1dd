"""Giving and ending the employee's consents; never changed in place, never revived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.workflow.audit import logged
from schemas.audit import AuditAction
from schemas.decision import Consent, DecisionKind
from schemas.review import DetailReply, ReviewAnswer

if TYPE_CHECKING:
    from datetime import datetime

    from schemas.case import Case
    from schemas.labels import Recipient


def standing(case: Case) -> tuple[Consent, ...]:
    """Return the consents that were given and not withdrawn, in the order they were given."""
    return tuple(consent for consent in case.consents if consent.withdrawn_at is None)


def give_consents(case: Case, answer: ReviewAnswer, now: datetime) -> Case:
    """Record the answer's consents to decisions that still propose to share."""
    decisions = {decision.id: decision for decision in case.decisions}
    for detail in answer.details:
        decision = decisions.get(detail.decision_id)
        if (
            detail.reply is not DetailReply.CONSENT
            or decision is None
            or decision.kind is not DecisionKind.SHARE
        ):
            continue
        for recipient in dict.fromkeys(detail.consent_to):
            consent = Consent(
                decision_id=decision.id,
                anchor=decision.anchor,
                recipient=recipient,
                given_at=now,
                channel=answer.channel,
            )
            case = case.model_copy(update={"consents": (*case.consents, consent)})
            case = logged(
                case,
                AuditAction.CONSENT_GIVEN,
                now,
                decision=decision.id,
                recipient=recipient.value,
                channel=answer.channel.value,
            )
    return case


def end_consents(
    case: Case,
    now: datetime,
    decision_id: str | None = None,
    recipient: Recipient | None = None,
) -> Case:
    """End the consents that stand, all or those for one detail and recipient."""
    consents = []
    ended = []
    for consent in case.consents:
        if (
            consent.withdrawn_at is None
            and decision_id in {None, consent.decision_id}
            and recipient in {None, consent.recipient}
        ):
            ended.append(consent)
            consent = consent.model_copy(update={"withdrawn_at": now})
        consents.append(consent)
    if not ended:
        return case
    case = case.model_copy(update={"consents": tuple(consents)})
    for consent in ended:
        case = logged(
            case,
            AuditAction.CONSENT_WITHDRAWN,
            now,
            decision=consent.decision_id,
            recipient=consent.recipient.value,
        )
    return case
