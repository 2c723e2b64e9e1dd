"""The eight sections of the report as blocks; what is empty is left out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import templates
from report_tool.export import plan_sections, wording
from report_tool.export.document import Block, Heading, Paragraph, Section, Table
from report_tool.export.section_writer import SectionWriter, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_tool.export.marked import Marker
    from schemas.labels import Language
    from schemas.report import Report


def build(report: Report, lang: Language, marker: Marker) -> tuple[Section, ...]:
    """Return all eight sections, numbered; an empty one says that it is not filled in."""
    writer = SectionWriter(lang, marker)
    makers: dict[str, Callable[[], tuple[Block, ...]]] = {
        "oppdrag": partial(_oppdrag, report, writer),
        "arbeidssituasjon": partial(_arbeidssituasjon, report, writer),
        "arsak": partial(
            marker.blocks, "arsak/arsakTilFravaeret", report.arsak.arsak_til_fravaeret
        ),
        "provd": partial(_provd, report, writer),
        "tiltaksplan": partial(plan_sections.measures, report, writer),
        "veiTilbake": partial(plan_sections.way_back, report, writer),
        "oppfolging": partial(_oppfolging, report, writer),
        "merknader": partial(
            marker.blocks,
            "merknader/arbeidstakersMerknader",
            report.merknader.arbeidstakers_merknader,
        ),
    }
    empty: tuple[Block, ...] = (Paragraph(words(writer.say("document.empty"))),)
    return tuple(
        Section(key, heading, makers[key]() or empty, str(number))
        for number, (key, heading) in enumerate(templates.headings(lang).items(), start=1)
    )


def _oppdrag(report: Report, w: SectionWriter) -> tuple[Block, ...]:
    part = report.oppdrag
    blocks = [*w.field("oppdrag/bestilling", part.bestilling)]
    if part.ekspert_er_uavhengig:
        blocks.append(Paragraph(words(w.say("field.uavhengig"))))
    if part.moter:
        columns = ("field.mote_dato", "field.mote_deltakere", "field.mote_sted")
        rows = tuple(
            (
                w.day(m.dato),
                w.cell(f"oppdrag/moter/{m.id}/deltakere", m.deltakere),
                words(w.say(f"motested.{m.motested}")),
            )
            for m in part.moter
        )
        blocks += [Heading(w.say("field.moter")), Table(w.say_all(columns), rows, (3, 6, 3))]
    if part.timer is not None:
        blocks += [
            Heading(w.say("field.timer")),
            Paragraph(words(wording.number(part.timer, w.lang))),
        ]
    return tuple(blocks)


def _arbeidssituasjon(report: Report, w: SectionWriter) -> tuple[Block, ...]:
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


def _provd(report: Report, w: SectionWriter) -> tuple[Block, ...]:
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
        blocks += [Heading(w.say("field.forsok")), Table(w.say_all(columns), rows, (5, 3, 5))]
    return tuple(blocks)


def _oppfolging(report: Report, w: SectionWriter) -> tuple[Block, ...]:
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
