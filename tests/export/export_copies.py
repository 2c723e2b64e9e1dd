"""Synthetic copies of a report for every recipient, in both written standards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from schemas.canonical import content_hash
from schemas.copy import ApprovalStamp, RecipientCopy, WithheldDetail
from schemas.decision import ConsentChannel
from schemas.labels import Label, Language, Recipient
from schemas.parties import Arbeidstaker, Ekspert, Kontaktperson, NavKontakt, Parties, Virksomhet
from schemas.report import (
    Ansvarlig,
    Arbeidssituasjon,
    Arsak,
    Forsok,
    Maal,
    Merknader,
    Mote,
    Motested,
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
    from schemas.finding import Finding

MADE_AT = datetime(2027, 2, 12, 9, 30, tzinfo=UTC)
CopyMaker = Callable[..., RecipientCopy]


def sealed(copy: RecipientCopy) -> RecipientCopy:
    """The copy with its content hash filled in, as the workflow hands it over."""
    empty = copy.model_copy(update={"content_hash": ""})
    return empty.model_copy(update={"content_hash": content_hash(empty)})


def report_nb(cause: str) -> Report:
    return Report(
        oppdrag=Oppdrag(
            bestilling=(
                "Arbeidsgiver og arbeidstaker ønsker en vurdering av oppgavene på "
                "småbarnsavdelingen og en plan for opptrapping.\nAvtalen er på 16 timer."
            ),
            ekspert_er_uavhengig=True,
            moter=(
                Mote(id="a1", dato=date(2027, 1, 11), deltakere="Kari Nordmann og eksperten"),
                Mote(
                    id="a2",
                    dato=date(2027, 1, 25),
                    deltakere="Kari Nordmann, Ola Hansen og eksperten",
                    motested=Motested.DIGITALT,
                ),
            ),
            timer=Decimal("14.50"),
        ),
        arbeidssituasjon=Arbeidssituasjon(
            typisk_arbeidshverdag=(
                "Kari er pedagogisk leder på en avdeling med ni barn under tre år. Dagen går i "
                "garderobe, lek på gulvet, måltider og møter med foreldre."
            ),
            krav_og_ressurser=(
                "Høyt tempo om morgenen og mange avbrudd. Godt samarbeid i teamet, og en leder "
                "som er til stede."
            ),
            arbeidsoppgaver_som_kan_utfores=(
                "- Lede små grupper innendørs\n- Planlegge og dokumentere, inntil 90 minutter\n"
                "- Foreldresamtaler på dagtid"
            ),
            arbeidsoppgaver_som_ikke_kan_utfores=(
                "- Løfte barn over 5 kg\n- Være alene på avdelingen om morgenen"
            ),
        ),
        arsak=Arsak(arsak_til_fravaeret=cause),
        provd=Provd(
            tidligere_tilrettelegging="Kortere dager i oktober ga færre fraværsdager.",
            forsok=(
                Forsok(
                    id="f1",
                    beskrivelse="Ekstra vikar mellom kl. 8 og 10",
                    utfort_av="Arbeidsgiver",
                    effekt="Virket godt, men ble stoppet da bemanningen endret seg.",
                ),
                Forsok(
                    id="f2",
                    beskrivelse="Hev-senk-bord på kontoret",
                    utfort_av="Bedriftshelsetjenesten",
                    effekt="Brukes hver dag.",
                ),
            ),
        ),
        tiltaksplan=Tiltaksplan(
            tiltak=(
                Tiltak(
                    id="m1",
                    beskrivelse_av_tiltak="Sett inn en fast vikar kl. 8–10 mandag til torsdag.",
                    maal_med_tiltaket="Morgenen er den tyngste delen av dagen.",
                    ansvarlig=Ansvarlig.ARBEIDSGIVER,
                    fra_dato=date(2027, 3, 1),
                    til_dato=date(2027, 4, 30),
                    vurdering_effekt_av_tiltak="Kari gjennomfører fire hele dager på rad.",
                    behov_for_bistand="Tilskudd fra NAV til vikar søkes av styrer.",
                ),
                Tiltak(
                    id="m2",
                    beskrivelse_av_tiltak="Legg inn to pauser på ti minutter utenfor avdelingen.",
                    maal_med_tiltaket="Pauser gir jevnere krefter gjennom dagen.",
                    ansvarlig=Ansvarlig.ARBEIDSTAKER,
                    fra_dato=date(2027, 3, 1),
                    til_dato=date(2027, 3, 22),
                    vurdering_effekt_av_tiltak="Kari er på jobb ut dagen.",
                ),
                Tiltak(
                    id="m3",
                    beskrivelse_av_tiltak="Gå gjennom planen sammen hver mandag.",
                    ansvarlig=Ansvarlig.BEGGE,
                    fra_dato=date(2027, 3, 1),
                ),
            ),
        ),
        vei_tilbake=VeiTilbake(
            maal=Maal.SAMME_ARBEID,
            steg=(
                Steg(
                    id="s1",
                    fra_dato=date(2027, 3, 1),
                    arbeidsprosent=30,
                    arbeidsoppgaver="Små grupper og planlegging",
                    tilrettelegging="Ikke alene om morgenen",
                    evaluerings_dato=date(2027, 3, 22),
                ),
                Steg(
                    id="s2",
                    fra_dato=date(2027, 3, 29),
                    arbeidsprosent=60,
                    arbeidsoppgaver="Som steg 1, og måltider",
                    tilrettelegging="To pauser",
                    evaluerings_dato=date(2027, 4, 26),
                ),
                Steg(
                    id="s3",
                    fra_dato=date(2027, 5, 3),
                    arbeidsprosent=100,
                    arbeidsoppgaver="Alle oppgaver uten løft over 5 kg",
                ),
            ),
            hvis_det_ikke_gaar="Da blir vi på samme steg i tre uker til og tar et nytt møte.",
        ),
        oppfolging=Oppfolging(
            hvordan_folge_opp="Ola Hansen og Kari møtes hver mandag kl. 12.",
            evaluerings_dato=date(2027, 4, 30),
            nav_kontaktes_naar="Hvis steg 2 ikke er nådd 30. april.",
            refusjon="Styrer krever refusjon når fakturaen er betalt.",
        ),
        merknader=Merknader(
            arbeidstakers_merknader="Jeg er fornøyd med planen, men vil prøve ute tidligere."
        ),
    )


def report_nn(cause: str) -> Report:
    return Report(
        language=Language.NYNORSK,
        oppdrag=Oppdrag(
            bestilling="Arbeidsgivaren ønskjer ei vurdering av vaktene på sjukeheimen.",
            ekspert_er_uavhengig=True,
            timer=Decimal("9"),
        ),
        arbeidssituasjon=Arbeidssituasjon(
            typisk_arbeidshverdag="Dagvakt med morgonstell, rapport og måltid.",
            arbeidsoppgaver_som_kan_utfores="Medisinrom, rapport og samtaler med pårørande.",
            arbeidsoppgaver_som_ikke_kan_utfores="Tunge løft åleine.",
        ),
        arsak=Arsak(arsak_til_fravaeret=cause),
        tiltaksplan=Tiltaksplan(
            tiltak=(
                Tiltak(
                    id="m1",
                    beskrivelse_av_tiltak="Fordel morgonstellet på to tilsette.",
                    maal_med_tiltaket="Vaktene blir jamnare.",
                    ansvarlig=Ansvarlig.ARBEIDSGIVER,
                    fra_dato=date(2027, 3, 1),
                    til_dato=date(2027, 3, 15),
                    vurdering_effekt_av_tiltak="Fire heile vakter på rad.",
                ),
            ),
            uten_tiltak_arbeidstaker_begrunnelse="Vaktlista må endrast først.",
        ),
        vei_tilbake=VeiTilbake(
            maal=Maal.ANDRE_OPPGAVER,
            steg=(
                Steg(id="s1", fra_dato=date(2027, 3, 1), arbeidsprosent=50),
                Steg(id="s2", fra_dato=date(2027, 4, 1), arbeidsprosent=80),
            ),
        ),
        oppfolging=Oppfolging(hvordan_folge_opp="Leiaren og Kari møtest kvar veke."),
    )


FULL_CAUSE = {
    Language.BOKMAL: (
        "Vaktene kommer tett, og pausene blir avbrutt. Kari har hatt migrene siden i fjor, og "
        "pappa til et av barna er sint.\nTempoet er større enn det hun klarer nå."
    ),
    Language.NYNORSK: "Kari har hatt migrene i haust, og vaktene kjem tett.",
}
NEUTRAL_CAUSE = {
    Language.BOKMAL: (
        "Vaktene kommer tett, og pausene blir avbrutt. Kari har hatt helseutfordringer siden i "
        "fjor, og et foreldremøte var krevende.\nTempoet er større enn det hun klarer nå."
    ),
    Language.NYNORSK: "Kari har hatt helseutfordringar i haust, og vaktene kjem tett.",
}


def make_copy(
    recipient: Recipient = Recipient.EMPLOYER,
    language: Language = Language.BOKMAL,
    **changes: Any,
) -> RecipientCopy:
    full = recipient is Recipient.EMPLOYEE
    cause = (FULL_CAUSE if full else NEUTRAL_CAUSE)[language]
    report = (report_nb if language is Language.BOKMAL else report_nn)(cause)
    start = FULL_CAUSE[language].index("migrene")
    withheld = (
        WithheldDetail(
            field="arsak/arsakTilFravaeret",
            start=start,
            end=start + len("migrene"),
            surface="migrene",
            label=Label.DIAGNOSIS,
            withheld_from=(Recipient.EMPLOYER,),
            consented_to=(Recipient.NAV,),
        ),
    )
    copy = RecipientCopy(
        recipient=recipient,
        case_id="sak-2027-014",
        language=language,
        made_at=MADE_AT,
        tilsagn_referanse="2027/4711-1",
        parties=Parties(
            arbeidstaker=Arbeidstaker(
                navn="Kari Nordmann", fnr="12855512345" if recipient is Recipient.NAV else ""
            ),
            virksomhet=Virksomhet(
                virksomhetsnummer="211511052",
                virksomhetsnavn="Solbakken barnehage",
                kontaktperson=Kontaktperson(navn="Ola Hansen"),
            ),
            ekspert=Ekspert(
                navn="Ingrid Ekspert",
                virksomhet="Godt Arbeid BHT",
                kompetanse="Ergoterapeut",
                hpr_nummer="1337",
            ),
            nav=NavKontakt(kontaktperson="Nils Veileder", enhet="NAV Sentrum"),
        ),
        report=report,
        omissions=0 if full else 1,
        withheld=withheld if full else (),
        approval=ApprovalStamp(
            approval_hash="ab" * 32,
            approved_at=datetime(2027, 2, 11, 13, 5, tzinfo=UTC),
            name="Kari Nordmann",
            channel=ConsentChannel.PAGE,
        ),
    )
    return sealed(copy.model_copy(update=changes))


class NoFindings:
    """A detector that finds nothing, for tests of what the gate finds by itself."""

    def analyze(
        self, text: str, parties: Sequence[str] = (), lang: str | None = None
    ) -> tuple[Finding, ...]:
        return ()
