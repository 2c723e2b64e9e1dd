"""All rules over one case, in print order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.workflow.completeness import missing
from report_tool.workflow.fields import SECTIONS
from report_tool.workflow.quality import agreement, measures, people, plan, readability, tone
from report_tool.workflow.quality.silencing import is_silenced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from report_tool.workflow.completeness import Missing
    from report_tool.workflow.quality.hint import Hint
    from schemas.case import Case
    from schemas.finding import FieldFinding
    from schemas.report import Report

OF_REPORT = (
    measures.complete,
    measures.shared,
    measures.concrete,
    plan.dated,
    plan.rising,
    plan.reviewed,
    plan.plan_b,
    readability.short,
    readability.directed,
    readability.plain,
    tone.neutral,
    tone.filled_in,
)
"""Rules that look at the report alone."""

OF_CASE = (
    agreement.in_order,
    agreement.after_start,
    agreement.same_percent,
    agreement.same_position,
    agreement.same_review,
    people.spelt_alike,
)
"""Rules that compare it with the rest of the case."""

_TOLD_BY_A_HINT = frozenset(
    f"workflow.missing.tiltak-{each}" for each in ("arbeidstaker", "arbeidsgiver", "ufullstendig")
)


def all_hints(case: Case, findings: Sequence[FieldFinding] = ()) -> tuple[Hint, ...]:
    """Return every hint, the whole report's first, then in print order of the sections.

    ``findings`` are those of detection, where they are known: names in them are looked at.
    """
    found = [hint for rule in OF_REPORT for hint in rule(case.report)]
    found += [hint for of_case in OF_CASE for hint in of_case(case)]
    found += people.parties_only(case, findings)
    return in_print_order(found)


def in_print_order(hints: Iterable[Hint]) -> tuple[Hint, ...]:
    """Return the hints with those about the whole report first, then section by section."""
    order = ("", *SECTIONS)
    return tuple(sorted(hints, key=lambda hint: order.index(hint.section)))


def open_hints(case: Case, findings: Sequence[FieldFinding] = ()) -> tuple[Hint, ...]:
    """Return the hints that were not silenced."""
    return tuple(hint for hint in all_hints(case, findings) if not is_silenced(case, hint))


def lacking(report: Report) -> tuple[Missing, ...]:
    """Return the required content that is missing and that no hint tells more exactly."""
    return tuple(each for each in missing(report) if each.message_id not in _TOLD_BY_A_HINT)
