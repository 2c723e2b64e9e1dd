"""A case: one employee, one grant, one report, and everything that was decided about it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from schemas.audit import AuditEvent
from schemas.base import CaseId, Model, Moment
from schemas.decision import Consent, Decision
from schemas.delivery import Delivery
from schemas.hint import SilencedHint
from schemas.parties import Parties
from schemas.report import Report
from schemas.review import Approval, Review


class CaseState(StrEnum):
    """Where a case stands (DESIGN.md § 4)."""

    DRAFT = "draft"
    IN_REVIEW = "inReview"
    CHANGES_REQUESTED = "changesRequested"
    APPROVED = "approved"
    DELIVERED = "delivered"
    FOLLOWED_UP = "followedUp"
    CLOSED = "closed"


class Bestilling(Model):
    """What NAV's søknad asked for; its free text often holds health details."""

    soknad_id: str = ""
    begrunnelse: str = ""
    behov: str = ""
    tilrettelegging: str = ""
    timer: str = ""
    estimert_kostnad: str = ""
    startdato: date | None = None


class Tilsagn(Model):
    """NAV's grant. ``referanse`` reads ``aar/sak-tilsagn``; amounts are whole kroner.

    ``refusjonfrist_dato`` is the last day to claim the refund: six months after the measure ends
    (FOR-2019-08-29-1105 § 5 and NAV's tilsagn letter).
    """

    referanse: str = ""
    tilsagn_dato: date | None = None
    fra_dato: date | None = None
    til_dato: date | None = None
    tiltak_kode: str = ""
    refusjonfrist_dato: date | None = None
    totalt_tilskuddbelop: int | None = Field(default=None, ge=0)
    nav_enhet: str = ""


class Case(Model):
    """The unit that is stored, moved through the states, and deleted."""

    schema_version: Literal[1] = 1
    case_id: CaseId
    created_at: Moment
    state: CaseState = CaseState.DRAFT
    parties: Parties = Parties()
    bestilling: Bestilling = Bestilling()
    tilsagn: Tilsagn = Tilsagn()
    report: Report = Report()
    decisions: tuple[Decision, ...] = ()
    consents: tuple[Consent, ...] = ()
    reviews: tuple[Review, ...] = ()
    approval: Approval | None = None
    deliveries: tuple[Delivery, ...] = ()
    silenced_hints: tuple[SilencedHint, ...] = ()
    audit: tuple[AuditEvent, ...] = ()
