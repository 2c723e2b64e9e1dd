"""Days and percentages agree between the sections.

Source of every rule here: NAV finds the reports uneven (evaluation 2024); whoever follows up acts
on the numbers, so two that differ stop the work.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_tool.workflow.fields import text_fields
from report_tool.workflow.quality.hint import Hint
from report_tool.workflow.quality.said_days import Sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from report_tool.workflow.fields import TextField
    from schemas.case import Case
    from schemas.report import Report

_AHEAD = frozenset({"tiltaksplan", "veiTilbake", "oppfolging"})
_WORK = re.compile(r"arbeid|jobb|stilling|opptrapp|til ?stede|sykmeld|sjukmeld", re.IGNORECASE)
_POSITION = re.compile(
    r"(?:(\d{1,3})\s?(?:%|prosent)\s(?:fast\s)?stilling|stilling(?:en|a)?\spå\s(\d{1,3})\s?(?:%|p))",
    re.IGNORECASE,
)
_REVIEW = re.compile(r"evaluer", re.IGNORECASE)


def in_order(case: Case) -> Iterator[Hint]:
    """Nothing ends before it begins: measures, the steps' reviews, the evaluation."""
    report = case.report
    for measure in report.tiltaksplan.tiltak:
        if measure.fra_dato and measure.til_dato and measure.til_dato < measure.fra_dato:
            place = f"tiltaksplan/tiltak/{measure.id}/tilDato"
            yield _days("dates-order", place, "measure", measure.fra_dato, measure.til_dato)
    for step in report.vei_tilbake.steg:
        if step.fra_dato and step.evaluerings_dato and step.evaluerings_dato < step.fra_dato:
            place = f"veiTilbake/steg/{step.id}/evalueringsDato"
            yield _days("dates-order", place, "step", step.fra_dato, step.evaluerings_dato)
    last = report.oppfolging.evaluerings_dato
    deadlines = [m.til_dato for m in report.tiltaksplan.tiltak if m.til_dato]
    if last and deadlines and last < min(deadlines):
        place = "oppfolging/evalueringsDato"
        yield _days("dates-order", place, "evaluation", min(deadlines), last)


def after_start(case: Case) -> Iterator[Hint]:
    """No step of the plan comes before the expert's work could begin.

    Source: FOR-2019-08-29-1105 § 6: NAV is asked before the start; the søknad and the tilsagn
    name the day.
    """
    begin = case.tilsagn.fra_dato or case.bestilling.startdato
    if begin is None:
        return
    for step in case.report.vei_tilbake.steg:
        if step.fra_dato and step.fra_dato < begin:
            place = f"veiTilbake/steg/{step.id}/fraDato"
            yield _days("step-early", place, "", begin, step.fra_dato)


def same_percent(case: Case) -> Iterator[Hint]:
    """A work percentage in the text is one of the plan's, and the one of its day."""
    steps = [s for s in case.report.vei_tilbake.steg if s.arbeidsprosent is not None]
    planned = sorted({s.arbeidsprosent for s in steps if s.arbeidsprosent is not None})
    known = {*planned, *(100 - p for p in planned), 0, 100, *_positions(case.report)}
    for field, sentence in _sentences(case.report, _AHEAD):
        if field.path.startswith("veiTilbake/steg/"):
            continue
        on_day = [
            step.arbeidsprosent
            for step in steps
            for day in sentence.days
            if len(sentence.days) == 1 and step.fra_dato and day.is_on(step.fra_dato)
        ]
        expected = {p for p in on_day if p is not None}
        for said in sentence.percents:
            fits = expected if expected and len(sentence.percents) == 1 else known
            about_work = planned and (expected or _WORK.search(sentence.text))
            if about_work and said.value not in {*fits, *(100 - p for p in expected)}:
                plan = ", ".join(f"{p} %" for p in (sorted(expected) or planned))
                parameters = (("said", str(said.value)), ("plan", plan))
                yield Hint("percent", field.path, parameters, said.span, sentence.text + plan)


def same_position(case: Case) -> Iterator[Hint]:
    """The size of the position is the same wherever it is named."""
    seen: int | None = None
    for field in text_fields(case.report):
        for match in _POSITION.finditer(field.text):
            value = int(match[1] or match[2])
            if seen is not None and value != seen:
                parameters = (("said", str(value)), ("before", str(seen)))
                yield Hint("position", field.path, parameters, match.span(), f"{seen} {value}")
            seen = seen or value


def same_review(case: Case) -> Iterator[Hint]:
    """A day of evaluation in the text is one of those in the fields."""
    report = case.report
    days = {
        report.oppfolging.evaluerings_dato,
        *(s.evaluerings_dato for s in report.vei_tilbake.steg),
    }
    known = sorted(day for day in days if day)
    if not known:
        return
    for field, sentence in _sentences(report, _AHEAD):
        if not _REVIEW.search(sentence.text):
            continue
        for said in sentence.days:
            if not any(said.is_on(day) for day in known):
                plan = ", ".join(map(_shown, known))
                yield Hint("review-day", field.path, (("plan", plan),), said.span, sentence.text)


def _sentences(report: Report, sections: frozenset[str]) -> Iterator[tuple[TextField, Sentence]]:
    for field in text_fields(report):
        if field.section in sections:
            for sentence in sentences(field.text):
                yield field, sentence


def _positions(report: Report) -> set[int]:
    found = (match for f in text_fields(report) for match in _POSITION.finditer(f.text))
    return {int(match[1] or match[2]) for match in found}


def _days(rule: str, place: str, variant: str, first: date, second: date) -> Hint:
    parameters = (("first", _shown(first)), ("second", _shown(second)))
    return Hint(rule, place, parameters, about=f"{first} {second}", variant=variant)


def _shown(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
