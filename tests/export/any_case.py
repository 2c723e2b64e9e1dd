"""Approved cases with any report, each with a book of who may read which detail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from report_tool.workflow import decisions, detection, editing, intake, review
from schemas.decision import ConsentChannel, DecisionKind, Scope
from schemas.finding import Finding
from schemas.labels import OTHERS, Label, Language, Recipient
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
from schemas.review import DetailAnswer, DetailReply, ReviewAnswer, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from schemas.case import Case
    from schemas.finding import FieldFinding

NOW = datetime(2027, 2, 12, 9, 30, tzinfo=UTC)

DETAILS = {
    "migrene": Label.DIAGNOSIS,
    "leddgikt": Label.DIAGNOSIS,
    "bipolar lidelse": Label.DIAGNOSIS,
    "kraftige smerter i nakken": Label.SYMPTOM,
    "hjertebank": Label.SYMPTOM,
    "Sobril 10 mg": Label.MEDICATION,
    "cellegift": Label.TREATMENT,
    "psykologspesialist Berg": Label.CARE_PROVIDER,
    "skilsmisse": Label.PRIVATE_LIFE,
    "rusmisbruk": Label.SUBSTANCE,
    "fagforeningen": Label.SPECIAL_CATEGORY,
    "prøverør": Label.REPRODUCTIVE,
    "912 34 567": Label.CONTACT,
    "spiseforstyrrelse": Label.DIAGNOSIS,
}
"""Details that tell themselves apart from anything else in a report."""

SENTENCES = {
    Language.BOKMAL: (
        "Hun har fortalt om {}.",
        "Det henger sammen med {}, og vaktene er lange.",
        "{} gjorde høsten krevende!",
        "På møtet ble {} og uro i teamet nevnt.",
        "Er {} en grunn?",
        "- Etter {}: kortere økter",
    ),
    Language.NYNORSK: (
        "Ho har fortalt om {}.",
        "Det heng saman med {}, og vaktene er lange.",
        "{} gjorde hausten krevjande!",
        "På møtet vart {} og uro i teamet nemnt.",
        "- Etter {}: kortare økter",
    ),
}
HARMLESS = (
    "Oppgavene på avdelingen passer godt.",
    "Møte hver mandag kl. 12.",
    "Høytliggende hyller i kjølerommet krever stige.",
    "<w:t>Bord & stol</w:t> #let x = 1 $y$ \\u{1F600} {{ 7 }}",
    "Ny plan 👍🏽, čáhppes ja ŋ.",
    "Kontor\u00adarbeid og tele\u00adfon\u200b i 20 minutter\u2028ny linje",
    "Tilretteleggingsmulighetsvurderingsskjemaoversikten ligger klar.",
    "(A) eller /B, 50 % – «fast»",
)
REWRITTEN = "Hun trenger faste rammer."
_PATTERN = re.compile("|".join(map(re.escape, DETAILS)), re.IGNORECASE)
_LABELS = {detail.casefold(): label for detail, label in DETAILS.items()}


class Knows:
    """A detector that knows the details in every case and spacing that the texts use."""

    def analyze(
        self, text: str, parties: Sequence[str] = (), lang: str | None = None
    ) -> tuple[Finding, ...]:
        return tuple(
            Finding(
                start=match.start(),
                end=match.end(),
                label=_LABELS[match[0].casefold()],
                score=90,
                surface=match[0],
            )
            for match in _PATTERN.finditer(text)
        )


@dataclass(frozen=True)
class Booked:
    """An approved case, and for each detail in it the recipients who may read it."""

    case: Case
    may_read: dict[str, frozenset[Recipient]]


def _text(language: Language, details: Sequence[str]) -> st.SearchStrategy[str]:
    told = st.tuples(
        st.sampled_from(SENTENCES[language]),
        st.sampled_from(details or ("oppgavene",)),
        st.sampled_from((str, str.upper, str.capitalize)),
    ).map(lambda t: t[0].format(t[2](t[1])))
    parts = st.lists(st.one_of(st.sampled_from(HARMLESS), told), min_size=1, max_size=3)
    return st.tuples(parts, st.sampled_from((" ", "\n"))).map(lambda t: t[1].join(t[0]))


@st.composite
def reports(draw: Any, language: Language, details: Sequence[str]) -> Report:
    """A report complete enough for approval; optional fields and lists are there or not."""
    text = _text(language, details)
    maybe = st.one_of(st.just(""), text)
    days = st.dates(date(2026, 9, 1), date(2028, 6, 30))

    def several(make: Callable[[str], Any], prefix: str, least: int, most: int) -> tuple[Any, ...]:
        count = draw(st.integers(least, most))
        return tuple(make(f"{prefix}{number}") for number in range(count))

    return Report(
        language=language,
        oppdrag=Oppdrag(
            bestilling=draw(text),
            ekspert_er_uavhengig=True,
            moter=several(
                lambda key: Mote(
                    id=key,
                    dato=draw(days),
                    deltakere=draw(maybe),
                    motested=draw(st.sampled_from(Motested)),
                ),
                "a",
                1,
                3,
            ),
            timer=draw(st.sampled_from([None, Decimal("0"), Decimal("14.50")])),
        ),
        arbeidssituasjon=Arbeidssituasjon(
            typisk_arbeidshverdag=draw(text),
            krav_og_ressurser=draw(maybe),
            arbeidsoppgaver_som_kan_utfores=draw(text),
            arbeidsoppgaver_som_ikke_kan_utfores=draw(text),
        ),
        arsak=Arsak(arsak_til_fravaeret=draw(text)),
        provd=Provd(
            tidligere_tilrettelegging=draw(text),
            forsok=several(
                lambda key: Forsok(
                    id=key, beskrivelse=draw(maybe), utfort_av=draw(maybe), effekt=draw(maybe)
                ),
                "f",
                0,
                2,
            ),
        ),
        tiltaksplan=Tiltaksplan(
            tiltak=several(
                lambda key: Tiltak(
                    id=key,
                    beskrivelse_av_tiltak=draw(text),
                    maal_med_tiltaket=draw(maybe),
                    ansvarlig=draw(st.sampled_from(Ansvarlig)),
                    fra_dato=draw(st.one_of(st.none(), days)),
                    til_dato=draw(days),
                    vurdering_effekt_av_tiltak=draw(text),
                    behov_for_bistand=draw(maybe),
                ),
                "m",
                0,
                4,
            ),
            uten_tiltak_arbeidstaker_begrunnelse=draw(text),
            uten_tiltak_arbeidsgiver_begrunnelse=draw(text),
        ),
        vei_tilbake=VeiTilbake(
            maal=draw(st.sampled_from(Maal)),
            steg=several(
                lambda key: Steg(
                    id=key,
                    fra_dato=draw(days),
                    arbeidsprosent=draw(st.one_of(st.none(), st.integers(0, 100))),
                    arbeidsoppgaver=draw(maybe),
                    tilrettelegging=draw(maybe),
                    evaluerings_dato=draw(st.one_of(st.none(), days)),
                ),
                "s",
                1,
                5,
            ),
            hvis_det_ikke_gaar=draw(maybe),
        ),
        oppfolging=Oppfolging(
            hvordan_folge_opp=draw(text),
            evaluerings_dato=draw(days),
            nav_kontaktes_naar=draw(maybe),
            refusjon=draw(maybe),
        ),
        merknader=Merknader(arbeidstakers_merknader=draw(maybe)),
    )


@st.composite
def approved_cases(draw: Any) -> Booked:
    """A case with up to six kinds of detail, each answered in one of the four ways everywhere."""
    language = draw(st.sampled_from(Language))
    details = draw(st.lists(st.sampled_from(sorted(DETAILS)), max_size=6, unique=True))
    case = intake.new_case("sak-1", NOW, language=language)
    case = editing.edit(case, draw(reports(language, details)), NOW)
    case = editing.set_parties(case, _parties(), NOW)
    may_read: dict[str, frozenset[Recipient]] = {}
    agreed: dict[str, tuple[Recipient, ...]] = {}
    for detail in details:
        kind = draw(st.sampled_from(DecisionKind))
        shown: set[Recipient] = set()
        found = _of(case, detail)
        if kind is DecisionKind.WITHHOLD:
            case = decisions.withhold(case, found, NOW)
        elif kind is DecisionKind.NOT_SENSITIVE:
            scope = draw(st.sampled_from((Scope.ONCE, Scope.CASE)))
            case = decisions.not_sensitive(case, found, "Et yrke", scope, NOW)
            shown = set(OTHERS)
        elif kind is DecisionKind.SHARE:
            to = draw(st.sets(st.sampled_from(OTHERS), min_size=1))
            shown = draw(st.sets(st.sampled_from(sorted(to))))
            case = decisions.share(case, found, list(to), "Trengs", NOW)
            agreed[detail] = tuple(sorted(shown))
        else:
            case = _rewrite_all(case, detail)
        readers = shown if kind is DecisionKind.REWRITE else {*shown, Recipient.EMPLOYEE}
        may_read[detail] = frozenset(readers)
    case = decisions.withhold(case, decisions.undecided(case, _located(case)), NOW)
    case = review.send_to_review(case, _located(case), NOW)
    hidden = [detail for detail in details if may_read[detail] == {Recipient.EMPLOYEE}]
    return Booked(_approve(case, agreed, draw(_text(language, hidden))), may_read)


def _rewrite_all(case: Case, detail: str) -> Case:
    while found := _of(case, detail):
        case = decisions.rewrite(case, found[0], REWRITTEN, NOW)
    return case


def _approve(case: Case, agreed: dict[str, tuple[Recipient, ...]], own_words: str) -> Case:
    standing = (decisions.decision_for(case, found) for found in _located(case))
    proposed = {d.id: d for d in standing if d and d.kind is DecisionKind.SHARE}
    details = tuple(
        DetailAnswer(decision_id=decision.id, reply=DetailReply.CONSENT, consent_to=recipients)
        for decision in proposed.values()
        if (recipients := agreed.get(_detail_of(decision.anchor.surface), ()))
    )
    given = ReviewAnswer(
        case_id=case.case_id,
        review_hash=review.review_hash(case),
        verdict=Verdict.APPROVED,
        details=details,
        own_words=own_words,
        name="Kari Nordmann",
        answered_at=NOW,
        channel=ConsentChannel.PAGE,
    )
    return review.apply_answer(case, given, _located(case), NOW)


def _located(case: Case) -> tuple[FieldFinding, ...]:
    return detection.locate(case, Knows())


def _of(case: Case, detail: str) -> list[FieldFinding]:
    return [f for f in _located(case) if _detail_of(f.finding.surface) == detail]


def _detail_of(surface: str) -> str:
    return next(detail for detail in DETAILS if detail.casefold() == surface.casefold())


def _parties() -> Parties:
    return Parties(
        arbeidstaker=Arbeidstaker(navn="Kari Nordmann", fnr="12855512345", epost="kari@post.no"),
        virksomhet=Virksomhet(
            virksomhetsnummer="211511052",
            virksomhetsnavn="Solbakken barnehage",
            kontaktperson=Kontaktperson(navn="Ola Hansen"),
        ),
        ekspert=Ekspert(navn="Ingrid Ekspert", kompetanse="Ergoterapeut"),
        nav=NavKontakt(kontaktperson="Nils Veileder", enhet="NAV Sentrum"),
    )
