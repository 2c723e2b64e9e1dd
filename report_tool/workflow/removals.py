"""What it means when the employee wants a detail removed: nobody else reads it, anywhere.

The words stay in the employee's own copy. Equal words that were shared or called harmless
elsewhere in the report are withheld too. Where a sentence was rewritten, the rewritten sentence
itself is withheld.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction.sentences import sentence_spans
from report_tool.workflow.anchors import folded_space, sentence_hash, words_key
from report_tool.workflow.audit import logged
from report_tool.workflow.fields import get_text
from schemas.audit import AuditAction
from schemas.decision import Anchor, Decision, DecisionKind
from schemas.review import DetailReply, ReviewAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from schemas.case import Case


def remove_details(case: Case, answer: ReviewAnswer, now: datetime) -> Case:
    """Withhold every detail that the answer wants removed, and the equal ones."""
    removed = {d.decision_id for d in answer.details if d.reply is DetailReply.REMOVE}
    keys = {
        words_key(d.anchor.surface)
        for d in case.decisions
        if d.id in removed and d.kind is not DecisionKind.REWRITE
    }
    for decision in case.decisions:
        if decision.id in removed and decision.kind is DecisionKind.REWRITE:
            for sentence in _rewritten_sentences(case, decision):
                case = _withheld(case, decision, sentence, now, replace=False)
        elif words_key(decision.anchor.surface) in keys and decision.kind in {
            DecisionKind.SHARE,
            DecisionKind.NOT_SENSITIVE,
        }:
            case = _withheld(case, decision, decision.anchor, now, replace=True)
    return case


def rewritten_spans(case: Case, decision: Decision) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a rewrite stand in their field; empty if they are gone."""
    try:
        text = get_text(case.report, decision.anchor.field)
    except KeyError:
        return ()
    first = text.find(decision.sentence_after)
    last = first + len(decision.sentence_after)
    spans = sentence_spans(text) if first >= 0 else ()
    return tuple((start, end) for start, end in spans if start < last and first < end)


def _rewritten_sentences(case: Case, decision: Decision) -> Iterator[Anchor]:
    field = decision.anchor.field
    for start, end in rewritten_spans(case, decision):
        sentence = get_text(case.report, field)[start:end]
        yield Anchor(
            field=field,
            sentence_hash=sentence_hash(sentence),
            surface=folded_space(sentence),
        )


def _withheld(
    case: Case, decision: Decision, anchor: Anchor, now: datetime, *, replace: bool
) -> Case:
    withheld = Decision(
        id=f"d{len(case.audit)}",
        anchor=anchor,
        label=decision.label,
        kind=DecisionKind.WITHHOLD,
        neutral=decision.neutral,
        made_at=now,
    )
    kept = tuple(d for d in case.decisions if not replace or d.id != decision.id)
    case = logged(
        case,
        AuditAction.DECIDED,
        now,
        decision=withheld.id,
        kind=withheld.kind.value,
        field=anchor.field,
        label=withheld.label.value,
        by="employee",
    )
    return case.model_copy(update={"decisions": (*kept, withheld)})
