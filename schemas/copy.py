"""What one recipient gets: the report with everything withheld from them already replaced."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from schemas.base import CaseId, Model, Moment, Sha256
from schemas.decision import ConsentChannel
from schemas.labels import Label, Language, Recipient
from schemas.parties import Parties
from schemas.report import Report


class ApprovalStamp(Model):
    """Proof in the copy that the employee approved this version before it left."""

    approval_hash: Sha256
    approved_at: Moment
    name: str
    channel: ConsentChannel


class WithheldDetail(Model):
    """In the employee's copy: a detail, where it stands, and from whom it is withheld."""

    field: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    surface: str
    label: Label
    withheld_from: tuple[Recipient, ...]
    consented_to: tuple[Recipient, ...] = ()


class RecipientCopy(Model):
    """One recipient's version, complete: every export format is made from this and nothing else.

    ``parties`` holds only what this recipient needs (the national id in NAV's copy alone).
    ``omissions`` counts the details left out of this copy. ``withheld`` is filled in the
    employee's copy only. ``cleared`` holds, sorted, the SHA-256 of each folded surface
    (``redaction.normalise.fold``, UTF-8) that stands in this copy and was decided "not sensitive"
    or is shared with consent; findings on any other surface are undecided. ``content_hash`` is
    the SHA-256 of the canonical copy with ``content_hash`` itself empty. A draft has no approval
    and goes to the employee only. ``letterhead`` is, for a copy on an organisation's own Word
    template, the SHA-256 over the lines in that template's header and footer.
    ``refusjonfrist_dato`` is the last day to claim the refund, for the employer's cover note.
    """

    schema_version: Literal[1] = 1
    recipient: Recipient
    case_id: CaseId
    language: Language
    draft: bool = False
    made_at: Moment
    tilsagn_referanse: str = ""
    refusjonfrist_dato: date | None = None
    parties: Parties
    report: Report
    omissions: int = Field(default=0, ge=0)
    withheld: tuple[WithheldDetail, ...] = ()
    cleared: tuple[Sha256, ...] = ()
    approval: ApprovalStamp | None = None
    letterhead: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    content_hash: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
