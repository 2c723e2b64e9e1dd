"""Words that the expert called harmless before, in other cases.

A remembered term becomes an ordinary decision of the case, so that an approval covers it; a term
that is remembered after the approval uncovers nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.workflow.anchors import words_key
from report_tool.workflow.decision_log import with_decisions
from report_tool.workflow.decisions import not_sensitive, undecided
from schemas.case import Case, CaseState
from schemas.decision import Decision, DecisionKind, Scope
from schemas.memory import Memory, RememberedTerm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from schemas.finding import FieldFinding
    from schemas.labels import Label

BEYOND_THE_CASE = frozenset({Scope.EXPERT, Scope.ORGANISATION})
"""Scopes that are kept in the vault's memory."""


def apply_memory(
    case: Case, findings: Sequence[FieldFinding], memory: Memory, now: datetime
) -> Case:
    """Decide "not sensitive" for undecided findings whose words and label are remembered.

    Only while the report is being written: a case that is reviewed, approved or later stays as it
    is. Words that are withheld or shared elsewhere in the case are left for a decision.
    """
    if case.state not in {CaseState.DRAFT, CaseState.CHANGES_REQUESTED}:
        return case
    terms = {(words_key(term.surface), term.label): term for term in memory.terms}
    guarded = {
        words_key(d.anchor.surface)
        for d in case.decisions
        if d.kind is not DecisionKind.NOT_SENSITIVE
    }
    for found in undecided(case, findings):
        key = words_key(found.finding.surface)
        term = terms.get((key, found.finding.label))
        if term is not None and key not in guarded:
            case = not_sensitive(case, [found], term.reason, term.scope, now)
    return case


def remember(memory: Memory, decision: Decision) -> Memory:
    """Return the memory with the decision's words, if its scope reaches beyond the case."""
    if decision.kind is not DecisionKind.NOT_SENSITIVE or decision.scope not in BEYOND_THE_CASE:
        return memory
    term = _term(decision)
    return memory.model_copy(update={"terms": (*forget(memory, term).terms, term)})


def unremember(memory: Memory, decision: Decision) -> Memory:
    """Return the memory without what this very decision put into it."""
    kept = tuple(t for t in memory.terms if t != _term(decision))
    return memory if kept == memory.terms else memory.model_copy(update={"terms": kept})


def _term(decision: Decision) -> RememberedTerm:
    return RememberedTerm(
        surface=decision.anchor.surface,
        label=decision.label,
        scope=decision.scope,
        reason=decision.reason,
        remembered_at=decision.made_at,
    )


def forget(memory: Memory, term: RememberedTerm) -> Memory:
    """Return the memory without the term's words and label."""
    unwanted = (words_key(term.surface), term.label)
    kept = tuple(t for t in memory.terms if (words_key(t.surface), t.label) != unwanted)
    return memory.model_copy(update={"terms": kept})


def in_case(case: Case) -> tuple[Decision, ...]:
    """Return the decisions that cover equal words in the whole case, the first of each."""
    found: dict[tuple[str, Label], Decision] = {}
    for decision in case.decisions:
        if decision.kind is DecisionKind.NOT_SENSITIVE and decision.scope is not Scope.ONCE:
            found.setdefault((words_key(decision.anchor.surface), decision.label), decision)
    return tuple(found.values())


def take_back(case: Case, surface: str, label: Label, now: datetime) -> Case:
    """Return the case without what was decided for equal words in all of it; flagged again.

    Raises:
        CaseClosedError: if the case is closed.
    """
    unwanted = (words_key(surface), label)
    kept = tuple(
        d
        for d in case.decisions
        if d.kind is not DecisionKind.NOT_SENSITIVE
        or d.scope is Scope.ONCE
        or (words_key(d.anchor.surface), d.label) != unwanted
    )
    return with_decisions(case, kept, now)
