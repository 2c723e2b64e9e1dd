"""The employee's receipt: what was approved, agreed to and removed, for the employee alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import templates
from report_tool.workflow.anchors import find_anchor
from report_tool.workflow.audit import verify_chain
from report_tool.workflow.binding import standing_approval
from report_tool.workflow.fields import get_text
from schemas.audit import AuditAction
from schemas.decision import Decision, DecisionKind
from schemas.review import DetailReply

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from schemas.case import Case
    from schemas.decision import Anchor
    from schemas.review import Approval


def receipt(case: Case) -> str:
    """Return the receipt as plain text in the report's written standard.

    Raises:
        NotApprovedError, ApprovalOutdatedError: if the employee has not approved exactly this
            version.
        AuditBrokenError: if the audit trail was tampered with.
    """
    from report_tool.export import wording
    from report_tool.export.characters import clean, one_line

    approval = standing_approval(case)
    verify_chain(case.audit)
    lang = case.report.language
    return clean(
        templates.receipt(
            lang.value,
            case=case.case_id,
            tilsagn=one_line(case.tilsagn.referanse),
            moment=wording.moment(approval.approved_at, lang),
            channel=templates.phrase(f"channel.{approval.channel.value}", lang.value),
            name=one_line(approval.name),
            fingerprint=wording.fingerprint(approval.approval_hash),
            hash_label=templates.phrase("approval.hash", lang.value),
            expert=one_line(case.parties.ekspert.navn),
            consents=tuple(_consents(case, approval)),
            removed=tuple(_detail(case, decision.anchor) for decision in _removed(case)),
        )
    )


def write(case: Case, path: Path) -> None:
    """Write the receipt to a file that only its owner can read, whole or not at all.

    Raises:
        NotApprovedError, ApprovalOutdatedError, AuditBrokenError: as ``receipt`` does.
        UnwritableError, DiskFullError: if the folder or disk refuses; nothing is left behind.
    """
    from report_tool.export import page_file

    page_file.write(receipt(case).encode(), path)


def file_name(case: Case) -> str:
    """Return what the receipt's file is called where nobody says otherwise."""
    return f"kvittering-{case.case_id}.txt"


def _consents(case: Case, approval: Approval) -> Iterator[dict[str, str]]:
    """Yield the consents of this approval, also those that were withdrawn after it."""
    from report_tool.export import wording

    lang = case.report.language
    for consent in case.consents:
        ended = consent.withdrawn_at
        if ended is None or consent.given_at >= approval.approved_at:
            yield {
                **_detail(case, consent.anchor),
                "recipient": templates.phrase(f"recipient.{consent.recipient.value}", lang.value),
                "withdrawn": wording.moment(ended, lang) if ended else "",
            }


def _removed(case: Case) -> Iterator[Decision]:
    """Yield what the employee asked to have removed, in any round, and still stands."""
    asked = {
        detail.decision_id
        for review in case.reviews
        if review.answer is not None
        for detail in review.answer.details
        if detail.reply is DetailReply.REMOVE
    }
    for event in case.audit:
        details = dict(event.details)
        if event.action is AuditAction.DECIDED and details.get("by") == "employee":
            asked.add(details["decision"])
    for decision in case.decisions:
        if (
            decision.id in asked
            and decision.kind is DecisionKind.WITHHOLD
            and _stands(case, decision)
        ):
            yield decision


def _stands(case: Case, decision: Decision) -> bool:
    try:
        return bool(find_anchor(get_text(case.report, decision.anchor.field), decision.anchor))
    except KeyError:
        return False


def _detail(case: Case, anchor: Anchor) -> dict[str, str]:
    from report_tool.export.characters import one_line

    section = anchor.field.partition("/")[0]
    return {
        "words": one_line(anchor.surface),
        "section": templates.headings(case.report.language.value)[section],
    }
