"""Changes of content. Each one voids an approval and takes the case back to draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from report_tool.errors import CaseClosedError
from report_tool.workflow.audit import logged
from report_tool.workflow.fields import text_fields
from schemas.audit import AuditAction
from schemas.case import Bestilling, Case, CaseState, Tilsagn
from schemas.report import Report

if TYPE_CHECKING:
    from datetime import datetime

    from schemas.parties import Parties


def edit(case: Case, report: Report, now: datetime) -> Case:
    """Return the case with the report's content replaced; the same content changes nothing.

    Repeated edits of the same sections are one event of the audit trail until something else
    happens.

    Raises:
        CaseClosedError: if the case is closed.
        DuplicateItemError: if two items of one list have the same id.
    """
    if report == case.report:
        return case
    text_fields(report)
    parts = [name for name in Report.model_fields if _differs(case.report, report, name)]
    return _with_content(case, now, parts, report=report)


def set_parties(case: Case, parties: Parties, now: datetime) -> Case:
    """Return the case with its parties replaced: names steer detection and are printed.

    Raises:
        CaseClosedError: if the case is closed.
    """
    if parties == case.parties:
        return case
    return _with_content(case, now, ["parties"], parties=parties)


def set_order(case: Case, bestilling: Bestilling, tilsagn: Tilsagn, now: datetime) -> Case:
    """Return the case with NAV's søknad and tilsagn data replaced.

    Raises:
        CaseClosedError: if the case is closed.
    """
    if (bestilling, tilsagn) == (case.bestilling, case.tilsagn):
        return case
    return _with_content(case, now, ["bestilling"], bestilling=bestilling, tilsagn=tilsagn)


def reopened_for_change(case: Case, now: datetime) -> Case:
    """Return the case as a draft that may be changed, its approval voided and said so.

    Raises:
        CaseClosedError: if the case is closed.
    """
    refuse_closed(case)
    if case.approval is not None:
        voided = case.approval.approval_hash
        case = logged(case, AuditAction.APPROVAL_VOIDED, now, approval=voided)
    return case.model_copy(update={"state": CaseState.DRAFT, "approval": None})


def refuse_closed(case: Case) -> None:
    """Refuse any step in a closed case.

    Raises:
        CaseClosedError: if the case is closed.
    """
    if case.state is CaseState.CLOSED:
        raise CaseClosedError(case=case.case_id)


def _with_content(case: Case, now: datetime, parts: list[str], **content: Any) -> Case:
    changed = reopened_for_change(case, now).model_copy(update=content)
    last = case.audit[-1] if case.audit else None
    details = {"parts": ",".join(parts)}
    if changed.audit == case.audit and last is not None:
        said = last.action is AuditAction.EDITED and dict(last.details) == details
        if said and case.state is CaseState.DRAFT:
            return changed
    return logged(changed, AuditAction.EDITED, now, **details)


def _differs(before: Report, after: Report, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))
