"""A small complete report and a detector that knows a handful of words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from report_tool.workflow import detection, editing, intake, review
from report_tool.workflow.fields import get_text, with_text
from schemas.decision import ConsentChannel
from schemas.finding import Finding
from schemas.labels import Label, Recipient
from schemas.parties import Arbeidstaker, Ekspert, Kontaktperson, NavKontakt, Parties, Virksomhet
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
from schemas.review import DetailAnswer, DetailReply, ReviewAnswer, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from schemas.case import Case
    from schemas.finding import FieldFinding

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)

CAUSE = "arsak/arsakTilFravaeret"
DAY = "arbeidssituasjon/typiskArbeidshverdag"
MEASURE = "tiltaksplan/tiltak/m1/maalMedTiltaket"
OWN = "merknader/arbeidstakersMerknader"

WORDS = {
    "vondt i ryggen": Label.SYMPTOM,
    "migrene": Label.DIAGNOSIS,
    "angst": Label.DIAGNOSIS,
    "operert": Label.TREATMENT,
    "skilsmisse": Label.PRIVATE_LIFE,
    "91234567": Label.CONTACT,
    "01019012345": Label.NATIONAL_ID,
}


class WordDetector:
    """Marks the words it knows; fails on texts that hold one of ``breaks_on``."""

    def __init__(self, words: dict[str, Label] | None = None, breaks_on: str = "") -> None:
        self.words = WORDS if words is None else words
        self.breaks_on = breaks_on

    def analyze(
        self, text: str, parties: Sequence[str] = (), lang: str | None = None
    ) -> tuple[Finding, ...]:
        if self.breaks_on and self.breaks_on in text:
            raise RuntimeError
        if not self.words:
            return ()
        pattern = "|".join(re.escape(w) for w in sorted(self.words, key=len, reverse=True))
        return tuple(
            Finding(
                start=match.start(),
                end=match.end(),
                label=self.words[match.group().casefold()],
                score=90,
                surface=match.group(),
            )
            for match in re.finditer(pattern, text, re.IGNORECASE)
        )


def complete_report() -> Report:
    return Report(
        oppdrag=Oppdrag(
            bestilling="Vurdere arbeidsplassen.",
            ekspert_er_uavhengig=True,
            moter=(Mote(id="a1", dato=date(2026, 2, 1), deltakere="Alle parter"),),
        ),
        arbeidssituasjon=Arbeidssituasjon(
            typisk_arbeidshverdag="Hun arbeider på en liten avdeling.",
            arbeidsoppgaver_som_kan_utfores="Samtaler og planlegging.",
            arbeidsoppgaver_som_ikke_kan_utfores="Tunge løft.",
        ),
        arsak=Arsak(arsak_til_fravaeret="Hun har migrene. Vakter om natten passer dårlig."),
        provd=Provd(tidligere_tilrettelegging="Kortere dager."),
        tiltaksplan=Tiltaksplan(
            tiltak=(
                Tiltak(
                    id="m1",
                    beskrivelse_av_tiltak="Sett opp faste pauser.",
                    maal_med_tiltaket="Jevnere dager.",
                    ansvarlig=Ansvarlig.BEGGE,
                    til_dato=date(2026, 4, 1),
                    vurdering_effekt_av_tiltak="Pausene er tatt fire av fem dager.",
                ),
            )
        ),
        vei_tilbake=VeiTilbake(
            maal=Maal.SAMME_ARBEID, steg=(Steg(id="s1", fra_dato=date(2026, 4, 1)),)
        ),
        oppfolging=Oppfolging(
            hvordan_folge_opp="Møte hver mandag.", evaluerings_dato=date(2026, 5, 1)
        ),
    )


def parties() -> Parties:
    return Parties(
        arbeidstaker=Arbeidstaker(
            navn="Kari Nordmann", fnr="01019012345", epost="kari@post.no", telefonnummer="91234567"
        ),
        virksomhet=Virksomhet(
            virksomhetsnummer="974760673",
            virksomhetsnavn="Solbakken barnehage AS",
            kontaktperson=Kontaktperson(navn="Ola Hansen", telefonnummer="22334455"),
        ),
        ekspert=Ekspert(navn="Eva Ekspert", kompetanse="Fysioterapeut"),
        nav=NavKontakt(kontaktperson="Nils Nav"),
    )


def draft(**texts: str) -> Case:
    """A complete draft; ``cause``, ``day`` and ``measure`` set those fields' texts."""
    paths = {"cause": CAUSE, "day": DAY, "measure": MEASURE}
    case = intake.new_case("sak-1", NOW)
    report = complete_report()
    for name, text in texts.items():
        report = with_text(report, paths[name], text)
    return editing.set_parties(editing.edit(case, report, NOW), parties(), NOW)


def located(case: Case, detector: WordDetector | None = None) -> tuple[FieldFinding, ...]:
    return detection.locate(case, detector or WordDetector())


def found(case: Case, surface: str, field: str | None = None) -> FieldFinding:
    return next(
        f for f in located(case) if f.finding.surface == surface and field in {None, f.field}
    )


def rewritten(case: Case, path: str, text: str) -> Case:
    assert get_text(case.report, path) != text
    return editing.edit(case, with_text(case.report, path, text), NOW)


def answer(
    case: Case,
    verdict: Verdict = Verdict.APPROVED,
    details: Iterable[DetailAnswer] = (),
    own_words: str = "",
    **changes: object,
) -> ReviewAnswer:
    given = ReviewAnswer(
        case_id=case.case_id,
        review_hash=review.review_hash(case),
        verdict=verdict,
        details=tuple(details),
        own_words=own_words,
        name="Kari Nordmann",
        answered_at=NOW,
        channel=ConsentChannel.PAGE,
    )
    return given.model_copy(update=changes)


def consent(decision_id: str, *recipients: Recipient) -> DetailAnswer:
    return DetailAnswer(decision_id=decision_id, reply=DetailReply.CONSENT, consent_to=recipients)


def remove(decision_id: str) -> DetailAnswer:
    return DetailAnswer(decision_id=decision_id, reply=DetailReply.REMOVE)


def sent(case: Case) -> Case:
    return review.send_to_review(case, located(case), NOW)


def approved(case: Case, *details: DetailAnswer, own_words: str = "") -> Case:
    case = sent(case)
    given = answer(case, details=details, own_words=own_words)
    return review.apply_answer(case, given, located(case), NOW)
