"""Recording a decision in the case: fresh findings only, ids that are never used twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from report_tool.errors import DecisionMissingError, FindingOutdatedError
from report_tool.workflow.anchors import anchor
from report_tool.workflow.audit import logged
from report_tool.workflow.editing import reopened_for_change
from report_tool.workflow.fields import get_text
from report_tool.workflow.naming import field_name
from schemas.audit import AuditAction
from schemas.decision import Decision

if TYPE_CHECKING:
    from datetime import datetime

    from schemas.case import Case
    from schemas.finding import FieldFinding


def find_decision(case: Case, decision_id: str) -> Decision:
    """Return the decision with the id.

    Raises:
        DecisionMissingError: if the case has no such decision.
    """
    for decision in case.decisions:
        if decision.id == decision_id:
            return decision
    raise DecisionMissingError(decision=decision_id)


def refuse_outdated(case: Case, found: FieldFinding) -> None:
    """Refuse a finding that does not fit the case's text.

    Raises:
        FindingOutdatedError: if the field, the words or the sentence are not there any more.
    """
    try:
        text = get_text(case.report, found.field)
    except KeyError:
        raise FindingOutdatedError(field=field_name(found.field)) from None
    start, end = found.finding.start, found.finding.end
    sentence_end = found.sentence_start + len(found.sentence)
    if (
        text[start:end] != found.finding.surface
        or text[found.sentence_start : sentence_end] != found.sentence
    ):
        raise FindingOutdatedError(field=field_name(found.field))


def with_decisions(case: Case, decisions: tuple[Decision, ...], now: datetime) -> Case:
    """Return the case with these decisions, what is gone and what is back said in its trail.

    For going back and forth in what was decided in this case: a decision keeps its id.

    Raises:
        CaseClosedError: if the case is closed.
    """
    if decisions == case.decisions:
        return case
    gone = [each for each in case.decisions if each not in decisions]
    back = [each for each in decisions if each not in case.decisions]
    case = reopened_for_change(case, now)
    for decision in gone:
        case = logged(case, AuditAction.DECISION_UNDONE, now, **_said(decision))
    for decision in back:
        label = decision.label.value
        case = logged(case, AuditAction.DECIDED, now, **_said(decision), label=label)
    return case.model_copy(update={"decisions": decisions})


def _said(decision: Decision) -> dict[str, str]:
    return {
        "decision": decision.id,
        "kind": decision.kind.value,
        "field": decision.anchor.field,
    }


def replaced(case: Case, found: FieldFinding, now: datetime, **content: Any) -> Case:
    """Return the case with a new decision about ``found`` in place of any earlier one.

    The id is the number of the decision's own audit event, so that none is ever used twice.
    """
    decision = Decision(
        id=f"d{len(case.audit)}",
        anchor=anchor(found),
        label=found.finding.label,
        made_at=now,
        **content,
    )
    kept = tuple(d for d in case.decisions if d.anchor != decision.anchor)
    case = logged(
        case,
        AuditAction.DECIDED,
        now,
        decision=decision.id,
        kind=decision.kind.value,
        field=found.field,
        label=found.finding.label.value,
    )
    return case.model_copy(update={"decisions": (*kept, decision)})
