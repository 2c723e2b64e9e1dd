"""The employee's review: what is sent, what comes back, and the approval that binds."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from schemas.base import CaseId, ItemId, Model, Moment, Sha256
from schemas.decision import ConsentChannel
from schemas.labels import OTHERS, Recipient


class Verdict(StrEnum):
    """The employee's answer to the report as a whole."""

    APPROVED = "approved"
    CHANGES_REQUESTED = "changesRequested"


class DetailReply(StrEnum):
    """The employee's answer to one decided detail."""

    FINE = "fine"
    REMOVE = "remove"
    CONSENT = "consent"


class DetailAnswer(Model):
    """One detail's answer; ``consent_to`` names the recipients, and only for a consent."""

    decision_id: ItemId
    reply: DetailReply
    consent_to: tuple[Recipient, ...] = ()

    @model_validator(mode="after")
    def _consent_names_recipients(self) -> Self:
        if (self.reply is DetailReply.CONSENT) != bool(self.consent_to):
            raise ValueError("consent_to belongs to a consent, and a consent needs it")
        if not set(self.consent_to) <= set(OTHERS):
            raise ValueError("consent is given for the employer or NAV")
        return self


class Remark(Model):
    """A remark to a section (its key, such as ``arsak``), or to the whole where it is empty."""

    section: str = ""
    text: str


class ReviewRequest(Model):
    """A version of the report that was sent to the employee.

    ``reply_key`` is the one-time private key that opens the page's answer (base64url), deleted
    once an answer is taken in; ``reply_key_id`` still tells afterwards which answer was meant for
    it. ``sentences`` are the SHA-256 of the sentences sent, so that the next version can mark
    what is new. All three are empty where no page was made.
    """

    review_hash: Sha256
    sent_at: Moment
    reply_key: str = Field(default="", pattern=r"^([A-Za-z0-9_-]{43})?$", repr=False)
    reply_key_id: str = Field(default="", pattern=r"^([0-9a-f]{16})?$")
    sentences: tuple[Sha256, ...] = ()


class ReviewAnswer(Model):
    """The employee's answer to one version of one case.

    ``own_words`` goes into section 8 of the report. ``name`` is typed by the employee.
    """

    case_id: CaseId
    review_hash: Sha256
    verdict: Verdict
    details: tuple[DetailAnswer, ...] = ()
    remarks: tuple[Remark, ...] = ()
    own_words: str = ""
    name: str
    answered_at: Moment
    channel: ConsentChannel


class Review(Model):
    """One round: what was sent and, once it is there, what was answered."""

    request: ReviewRequest
    answer: ReviewAnswer | None = None


class Approval(Model):
    """The employee's approval, bound to the content, decisions and consents it was given for."""

    approval_hash: Sha256
    approved_at: Moment
    name: str
    channel: ConsentChannel
