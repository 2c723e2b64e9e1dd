"""What the expert should know after an answer: remarks, removals, and findings in own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.messages import text
from report_tool.workflow.anchors import is_unchecked
from report_tool.workflow.decisions import undecided
from report_tool.workflow.fields import SECTIONS
from report_tool.workflow.naming import field_name
from report_tool.workflow.notices import Notice
from schemas.audit import AuditAction
from schemas.review import Remark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.case import Case
    from schemas.finding import FieldFinding

OWN_WORDS = "merknader/arbeidstakersMerknader"
"""The field that holds the employee's own words."""


def remarks_for_expert(case: Case) -> tuple[Remark, ...]:
    """Return the latest answer's remarks, and one for every detail it wanted removed."""
    answers = [review.answer for review in case.reviews if review.answer is not None]
    if not answers:
        return ()
    removed = [
        Remark(
            section=field.partition("/")[0],
            text=text("workflow.remark.removed", field=field_name(field)),
        )
        for field in _removed_fields(case)
    ]
    return (*answers[-1].remarks, *removed)


def open_remarks(case: Case) -> tuple[Remark, ...]:
    """Return the remarks to be dealt with: those of the latest answer, until more is sent.

    A remark to a section that the report does not have counts as one to the whole report.
    """
    if not case.reviews or case.reviews[-1].answer is None:
        return ()
    return tuple(
        remark if remark.section in SECTIONS else remark.model_copy(update={"section": ""})
        for remark in remarks_for_expert(case)
        if remark.text.strip()
    )


def notices(case: Case, findings: Sequence[FieldFinding]) -> tuple[Notice, ...]:
    """Return what is withheld without anybody having decided so."""
    unchecked = {found.field for found in findings if is_unchecked(found)}
    said = [Notice(field, "workflow.notice.unchecked") for field in sorted(unchecked)]
    if any(found.field == OWN_WORDS for found in undecided(case, findings)):
        said.append(Notice(OWN_WORDS, "workflow.notice.own-words"))
    return tuple(said)


def _removed_fields(case: Case) -> tuple[str, ...]:
    """Fields of the details that the latest answer withheld, from the audit trail."""
    fields: dict[str, None] = {}
    for event in reversed(case.audit):
        if event.action is AuditAction.SENT_TO_REVIEW:
            break
        details = dict(event.details)
        if event.action is AuditAction.DECIDED and details.get("by") == "employee":
            fields[details["field"]] = None
    return tuple(reversed(fields))
