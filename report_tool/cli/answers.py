"""What the employee answered and agreed to, in lines for the expert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.messages import text
from report_tool.workflow import feedback, review
from report_tool.workflow.consents import standing
from report_tool.workflow.naming import field_name
from schemas.review import DetailReply

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from schemas.case import Case
    from schemas.decision import Consent
    from schemas.labels import Recipient
    from schemas.review import ReviewAnswer


def told(case: Case, answer: ReviewAnswer) -> Iterator[str]:
    """Yield who answered what: name, details answered, consents, remarks, own words."""
    yield text("cli.review.import.name", name=answer.name.strip())
    fine = sum(detail.reply is DetailReply.FINE for detail in answer.details)
    if fine:
        yield text("cli.review.import.fine", count=fine)
    yield from consents(case)
    for remark in feedback.remarks_for_expert(case):
        section = field_name(remark.section) if remark.section else ""
        key = "remark-section" if section else "remark"
        yield text(f"cli.review.import.{key}", section=section, remark=remark.text)
    if answer.own_words.strip():
        yield text("cli.review.import.own-words")


def consents(case: Case) -> tuple[str, ...]:
    """Return the consents that stand, one a line, with the id that ``withdraw`` takes."""
    return tuple(_consent(consent) for consent in standing(case))


def delivered(case: Case, decision_id: str, recipient: Recipient) -> Iterator[str]:
    """Yield the copies that left while the consent stood."""
    deliveries = review.deliveries_holding(case, decision_id, recipient)
    yield text("cli.review.withdraw.delivered" if deliveries else "cli.review.withdraw.unsent")
    for delivery in deliveries:
        for file in delivery.files:
            yield text(
                "cli.review.withdraw.file",
                moment=_moment(delivery.made_at),
                format=file.format.value.upper(),
                sha256=file.sha256[:16],
            )


def _consent(consent: Consent) -> str:
    return text(
        "cli.review.consent",
        detail=consent.decision_id,
        words=consent.anchor.surface,
        recipient=text(f"cli.recipient.{consent.recipient.value}"),
        field=field_name(consent.anchor.field),
        moment=_moment(consent.given_at),
        channel=text(f"cli.channel.{consent.channel.value}"),
    )


def _moment(moment: datetime) -> str:
    local = moment.astimezone()
    return text("cli.moment", day=f"{local:%d.%m.%Y}", clock=f"{local:%H.%M}")
