"""The eight sections of the report as blocks; what is empty is left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import templates
from report_tool.export import wording
from report_tool.export.document import (
    Block,
    Card,
    Chart,
    Heading,
    Paragraph,
    Point,
    Run,
    Section,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from report_tool.export.marked import Marker
    from schemas.labels import Language
    from schemas.report import Report, Steg, Tiltak

_LAST_STEP_SHOWN = timedelta(days=14)
"""How long the chart goes on after the last step where no later review date is set."""


@dataclass(frozen=True, slots=True)
class _Writer:
    """What every section needs: the language and the marks."""

    lang: Language
    marker: Marker

    def say(self, key: str, **values: str) -> str:
        return templates.phrase(key, self.lang, **values)

    def field(self, path: str, text: str) -> tuple[Block, ...]:
        """A labelled field: heading and paragraphs, or nothing where it is empty."""
        blocks = self.marker.blocks(path, text)
        label = self.say(f"field.{path.rpartition('/')[2]}")
        return (Heading(label), *blocks) if blocks else ()

    def cell(self, path: str, text: str) -> Text:
        return self.marker.line(path, text) or _words("–")

    def day(self, value: date | None) -> Text:
        return _words(wording.day(value, self.lang) if value else self.say("document.not_set"))


def build(report: Report, lang: Language, marker: Marker) -> tuple[Section, ...]:
    """Return all eight sections, numbered; an empty one says that it is not filled in."""
    writer = _Writer(lang, marker)
    makers: dict[str, Callable[[], tuple[Block, ...]]] = {
        "oppdrag": partial(_oppdrag, report, writer),
        "arbeidssituasjon": partial(_arbeidssituasjon, report, writer),
        "arsak": partial(
            marker.blocks, "arsak/arsakTilFravaeret", report.arsak.arsak_til_fravaeret
        ),
        "provd": partial(_provd, report, writer),
        "tiltaksplan": partial(_tiltaksplan, report, writer),
        "veiTilbake": partial(_vei_tilbake, report, writer),
        "oppfolging": partial(_oppfolging, report, writer),
        "merknader": partial(
            marker.blocks,
            "merknader/arbeidstakersMerknader",
            report.merknader.arbeidstakers_merknader,
        ),
    }
    empty: tuple[Block, ...] = (Paragraph(_words(writer.say("document.empty"))),)
    return tuple(
        Section(key, heading, makers[key]() or empty, str(number))
        for number, (key, heading) in enumerate(templates.headings(lang).items(), start=1)
    )


def field_order(report: Report) -> tuple[str, ...]:
    """Return the path of every free-text field in the order it is printed."""
    return (
        "oppdrag/bestilling",
        *(f"oppdrag/moter/{m.id}/deltakere" for m in report.oppdrag.moter),
        *(
            f"arbeidssituasjon/{name}"
            for name in (
                "typiskArbeidshverdag",
                "kravOgRessurser",
                "arbeidsoppgaverSomKanUtfores",
                "arbeidsoppgaverSomIkkeKanUtfores",
            )
        ),
        "arsak/arsakTilFravaeret",
        "provd/tidligereTilrettelegging",
        *(
            f"provd/forsok/{f.id}/{name}"
            for f in report.provd.forsok
            for name in ("beskrivelse", "utfortAv", "effekt")
        ),
        *(
            f"tiltaksplan/tiltak/{t.id}/{name}"
            for t in report.tiltaksplan.tiltak
            for name in (
                "beskrivelseAvTiltak",
                "maalMedTiltaket",
                "vurderingEffektAvTiltak",
                "behovForBistand",
            )
        ),
        "tiltaksplan/utenTiltakArbeidstakerBegrunnelse",
        "tiltaksplan/utenTiltakArbeidsgiverBegrunnelse",
        *(
            f"veiTilbake/steg/{s.id}/{name}"
            for s in report.vei_tilbake.steg
            for name in ("arbeidsoppgaver", "tilrettelegging")
        ),
        "veiTilbake/hvisDetIkkeGaar",
        "oppfolging/hvordanFolgeOpp",
        "oppfolging/navKontaktesNaar",
        "oppfolging/refusjon",
        "merknader/arbeidstakersMerknader",
    )


def _words(text: str) -> Text:
    return (Run(text),) if text else ()


def _oppdrag(report: Report, w: _Writer) -> tuple[Block, ...]:
    part = report.oppdrag
    blocks = [*w.field("oppdrag/bestilling", part.bestilling)]
    if part.ekspert_er_uavhengig:
        blocks.append(Paragraph(_words(w.say("field.uavhengig"))))
    if part.moter:
        columns = ("field.mote_dato", "field.mote_deltakere", "field.mote_sted")
        rows = tuple(
            (
                w.day(m.dato),
                w.cell(f"oppdrag/moter/{m.id}/deltakere", m.deltakere),
                _words(w.say(f"motested.{m.motested}")),
            )
            for m in part.moter
        )
        blocks += [Heading(w.say("field.moter")), Table(_all(w, columns), rows, (3, 6, 3))]
    if part.timer is not None:
        blocks += [
            Heading(w.say("field.timer")),
            Paragraph(_words(wording.number(part.timer, w.lang))),
        ]
    return tuple(blocks)


def _arbeidssituasjon(report: Report, w: _Writer) -> tuple[Block, ...]:
    part = report.arbeidssituasjon
    return (
        *w.field("arbeidssituasjon/typiskArbeidshverdag", part.typisk_arbeidshverdag),
        *w.field("arbeidssituasjon/kravOgRessurser", part.krav_og_ressurser),
        *w.field(
            "arbeidssituasjon/arbeidsoppgaverSomKanUtfores", part.arbeidsoppgaver_som_kan_utfores
        ),
        *w.field(
            "arbeidssituasjon/arbeidsoppgaverSomIkkeKanUtfores",
            part.arbeidsoppgaver_som_ikke_kan_utfores,
        ),
    )


def _provd(report: Report, w: _Writer) -> tuple[Block, ...]:
    part = report.provd
    blocks = [*w.field("provd/tidligereTilrettelegging", part.tidligere_tilrettelegging)]
    if part.forsok:
        columns = ("field.forsok_hva", "field.forsok_hvem", "field.forsok_effekt")
        rows = tuple(
            (
                w.cell(f"provd/forsok/{f.id}/beskrivelse", f.beskrivelse),
                w.cell(f"provd/forsok/{f.id}/utfortAv", f.utfort_av),
                w.cell(f"provd/forsok/{f.id}/effekt", f.effekt),
            )
            for f in part.forsok
        )
        blocks += [Heading(w.say("field.forsok")), Table(_all(w, columns), rows, (5, 3, 5))]
    return tuple(blocks)


def _tiltaksplan(report: Report, w: _Writer) -> tuple[Block, ...]:
    part = report.tiltaksplan
    blocks: list[Block] = []
    if len(part.tiltak) > 1:
        blocks += [Heading(w.say("field.oversikt")), _overview(part.tiltak, w)]
    blocks += [_card(number, tiltak, w) for number, tiltak in enumerate(part.tiltak, start=1)]
    blocks += w.field(
        "tiltaksplan/utenTiltakArbeidstakerBegrunnelse", part.uten_tiltak_arbeidstaker_begrunnelse
    )
    blocks += w.field(
        "tiltaksplan/utenTiltakArbeidsgiverBegrunnelse", part.uten_tiltak_arbeidsgiver_begrunnelse
    )
    return tuple(blocks)


def _overview(tiltak: tuple[Tiltak, ...], w: _Writer) -> Table:
    keys = ("oversikt_tiltak", "oversikt_ansvarlig", "oversikt_frist")
    columns = (w.say("withheld.column_number"), *(w.say(f"field.{key}") for key in keys))
    rows = tuple(
        (
            _words(str(number)),
            w.cell(f"tiltaksplan/tiltak/{t.id}/beskrivelseAvTiltak", t.beskrivelse_av_tiltak),
            _responsible(t, w),
            w.day(t.til_dato),
        )
        for number, t in enumerate(tiltak, start=1)
    )
    return Table(columns, rows, (1, 8, 4, 4))


def _card(number: int, tiltak: Tiltak, w: _Writer) -> Card:
    path = f"tiltaksplan/tiltak/{tiltak.id}"
    fields = {
        "maalMedTiltaket": tiltak.maal_med_tiltaket,
        "vurderingEffektAvTiltak": tiltak.vurdering_effekt_av_tiltak,
        "behovForBistand": tiltak.behov_for_bistand,
    }
    lines = {key: w.marker.line(f"{path}/{key}", text) for key, text in fields.items()}
    rows = (
        ("maalMedTiltaket", lines["maalMedTiltaket"]),
        ("ansvarlig", _responsible(tiltak, w)),
        ("fraDato", w.day(tiltak.fra_dato)),
        ("tilDato", w.day(tiltak.til_dato)),
        ("vurderingEffektAvTiltak", lines["vurderingEffektAvTiltak"]),
        ("behovForBistand", lines["behovForBistand"]),
    )
    return Card(
        number=w.say("field.tiltak", number=str(number)),
        title=w.cell(f"{path}/beskrivelseAvTiltak", tiltak.beskrivelse_av_tiltak),
        rows=tuple((w.say(f"field.{key}"), value) for key, value in rows if value),
    )


def _responsible(tiltak: Tiltak, w: _Writer) -> Text:
    key = f"ansvarlig.{tiltak.ansvarlig}" if tiltak.ansvarlig else "document.not_set"
    return _words(w.say(key))


def _vei_tilbake(report: Report, w: _Writer) -> tuple[Block, ...]:
    part = report.vei_tilbake
    blocks: list[Block] = []
    if part.maal:
        blocks += [Heading(w.say("field.maal")), Paragraph(_words(w.say(f"maal.{part.maal}")))]
    if part.steg:
        blocks.append(Heading(w.say("field.steg")))
        blocks += _chart(part.steg, w)
        blocks.append(_steps(part.steg, w))
    blocks += w.field("veiTilbake/hvisDetIkkeGaar", part.hvis_det_ikke_gaar)
    return tuple(blocks)


def _steps(steg: tuple[Steg, ...], w: _Writer) -> Table:
    keys = ("nummer", "fra", "prosent", "oppgaver", "tilrettelegging", "vurderes")
    rows = tuple(
        (
            _words(str(number)),
            w.day(s.fra_dato),
            _words("–" if s.arbeidsprosent is None else wording.percent(s.arbeidsprosent)),
            w.cell(f"veiTilbake/steg/{s.id}/arbeidsoppgaver", s.arbeidsoppgaver),
            w.cell(f"veiTilbake/steg/{s.id}/tilrettelegging", s.tilrettelegging),
            w.day(s.evaluerings_dato),
        )
        for number, s in enumerate(steg, start=1)
    )
    return Table(_all(w, tuple(f"field.steg_{k}" for k in keys)), rows, (4, 8, 6, 12, 12, 8))


def _chart(steg: tuple[Steg, ...], w: _Writer) -> tuple[Chart, ...]:
    """Return the figure where at least two steps have both a date and a percentage."""
    dated = sorted(
        (s.fra_dato, s.arbeidsprosent)
        for s in steg
        if s.fra_dato is not None and s.arbeidsprosent is not None
    )
    if len({day for day, _ in dated}) < 2:
        return ()
    reviews = tuple(sorted({s.evaluerings_dato for s in steg if s.evaluerings_dato} - {None}))
    shown = tuple(day for day in reviews if day >= dated[0][0])
    words = [(wording.day(day, w.lang), wording.percent(value)) for day, value in dated]
    spoken = "; ".join(w.say("field.figur_punkt", date=d, percent=p) for d, p in words)
    return (
        Chart(
            caption=w.say("field.figur"),
            alt=f"{w.say('field.figur')}: {spoken}.",
            points=tuple(Point(day, value, wording.short_day(day, w.lang)) for day, value in dated),
            reviews=shown,
            legend=w.say("field.figur_vurdering") if shown else "",
            end=max([dated[-1][0] + _LAST_STEP_SHOWN, *shown]),
        ),
    )


def _oppfolging(report: Report, w: _Writer) -> tuple[Block, ...]:
    part = report.oppfolging
    blocks = [*w.field("oppfolging/hvordanFolgeOpp", part.hvordan_folge_opp)]
    if part.evaluerings_dato:
        blocks += [
            Heading(w.say("field.evalueringsDato")),
            Paragraph(w.day(part.evaluerings_dato)),
        ]
    blocks += w.field("oppfolging/navKontaktesNaar", part.nav_kontaktes_naar)
    blocks += w.field("oppfolging/refusjon", part.refusjon)
    return tuple(blocks)


def _all(w: _Writer, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w.say(key) for key in keys)
