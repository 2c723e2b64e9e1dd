"""Earlier versions of a case, as the vault keeps them."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from schemas.base import CaseId, Model, Moment
from schemas.case import CaseState
from schemas.decision import Decision
from schemas.parties import Parties
from schemas.report import Report


class VersionReason(StrEnum):
    """Why a version was kept."""

    SENT = "sent"
    ANSWERED = "answered"
    APPROVED = "approved"
    EXPORTED = "exported"
    NEW_DAY = "newDay"


class Version(Model):
    """What the expert had written and decided at a moment; ``number`` counts from 1 in a case.

    ``kept_at`` is when the content stood: for ``NEW_DAY`` the last save of the day before.
    """

    number: int = Field(ge=1)
    kept_at: Moment
    reason: VersionReason
    state: CaseState
    report: Report
    parties: Parties
    decisions: tuple[Decision, ...] = ()


class Versions(Model):
    """The versions of one case, the oldest first; ``last_number`` is never given out twice."""

    schema_version: Literal[1] = 1
    case_id: CaseId
    last_number: int = Field(default=0, ge=0)
    versions: tuple[Version, ...] = ()
