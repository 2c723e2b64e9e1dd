"""The expert's report: eight sections, named after NAV's and the oppfølgingsplan's own fields.

The regulation (FOR-2019-08-29-1105 § 3) asks for the cause of the absence and for measures for
return to work; the sections follow DESIGN.md § 2.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from schemas.base import ItemId, Model, Percent
from schemas.labels import Language

Hours = Annotated[Decimal, Field(ge=0, le=1000, decimal_places=2)]
"""Hours worked, to a hundredth; written as a string in JSON, so that no float is stored."""


class Motested(StrEnum):
    """How a meeting was held."""

    ARBEIDSPLASSEN = "arbeidsplassen"
    DIGITALT = "digitalt"
    TELEFON = "telefon"
    ANNET = "annet"


class Mote(Model):
    """A meeting held: who took part, when, and how."""

    id: ItemId
    dato: date | None = None
    deltakere: str = ""
    motested: Motested = Motested.ARBEIDSPLASSEN


class Oppdrag(Model):
    """Section 1: what was ordered and by whom, the expert's independence, meetings, hours."""

    bestilling: str = ""
    ekspert_er_uavhengig: bool = False
    moter: tuple[Mote, ...] = ()
    timer: Hours | None = None


class Arbeidssituasjon(Model):
    """Section 2: job, demands and resources, and what the employee can and cannot do at work."""

    typisk_arbeidshverdag: str = ""
    krav_og_ressurser: str = ""
    arbeidsoppgaver_som_kan_utfores: str = ""
    arbeidsoppgaver_som_ikke_kan_utfores: str = ""


class Arsak(Model):
    """Section 3: causes as the relation between work, function and circumstances."""

    arsak_til_fravaeret: str = ""


class Forsok(Model):
    """A measure that was tried before, by whom and to what effect."""

    id: ItemId
    beskrivelse: str = ""
    utfort_av: str = ""
    effekt: str = ""


class Provd(Model):
    """Section 4: what has been tried."""

    tidligere_tilrettelegging: str = ""
    forsok: tuple[Forsok, ...] = ()


class Ansvarlig(StrEnum):
    """Who is responsible for a measure, by role."""

    ARBEIDSTAKER = "arbeidstaker"
    ARBEIDSGIVER = "arbeidsgiver"
    BEGGE = "begge"
    BEDRIFTSHELSETJENESTEN = "bedriftshelsetjenesten"
    NAV = "nav"
    ANDRE = "andre"


class Tiltak(Model):
    """A measure: what, why, who, from when, by when, how we see that it works, what it needs."""

    id: ItemId
    beskrivelse_av_tiltak: str = ""
    maal_med_tiltaket: str = ""
    ansvarlig: Ansvarlig | None = None
    fra_dato: date | None = None
    til_dato: date | None = None
    vurdering_effekt_av_tiltak: str = ""
    behov_for_bistand: str = ""


class Tiltaksplan(Model):
    """Section 5: measures, or the reason why a party has none."""

    tiltak: tuple[Tiltak, ...] = ()
    uten_tiltak_arbeidstaker_begrunnelse: str = ""
    uten_tiltak_arbeidsgiver_begrunnelse: str = ""


class Maal(StrEnum):
    """The goal of the way back: § 3 names the same or other work, the same or another employer."""

    SAMME_ARBEID = "sammeArbeid"
    ANDRE_OPPGAVER = "andreOppgaver"
    ANNEN_ARBEIDSGIVER = "annenArbeidsgiver"
    AVKLART_ANNERLEDES = "avklartAnnerledes"


class Steg(Model):
    """A step back to work: from a date, at a work percentage, with tasks, adjustments, review."""

    id: ItemId
    fra_dato: date | None = None
    arbeidsprosent: Percent | None = None
    arbeidsoppgaver: str = ""
    tilrettelegging: str = ""
    evaluerings_dato: date | None = None


class VeiTilbake(Model):
    """Section 6: goal, steps, and what happens if it does not work."""

    maal: Maal | None = None
    steg: tuple[Steg, ...] = ()
    hvis_det_ikke_gaar: str = ""


class Oppfolging(Model):
    """Section 7: who follows up and when, evaluation, when to call NAV, refund steps."""

    hvordan_folge_opp: str = ""
    evaluerings_dato: date | None = None
    nav_kontaktes_naar: str = ""
    refusjon: str = ""


class Merknader(Model):
    """Section 8: the employee's own words, from the review."""

    arbeidstakers_merknader: str = ""


class Report(Model):
    """The whole report, in the order it is printed."""

    language: Language = Language.BOKMAL
    oppdrag: Oppdrag = Oppdrag()
    arbeidssituasjon: Arbeidssituasjon = Arbeidssituasjon()
    arsak: Arsak = Arsak()
    provd: Provd = Provd()
    tiltaksplan: Tiltaksplan = Tiltaksplan()
    vei_tilbake: VeiTilbake = VeiTilbake()
    oppfolging: Oppfolging = Oppfolging()
    merknader: Merknader = Merknader()
