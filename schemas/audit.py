"""The case's audit trail: hash-chained, without report text."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from schemas.base import Model, Moment, Sha256


class AuditAction(StrEnum):
    """What happened."""

    CREATED = "created"
    EDITED = "edited"
    DECIDED = "decided"
    DECISION_UNDONE = "decisionUndone"
    VERSION_RESTORED = "versionRestored"
    SENT_TO_REVIEW = "sentToReview"
    CHANGES_REQUESTED = "changesRequested"
    CONSENT_GIVEN = "consentGiven"
    CONSENT_WITHDRAWN = "consentWithdrawn"
    APPROVED = "approved"
    APPROVAL_VOIDED = "approvalVoided"
    EXPORTED = "exported"
    GATE_FAILED = "gateFailed"
    DELIVERED = "delivered"
    FOLLOWED_UP = "followedUp"
    CLOSED = "closed"
    REOPENED = "reopened"


class AuditEvent(Model):
    """One link: ``hash`` is the SHA-256 of the canonical event without ``hash`` itself.

    ``details`` holds ids, kinds, hashes and recipients only, never words of a report or names.
    """

    sequence: int = Field(ge=0)
    at: Moment
    action: AuditAction
    details: tuple[tuple[str, str], ...] = ()
    previous: Sha256
    hash: Sha256
