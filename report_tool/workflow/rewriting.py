"""Rewriting a sentence in the language of function, and taking a decision back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.errors import EmptyRewriteError, RewriteChangedError
from report_tool.workflow.anchors import is_unchecked
from report_tool.workflow.audit import logged
from report_tool.workflow.decision_log import find_decision, refuse_outdated, replaced
from report_tool.workflow.editing import reopened_for_change
from report_tool.workflow.fields import get_text, with_text
from report_tool.workflow.naming import field_name
from schemas.audit import AuditAction
from schemas.decision import DecisionKind

if TYPE_CHECKING:
    from datetime import datetime

    from schemas.case import Case
    from schemas.finding import FieldFinding


def rewrite(case: Case, found: FieldFinding, new_sentence: str, now: datetime) -> Case:
    """Put ``new_sentence`` in place of the sentence that holds the finding.

    Raises:
        CaseClosedError: if the case is closed.
        EmptyRewriteError: if the new sentence is blank.
        FindingOutdatedError: if the finding no longer fits the text.
        ValueError: for an unchecked field.
    """
    refuse_outdated(case, found)
    if is_unchecked(found):
        raise ValueError("a field that was not checked can only be withheld")
    if not new_sentence.strip():
        raise EmptyRewriteError()
    case = reopened_for_change(case, now)
    text = get_text(case.report, found.field)
    end = found.sentence_start + len(found.sentence)
    text = text[: found.sentence_start] + new_sentence + text[end:]
    case = replaced(
        case,
        found,
        now,
        kind=DecisionKind.REWRITE,
        sentence_before=found.sentence,
        sentence_after=new_sentence,
    )
    return case.model_copy(update={"report": with_text(case.report, found.field, text)})


def undo(case: Case, decision_id: str, now: datetime) -> Case:
    """Take a decision back: its finding is undecided again, a rewritten sentence is restored.

    Raises:
        CaseClosedError: if the case is closed.
        DecisionMissingError: if the case has no such decision.
        RewriteChangedError: if the rewritten sentence was changed since.
    """
    decision = find_decision(case, decision_id)
    report = case.report
    if decision.kind is DecisionKind.REWRITE:
        field = decision.anchor.field
        try:
            text = get_text(report, field)
        except KeyError:
            raise RewriteChangedError(field=field_name(field)) from None
        if decision.sentence_after not in text:
            raise RewriteChangedError(field=field_name(field))
        restored = text.replace(decision.sentence_after, decision.sentence_before, 1)
        report = with_text(report, field, restored)
    case = reopened_for_change(case, now)
    case = logged(
        case,
        AuditAction.DECISION_UNDONE,
        now,
        decision=decision.id,
        kind=decision.kind.value,
        field=decision.anchor.field,
    )
    kept = tuple(d for d in case.decisions if d.id != decision_id)
    return case.model_copy(update={"decisions": kept, "report": report})
