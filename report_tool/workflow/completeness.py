"""What a report must hold before the employee is asked to review it (DESIGN.md § 2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.report import Ansvarlig, Report, Tiltak

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Missing:
    """Required content that is not there: its section key and the message that says so."""

    section: str
    message_id: str


def missing(report: Report) -> tuple[Missing, ...]:
    """Return what is missing, in print order; empty when the report can go to review."""
    return tuple(
        Missing(section, f"workflow.missing.{name}")
        for section, name, present in _required(report)
        if not present
    )


def _required(report: Report) -> Iterator[tuple[str, str, bool]]:
    order = report.oppdrag
    yield "oppdrag", "bestilling", _filled(order.bestilling)
    yield "oppdrag", "uavhengig", order.ekspert_er_uavhengig
    yield "oppdrag", "moter", any(meeting.dato for meeting in order.moter)
    work = report.arbeidssituasjon
    yield "arbeidssituasjon", "arbeidshverdag", _filled(work.typisk_arbeidshverdag)
    yield "arbeidssituasjon", "kan", _filled(work.arbeidsoppgaver_som_kan_utfores)
    yield "arbeidssituasjon", "kan-ikke", _filled(work.arbeidsoppgaver_som_ikke_kan_utfores)
    yield "arsak", "arsak", _filled(report.arsak.arsak_til_fravaeret)
    tried = report.provd
    yield (
        "provd",
        "provd",
        _filled(tried.tidligere_tilrettelegging)
        or any(_filled(attempt.beskrivelse) for attempt in tried.forsok),
    )
    plan = report.tiltaksplan
    yield (
        "tiltaksplan",
        "tiltak-arbeidstaker",
        _has_measure(plan.tiltak, Ansvarlig.ARBEIDSTAKER)
        or _filled(plan.uten_tiltak_arbeidstaker_begrunnelse),
    )
    yield (
        "tiltaksplan",
        "tiltak-arbeidsgiver",
        _has_measure(plan.tiltak, Ansvarlig.ARBEIDSGIVER)
        or _filled(plan.uten_tiltak_arbeidsgiver_begrunnelse),
    )
    yield "tiltaksplan", "tiltak-ufullstendig", all(_is_complete(m) for m in plan.tiltak)
    way = report.vei_tilbake
    yield "veiTilbake", "maal", way.maal is not None
    yield "veiTilbake", "steg", any(step.fra_dato for step in way.steg)
    follow_up = report.oppfolging
    yield "oppfolging", "hvordan", _filled(follow_up.hvordan_folge_opp)
    yield "oppfolging", "evaluering", follow_up.evaluerings_dato is not None


def _filled(text: str) -> bool:
    return bool(text.strip())


def _has_measure(measures: tuple[Tiltak, ...], party: Ansvarlig) -> bool:
    return any(
        measure.ansvarlig in {party, Ansvarlig.BEGGE} and _filled(measure.beskrivelse_av_tiltak)
        for measure in measures
    )


def _is_complete(measure: Tiltak) -> bool:
    """Someone, by role, does one thing by a date, and both know how it will be seen to work."""
    return (
        _filled(measure.beskrivelse_av_tiltak)
        and measure.ansvarlig is not None
        and measure.til_dato is not None
        and _filled(measure.vurdering_effekt_av_tiltak)
    )
