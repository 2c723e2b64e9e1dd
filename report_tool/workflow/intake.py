"""From NAV's søknad and tilsagn to a new case."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from report_tool import messages
from report_tool.workflow.audit import logged
from report_tool.workflow.intake_soknad import SoknadIntake, parse_soknad
from report_tool.workflow.intake_tilsagn import TilsagnIntake, parse_tilsagn
from report_tool.workflow.notices import Notice, Severity
from schemas.audit import AuditAction
from schemas.case import Bestilling, Case, Tilsagn
from schemas.labels import Language
from schemas.parties import Parties
from schemas.report import Oppdrag, Report

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "Notice",
    "Severity",
    "SoknadIntake",
    "TilsagnIntake",
    "cross_check",
    "new_case",
    "parse_soknad",
    "parse_tilsagn",
    "usual_language",
]

_Merged = TypeVar("_Merged", bound=BaseModel)
_MOST_HOURS = 1000


def usual_language() -> Language:
    """Return the language a new report is in unless something else is said: the program's own.

    A program in English writes bokmål.
    """
    spoken = messages.in_use()
    return Language(spoken) if spoken in set(Language) else Language.BOKMAL


def new_case(
    case_id: str,
    now: datetime,
    soknad: SoknadIntake | None = None,
    tilsagn: TilsagnIntake | None = None,
    language: Language = Language.BOKMAL,
) -> Case:
    """Return a draft case, its parties and first section filled from what NAV has.

    Where both documents name a party, the søknad's word stands. What the søknad says about needs
    goes into section 1; its grounds and earlier adaptation, which often hold health details, stay
    beside the report.
    """
    bestilling = soknad.bestilling if soknad else Bestilling()
    parties = soknad.parties if soknad else Parties()
    if tilsagn:
        parties = _filled(parties, tilsagn.parties)
    case = Case(
        case_id=case_id,
        created_at=now,
        parties=parties,
        bestilling=bestilling,
        tilsagn=tilsagn.tilsagn if tilsagn else Tilsagn(),
        report=Report(
            language=language,
            oppdrag=Oppdrag(bestilling=bestilling.behov, timer=_hours(bestilling.timer)),
        ),
    )
    return logged(case, AuditAction.CREATED, now)


def cross_check(soknad: SoknadIntake, tilsagn: TilsagnIntake) -> tuple[Notice, ...]:
    """Return a notice for everything in which the two documents contradict each other."""
    applied, granted = soknad.parties, tilsagn.parties
    company, grantee = applied.virksomhet, granted.virksomhet
    start, period_start = soknad.bestilling.startdato, tilsagn.tilsagn.fra_dato
    findings = {
        "other-person": ("ansatt.fnr", _differ(applied.arbeidstaker.fnr, granted.arbeidstaker.fnr)),
        "other-name": (
            "ansatt.navn",
            _differ(applied.arbeidstaker.navn, granted.arbeidstaker.navn),
        ),
        "other-organisation": (
            "virksomhet.virksomhetsnummer",
            _differ(company.virksomhetsnummer, grantee.virksomhetsnummer),
        ),
        "start-before-grant": (
            "behovForBistand.startdato",
            start is not None and period_start is not None and start < period_start,
        ),
    }
    return tuple(
        Notice(field, f"intake.notice.{name}") for name, (field, wrong) in findings.items() if wrong
    )


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one.casefold().split() != other.casefold().split()


def _hours(timer: str) -> Decimal | None:
    hours = Decimal(timer) if timer else None
    return hours if hours is not None and hours <= _MOST_HOURS else None


def _filled(first: _Merged, second: _Merged) -> _Merged:
    """Return ``first`` with its empty fields taken from ``second``."""
    update: dict[str, object] = {}
    for name in type(first).model_fields:
        one, other = getattr(first, name), getattr(second, name)
        update[name] = _filled(one, other) if isinstance(one, BaseModel) else one or other
    return first.model_copy(update=update)
