"""Copies for the three recipients: guarded, masked, checked again, and only then written."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from redaction.normalise import fold
from report_tool.errors import DraftForOthersError
from report_tool.workflow import word_template
from report_tool.workflow.audit import logged, verify_chain
from report_tool.workflow.binding import standing_approval
from report_tool.workflow.decisions import decision_for, has_consent, is_withheld
from report_tool.workflow.detection import Detector, locate
from report_tool.workflow.masked import masked_report
from report_tool.workflow.need import parties_for
from report_tool.workflow.rechecking import settled
from report_tool.workflow.signature import ChosenCertificate, signer_for
from report_tool.workflow.withheld import (
    Conflict,
    conflicts,
    withheld_strings,
)
from schemas.audit import AuditAction
from schemas.canonical import content_hash
from schemas.copy import ApprovalStamp, RecipientCopy, WithheldDetail
from schemas.delivery import DeliveredFile, Delivery, FileFormat
from schemas.labels import OTHERS, Recipient

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from report_tool.export.files import WrittenFile
    from report_tool.workflow.word_template import ChosenTemplate
    from schemas.case import Case
    from schemas.finding import FieldFinding

__all__ = ["Conflict", "conflicts", "copy_for", "export_copy", "withheld_strings"]


def copy_for(
    case: Case,
    detector: Detector,
    recipient: Recipient,
    now: datetime,
    draft: bool = False,
    letterhead: str = "",
) -> RecipientCopy:
    """Return the recipient's copy.

    The employee's holds the full text and says what is withheld from whom. The others' holds
    neutral words for everything withheld, and is detected again before it is returned.

    Raises:
        DraftForOthersError: if a draft is asked for somebody else than the employee.
        NotApprovedError, ApprovalOutdatedError: if the copy is no draft and the employee has not
            approved exactly this version.
        AuditBrokenError: if the audit trail was tampered with.
        ConflictingDecisionsError: if withheld words would still be shown elsewhere.
        DetectionFailedError, UndecidedLeftError: if the masked copy could not be checked, or
            holds anything that was not decided.
    """
    if draft and recipient is not Recipient.EMPLOYEE:
        raise DraftForOthersError()
    stamp = None if draft else _stamp(case)
    findings = locate(case, detector)
    parties = parties_for(case.parties, recipient)
    if recipient is Recipient.EMPLOYEE:
        report, omissions = case.report, 0
        withheld = _withheld_details(case, findings)
        visible = _open_to_all(case, findings)
    else:
        result = settled(case, findings, recipient, detector)
        report = masked_report(case.report, result.fields)
        omissions = sum(len(field.replaced) for field in result.fields)
        visible = result.cleared
        withheld = ()
    copy = RecipientCopy(
        recipient=recipient,
        case_id=case.case_id,
        language=case.report.language,
        draft=draft,
        made_at=now,
        tilsagn_referanse=case.tilsagn.referanse,
        refusjonfrist_dato=case.tilsagn.refusjonfrist_dato if recipient in OTHERS else None,
        parties=parties,
        report=report,
        omissions=omissions,
        withheld=withheld,
        cleared=tuple(sorted({sha256(fold(words).encode()).hexdigest() for words in visible})),
        approval=stamp,
        letterhead=letterhead,
    )
    return copy.model_copy(update={"content_hash": content_hash(copy)})


def export_copy(
    case: Case,
    detector: Detector,
    recipient: Recipient,
    formats: Sequence[FileFormat],
    out_dir: Path,
    now: datetime,
    draft: bool = False,
    template: ChosenTemplate | None = None,
    certificate: ChosenCertificate | None = None,
) -> tuple[Case, tuple[WrittenFile, ...]]:
    """Make the recipient's copy, write it through the leak gate, and note the delivery.

    A DOCX stands on ``template``, and a PDF is signed with ``certificate``, if one is chosen.

    Raises:
        TemplateRefusedError, TemplateNotAcceptedError: if the template cannot be used, or its
            header or footer holds something sensitive that was not accepted.
        NothingToSignError, SigningMissingError, ExportError: if the certificate cannot sign.
        LeakGateError: if a written file holds what it must not; no file is left, and the error's
            ``case`` has the failure in its audit trail.
        ReportToolError: all that ``copy_for`` and the writing of files raise.
    """
    from report_tool.errors import LeakGateError
    from report_tool.export import files
    from report_tool.export.letterhead import fingerprint, require_accepted

    house = word_template.load(template.path) if template and FileFormat.DOCX in formats else None
    lines = fingerprint(house.letterhead) if house else ""
    copy = copy_for(case, detector, recipient, now, draft, lines)
    if house and template:
        require_accepted(house, template.accepted, copy, detector, str(template.path))
    signer = signer_for(certificate, copy, formats, now)
    strings = withheld_strings(case, locate(case, detector), recipient)
    try:
        written = files.write(copy, strings, formats, out_dir, detector, house, signer)
    except LeakGateError as error:
        error.case = logged(
            case,
            AuditAction.GATE_FAILED,
            now,
            recipient=recipient.value,
            formats=",".join(file_format.value for file_format in formats),
        )
        raise
    return _delivered(case, copy, written, now), written


def _delivered(
    case: Case, copy: RecipientCopy, written: Sequence[WrittenFile], now: datetime
) -> Case:
    delivery = Delivery(
        recipient=copy.recipient,
        approval_hash=copy.approval.approval_hash if copy.approval else None,
        files=tuple(DeliveredFile(format=f.format, sha256=f.sha256) for f in written),
        made_at=now,
        draft=copy.draft,
    )
    case = case.model_copy(update={"deliveries": (*case.deliveries, delivery)})
    for file in written:
        case = logged(
            case,
            AuditAction.EXPORTED,
            now,
            recipient=copy.recipient.value,
            format=file.format.value,
            sha256=file.sha256,
            copy=copy.content_hash,
            draft="yes" if copy.draft else "no",
        )
    return case


def _stamp(case: Case) -> ApprovalStamp:
    approval = standing_approval(case)
    verify_chain(case.audit)
    return ApprovalStamp(
        approval_hash=approval.approval_hash,
        approved_at=approval.approved_at,
        name=approval.name,
        channel=approval.channel,
    )


def _open_to_all(case: Case, findings: Sequence[FieldFinding]) -> tuple[str, ...]:
    return tuple(
        found.finding.surface
        for found in findings
        if not any(is_withheld(case, found, recipient) for recipient in OTHERS)
    )


def _withheld_details(case: Case, findings: Sequence[FieldFinding]) -> tuple[WithheldDetail, ...]:
    details = []
    for found in findings:
        decision = decision_for(case, found)
        hidden = tuple(r for r in OTHERS if is_withheld(case, found, r))
        agreed = tuple(
            r for r in OTHERS if r not in hidden and decision and has_consent(case, decision, r)
        )
        if hidden or agreed:
            details.append(
                WithheldDetail(
                    field=found.field,
                    start=found.finding.start,
                    end=found.finding.end,
                    surface=found.finding.surface,
                    label=found.finding.label,
                    withheld_from=hidden,
                    consented_to=agreed,
                )
            )
    return tuple(details)
