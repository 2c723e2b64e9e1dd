"""A report that no rule has anything to say about, and small changes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from report_tool.workflow import editing, quality
from report_tool.workflow.fields import with_text
from report_tool.workflow.intake import new_case
from schemas.parties import Arbeidstaker, Parties
from schemas.report import (
    Ansvarlig,
    Maal,
    Oppfolging,
    Report,
    Steg,
    Tiltak,
    Tiltaksplan,
    VeiTilbake,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemas.case import Case
    from schemas.finding import FieldFinding

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
CAUSE = "arsak/arsakTilFravaeret"
FOLLOW = "oppfolging/hvordanFolgeOpp"
PLAN_B = "veiTilbake/hvisDetIkkeGaar"


def good_report() -> Report:
    """A short report that no rule has anything to say about."""
    measures = (
        Tiltak(
            id="m1",
            beskrivelse_av_tiltak="Lederen flytter tidligvaktene til mellomvakt.",
            ansvarlig=Ansvarlig.ARBEIDSGIVER,
            fra_dato=date(2026, 12, 1),
            til_dato=date(2026, 12, 15),
            vurdering_effekt_av_tiltak="Færre enn to dager borte i januar.",
        ),
        Tiltak(
            id="m2",
            beskrivelse_av_tiltak="Kari skriver opp hvilke oppgaver som tar mest krefter.",
            ansvarlig=Ansvarlig.ARBEIDSTAKER,
            til_dato=date(2027, 1, 15),
            vurdering_effekt_av_tiltak="Lista er gjennomgått sammen med lederen.",
        ),
    )
    steps = (
        Steg(
            id="s1",
            fra_dato=date(2026, 12, 1),
            arbeidsprosent=50,
            evaluerings_dato=date(2027, 1, 20),
        ),
        Steg(
            id="s2",
            fra_dato=date(2027, 2, 1),
            arbeidsprosent=80,
            evaluerings_dato=date(2027, 2, 22),
        ),
    )
    return Report(
        tiltaksplan=Tiltaksplan(tiltak=measures),
        vei_tilbake=VeiTilbake(
            maal=Maal.SAMME_ARBEID, steg=steps, hvis_det_ikke_gaar="Vi blir på 50 % i tre uker til."
        ),
        oppfolging=Oppfolging(
            hvordan_folge_opp="Lederen og Kari møtes annenhver uke.",
            evaluerings_dato=date(2027, 3, 1),
        ),
    )


def case_of(report: Report) -> Case:
    parties = Parties(arbeidstaker=Arbeidstaker(navn="Kari Nordmann"))
    case = new_case("2026-0001", NOW).model_copy(update={"parties": parties})
    return editing.edit(case, report, NOW)


def rules(case: Case, *findings: FieldFinding) -> list[str]:
    return [hint.rule for hint in quality.all_hints(case, findings)]


def texts(**changes: str) -> Callable[[Report], Report]:
    paths = {"cause": CAUSE, "follow": FOLLOW, "plan_b": PLAN_B}

    def change(report: Report) -> Report:
        for name, words in changes.items():
            report = with_text(report, paths[name], words)
        return report

    return change


def measure(**values: Any) -> Callable[[Report], Report]:
    def change(report: Report) -> Report:
        first, *others = report.tiltaksplan.tiltak
        items = (first.model_copy(update=values), *others)
        plan = report.tiltaksplan.model_copy(update={"tiltak": items})
        return report.model_copy(update={"tiltaksplan": plan})

    return change


def step(number: int, **values: Any) -> Callable[[Report], Report]:
    def change(report: Report) -> Report:
        items = list(report.vei_tilbake.steg)
        items[number] = items[number].model_copy(update=values)
        way = report.vei_tilbake.model_copy(update={"steg": tuple(items)})
        return report.model_copy(update={"vei_tilbake": way})

    return change
