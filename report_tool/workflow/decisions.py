"""The four answers to a finding, bound to the sentence they were given in.

Undecided is withheld. A decision whose sentence was edited no longer fits and is asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from report_tool.workflow.anchors import anchor, is_unchecked, words_key
from report_tool.workflow.decision_index import index_of
from report_tool.workflow.decision_log import refuse_outdated, replaced
from report_tool.workflow.editing import reopened_for_change
from report_tool.workflow.rewriting import rewrite, undo
from schemas.decision import Decision, DecisionKind, Scope
from schemas.labels import OTHERS, Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from schemas.case import Case
    from schemas.finding import FieldFinding

__all__ = [
    "anchor",
    "decision_for",
    "equal_occurrences",
    "has_consent",
    "is_withheld",
    "not_sensitive",
    "rewrite",
    "share",
    "undecided",
    "undo",
    "withhold",
]


def decision_for(case: Case, found: FieldFinding) -> Decision | None:
    """Return the decision that answers the finding, if there is one.

    The one made about these very words comes first; else a "not sensitive" that was remembered
    for the case, unless the same words are withheld or shared by consent somewhere in it. Words
    that were written away and stand there again are asked about again.
    """
    wanted = anchor(found)
    label = found.finding.label
    index = index_of(case)
    for decision in index.in_sentence(wanted.sentence_hash):
        answers = decision.kind is not DecisionKind.REWRITE
        if answers and decision.anchor == wanted and decision.label is label:
            return decision
    if is_unchecked(found):
        return None
    equal = [d for d in index.about(found.finding.surface) if d.label is label]
    if any(d.kind in {DecisionKind.WITHHOLD, DecisionKind.SHARE} for d in equal):
        return None
    return next(
        (d for d in equal if d.kind is DecisionKind.NOT_SENSITIVE and d.scope is not Scope.ONCE),
        None,
    )


def undecided(case: Case, findings: Iterable[FieldFinding]) -> tuple[FieldFinding, ...]:
    """Return the findings that still need a decision."""
    return tuple(found for found in findings if decision_for(case, found) is None)


def equal_occurrences(
    found: FieldFinding, findings: Iterable[FieldFinding]
) -> tuple[FieldFinding, ...]:
    """Return the findings with the same words and label, ``found`` itself among them."""
    key = words_key(found.finding.surface)
    return tuple(
        other
        for other in findings
        if other.finding.label is found.finding.label and words_key(other.finding.surface) == key
    )


def is_withheld(case: Case, found: FieldFinding, recipient: Recipient) -> bool:
    """Say whether the recipient must not see the words.

    Shown are only what was decided "not sensitive", and what is shared with this recipient by a
    consent that stands. The employee sees everything.
    """
    if recipient is Recipient.EMPLOYEE:
        return False
    if is_unchecked(found):
        return True
    decision = decision_for(case, found)
    match decision and decision.kind:
        case DecisionKind.NOT_SENSITIVE:
            return False
        case DecisionKind.SHARE if decision is not None:
            return not has_consent(case, decision, recipient)
        case _:
            return True


def has_consent(case: Case, decision: Decision, recipient: Recipient) -> bool:
    """Say whether the employee agreed, and still agrees, to share this detail with them."""
    return recipient in decision.share_with and any(
        consent.decision_id == decision.id
        and consent.anchor == decision.anchor
        and consent.recipient is recipient
        and consent.withdrawn_at is None
        for consent in case.consents
    )


def withhold(
    case: Case, findings: Sequence[FieldFinding], now: datetime, neutral: str | None = None
) -> Case:
    """Withhold the findings from everyone but the employee.

    ``neutral`` is printed instead of the words; without it a phrase that fits is chosen.

    Raises:
        CaseClosedError: if the case is closed.
        FindingOutdatedError: if a finding no longer fits the text.
    """
    return _decided(case, findings, now, kind=DecisionKind.WITHHOLD, neutral=neutral or "")


def share(
    case: Case,
    findings: Sequence[FieldFinding],
    recipients: Sequence[Recipient],
    reason: str,
    now: datetime,
    neutral: str | None = None,
) -> Case:
    """Propose to share the findings; withheld all the same until the employee consents.

    Raises:
        CaseClosedError: if the case is closed.
        FindingOutdatedError: if a finding no longer fits the text.
        ValueError: without a reason or a recipient, for the employee, or for an unchecked field.
    """
    chosen = tuple(r for r in (Recipient.EMPLOYEE, *OTHERS) if r in recipients)
    return _decided(
        case,
        findings,
        now,
        kind=DecisionKind.SHARE,
        share_with=chosen,
        reason=reason,
        neutral=neutral or "",
    )


def not_sensitive(
    case: Case, findings: Sequence[FieldFinding], reason: str, scope: Scope, now: datetime
) -> Case:
    """Decide that the words give nothing away; a scope beyond once covers equal words too.

    Raises:
        CaseClosedError: if the case is closed.
        FindingOutdatedError: if a finding no longer fits the text.
        ValueError: without a reason, or for an unchecked field.
    """
    return _decided(
        case, findings, now, kind=DecisionKind.NOT_SENSITIVE, reason=reason, scope=scope
    )


def _decided(case: Case, findings: Sequence[FieldFinding], now: datetime, **content: Any) -> Case:
    for found in findings:
        refuse_outdated(case, found)
    if not findings:
        return case
    case = reopened_for_change(case, now)
    for found in {anchor(found): found for found in findings}.values():
        case = replaced(case, found, now, **content)
    return case
