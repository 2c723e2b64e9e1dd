"""The heart of the report: the measures, and the way back step by step."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from report_tool.export import wording
from report_tool.export.document import Block, Card, Chart, Heading, Paragraph, Point, Table, Text
from report_tool.export.section_writer import words

if TYPE_CHECKING:
    from datetime import date

    from report_tool.export.section_writer import SectionWriter
    from schemas.report import Report, Steg, Tiltak

_LAST_STEP_SHOWN = timedelta(days=14)
"""How long the chart goes on after the last step where no later review date is set."""

_LEAST_SHARE_OF_LAST_STEP = 0.12
"""And how long at least, as a share of the time before: the last step must be seen."""


def measures(report: Report, w: SectionWriter) -> tuple[Block, ...]:
    """Return section 5: an overview where there are several measures, then a card for each."""
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


def _overview(tiltak: tuple[Tiltak, ...], w: SectionWriter) -> Table:
    keys = ("oversikt_tiltak", "oversikt_ansvarlig", "oversikt_frist")
    columns = (w.say("withheld.column_number"), *(w.say(f"field.{key}") for key in keys))
    rows = tuple(
        (
            words(str(number)),
            w.cell(f"tiltaksplan/tiltak/{t.id}/beskrivelseAvTiltak", t.beskrivelse_av_tiltak),
            _responsible(t, w),
            w.day(t.til_dato),
        )
        for number, t in enumerate(tiltak, start=1)
    )
    return Table(columns, rows, (1, 8, 5, 4))


def _card(number: int, tiltak: Tiltak, w: SectionWriter) -> Card:
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


def _responsible(tiltak: Tiltak, w: SectionWriter) -> Text:
    key = f"ansvarlig.{tiltak.ansvarlig}" if tiltak.ansvarlig else "document.not_set"
    return words(w.say(key))


def way_back(report: Report, w: SectionWriter) -> tuple[Block, ...]:
    """Return section 6: the goal, the steps as figure and table, and the plan if it fails."""
    part = report.vei_tilbake
    blocks: list[Block] = []
    if part.maal:
        blocks += [Heading(w.say("field.maal")), Paragraph(words(w.say(f"maal.{part.maal}")))]
    if part.steg:
        blocks.append(Heading(w.say("field.steg")))
        blocks += _chart(part.steg, w)
        blocks.append(_steps(part.steg, w))
    blocks += w.field("veiTilbake/hvisDetIkkeGaar", part.hvis_det_ikke_gaar)
    return tuple(blocks)


def _steps(steg: tuple[Steg, ...], w: SectionWriter) -> Table:
    keys = ("nummer", "fra", "prosent", "oppgaver", "tilrettelegging", "vurderes")
    rows = tuple(
        (
            words(str(number)),
            w.day(s.fra_dato),
            words("–" if s.arbeidsprosent is None else wording.percent(s.arbeidsprosent)),
            w.cell(f"veiTilbake/steg/{s.id}/arbeidsoppgaver", s.arbeidsoppgaver),
            w.cell(f"veiTilbake/steg/{s.id}/tilrettelegging", s.tilrettelegging),
            w.day(s.evaluerings_dato),
        )
        for number, s in enumerate(steg, start=1)
    )
    return Table(w.say_all(tuple(f"field.steg_{k}" for k in keys)), rows, (5, 10, 6, 11, 12, 10))


def _chart(steg: tuple[Steg, ...], w: SectionWriter) -> tuple[Chart, ...]:
    """Return the figure of the steps that have both a date and a percentage.

    Of steps that begin on one day, the last in the plan counts.
    """
    dated = {
        s.fra_dato: s.arbeidsprosent
        for s in steg
        if s.fra_dato is not None and s.arbeidsprosent is not None
    }
    if not dated:
        return ()
    days = sorted(dated)
    points = tuple(Point(day, dated[day], wording.short_day(day, w.lang)) for day in days)
    reviews = tuple(
        Point(day, _percent_on(day, points), wording.short_day(day, w.lang))
        for day in sorted({s.evaluerings_dato for s in steg if s.evaluerings_dato})
        if day >= days[0]
    )
    tail = max(_LAST_STEP_SHOWN, (days[-1] - days[0]) * _LEAST_SHARE_OF_LAST_STEP)
    return (
        Chart(
            caption=w.say("field.figur"),
            alt=_spoken(points, reviews, w),
            points=points,
            reviews=reviews,
            legend=w.say("field.figur_vurdering") if reviews else "",
            end=max([days[-1] + tail, *(point.day for point in reviews)]),
        ),
    )


def _percent_on(day: date, points: tuple[Point, ...]) -> int:
    return [point.percent for point in points if point.day <= day][-1]


def _spoken(points: tuple[Point, ...], reviews: tuple[Point, ...], w: SectionWriter) -> str:
    """Return the figure in words: every step, then every review."""
    steps = "; ".join(
        w.say(
            "field.figur_punkt", date=wording.day(p.day, w.lang), percent=wording.percent(p.percent)
        )
        for p in points
    )
    said = [f"{w.say('field.figur')}: {steps}."]
    if reviews:
        dates = ", ".join(wording.day(point.day, w.lang) for point in reviews)
        said.append(f"{w.say('field.figur_vurdering').capitalize()}: {dates}.")
    return " ".join(said)
