"""A real desk in a temporary folder, with a detector that knows a handful of words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from report_tool.tui.app import ReportApp
from report_tool.workflow import editing
from report_tool.workflow.desk import Desk
from report_tool.workflow.intake import new_case
from schemas.finding import Finding, Reason
from schemas.labels import Label
from schemas.parties import Arbeidstaker, Parties, Virksomhet
from schemas.report import (
    Ansvarlig,
    Arbeidssituasjon,
    Arsak,
    Maal,
    Mote,
    Oppdrag,
    Oppfolging,
    Provd,
    Report,
    Steg,
    Tiltak,
    Tiltaksplan,
    VeiTilbake,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from schemas.case import Case

NOW = datetime(2026, 11, 25, 14, 32, tzinfo=UTC)
PASSPHRASE = "fire ord uten mening"
WORDS = {
    "migrene": Label.DIAGNOSIS,
    "søvnvansker": Label.SYMPTOM,
    "Sobril": Label.MEDICATION,
    "skilsmisse": Label.PRIVATE_LIFE,
}


class WordDetector:
    """Marks the words above, wherever they stand."""

    def analyze(
        self, text: str, parties: Sequence[str] = (), lang: str | None = None
    ) -> tuple[Finding, ...]:
        found = []
        for word, label in WORDS.items():
            start = text.find(word)
            while start >= 0:
                reason = Reason(detector="lexicon", rule=word, text="Ordet står i ordlisten.")
                end = start + len(word)
                found.append(
                    Finding(
                        start=start, end=end, label=label, score=95, surface=word, why=(reason,)
                    )
                )
                start = text.find(word, end)
        return tuple(sorted(found, key=lambda each: each.start))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path / "vault.db", WordDetector()) as desk:
        desk.create(PASSPHRASE)
        yield desk


@pytest.fixture
def case() -> Case:
    parties = Parties(
        arbeidstaker=Arbeidstaker(navn="Kari Nordmann"),
        virksomhet=Virksomhet(virksomhetsnavn="Solbakken barnehage AS"),
    )
    return new_case("2026-0001", NOW).model_copy(update={"parties": parties})


@pytest.fixture
def full_case(case: Case) -> Case:
    """A case in which nothing is missing and nothing is found."""
    return editing.edit(case, full_report(), NOW)


def full_report() -> Report:
    meeting = Mote(id="a1", dato=date(2026, 10, 12), deltakere="Arbeidstaker, leder og ekspert")
    measures = (
        Tiltak(
            id="m1",
            beskrivelse_av_tiltak="Lederen flytter tidligvaktene til mellomvakt.",
            ansvarlig=Ansvarlig.ARBEIDSGIVER,
            fra_dato=date(2026, 12, 1),
            til_dato=date(2026, 12, 15),
            vurdering_effekt_av_tiltak="Færre enn to fraværsdager i januar.",
        ),
        Tiltak(
            id="m2",
            beskrivelse_av_tiltak="Kari skriver opp hvilke oppgaver som tar mest krefter.",
            ansvarlig=Ansvarlig.ARBEIDSTAKER,
            fra_dato=date(2026, 12, 1),
            til_dato=date(2027, 1, 15),
            vurdering_effekt_av_tiltak="Lista er gjennomgått sammen med lederen.",
        ),
    )
    steps = (
        Steg(id="s1", fra_dato=date(2026, 12, 1), arbeidsprosent=50),
        Steg(id="s2", fra_dato=date(2027, 2, 1), arbeidsprosent=80),
    )
    return Report(
        oppdrag=Oppdrag(
            bestilling="Arbeidsplassvurdering og forslag til tilrettelegging.",
            ekspert_er_uavhengig=True,
            moter=(meeting,),
        ),
        arbeidssituasjon=Arbeidssituasjon(
            typisk_arbeidshverdag="Kari er pedagogisk leder på småbarnsavdelingen.",
            arbeidsoppgaver_som_kan_utfores="Planlegging og foreldresamtaler.",
            arbeidsoppgaver_som_ikke_kan_utfores="Løft over 10 kg.",
        ),
        arsak=Arsak(arsak_til_fravaeret="Støy i garderoben om morgenen er en belastning."),
        provd=Provd(tidligere_tilrettelegging="Kortere vakter i fjor høst."),
        tiltaksplan=Tiltaksplan(tiltak=measures),
        vei_tilbake=VeiTilbake(maal=Maal.SAMME_ARBEID, steg=steps),
        oppfolging=Oppfolging(
            hvordan_folge_opp="Lederen og Kari møtes annenhver uke.",
            evaluerings_dato=date(2027, 3, 1),
        ),
    )


@pytest.fixture
def make_app(desk: Desk) -> Callable[..., ReportApp]:
    def make(case: Case | None = None) -> ReportApp:
        if case is not None:
            desk.save(case)
        return ReportApp(desk, case_id=case.case_id if case else None, now=lambda: NOW)

    return make
