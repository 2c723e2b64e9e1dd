"""What the quality hints notice, and what they leave alone."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_tool.messages import catalogue
from report_tool.workflow import editing, quality
from report_tool.workflow.completeness import missing
from report_tool.workflow.fields import text_fields, with_text
from report_tool.workflow.naming import field_name
from report_tool.workflow.quality.hints import OF_CASE, OF_REPORT
from report_tool.workflow.quality.readability import lix, pages
from report_tool.workflow.quality.said_days import sentences
from schemas.case import Case, Tilsagn
from schemas.decision import DecisionKind, Scope
from schemas.finding import FieldFinding, Finding
from schemas.labels import Label
from schemas.report import (
    Ansvarlig,
    Oppfolging,
    Report,
    Steg,
    Tiltak,
    Tiltaksplan,
    VeiTilbake,
)
from templates.writing import KINDS, watched_words
from tests.workflow.quality_samples import (
    CAUSE,
    FOLLOW,
    NOW,
    PLAN_B,
    case_of,
    good_report,
    measure,
    rules,
    step,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_good_report_gets_no_hint() -> None:
    assert quality.all_hints(case_of(good_report())) == ()


def test_an_empty_report_is_not_nagged_about_a_plan_that_is_not_begun() -> None:
    assert rules(case_of(Report())) == ["measure-arbeidstaker", "measure-arbeidsgiver"]


LONG = "Lederen og Kari " + "møtes igjen og igjen " * 8 + "i uke to."
WORK = "Kari er i jobb. "


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (measure(ansvarlig=None), ["measure-who", "measure-arbeidsgiver"]),
        (measure(til_dato=None), ["measure-when"]),
        (measure(vurdering_effekt_av_tiltak=" "), ["measure-seen"]),
        (measure(beskrivelse_av_tiltak=""), ["measure-what", "measure-arbeidsgiver"]),
        (measure(ansvarlig=Ansvarlig.BEGGE), []),
        (measure(ansvarlig=Ansvarlig.NAV), ["measure-arbeidsgiver"]),
        (measure(beskrivelse_av_tiltak="Lederen vurderer mellomvakt."), ["measure-vague"]),
        (
            measure(beskrivelse_av_tiltak="Flytte vakter ved behov, eventuelt etter hvert."),
            ["measure-vague"] * 3,
        ),
        (measure(beskrivelse_av_tiltak="Flytte vaktene etter kvart."), ["measure-vague"]),
        (measure(beskrivelse_av_tiltak="Lederen skriver vurderingen ned."), []),
        (measure(til_dato=date(2026, 11, 30)), ["dates-order"]),
        (step(0, fra_dato=None), ["plan-date"]),
        (step(0, arbeidsprosent=None), ["plan-percent"]),
        (step(1, arbeidsprosent=50), []),
        (step(1, arbeidsprosent=40), ["plan-rises"]),
        (step(1, evaluerings_dato=None), ["plan-review"]),
        (step(1, evaluerings_dato=date(2027, 1, 31)), ["dates-order"]),
        (texts(plan_b=""), ["plan-b"]),
        (texts(follow=LONG), ["long-sentence"]),
        (texts(follow="Kari nekter å møte lederen."), ["blaming"]),
        (texts(follow="Leiaren og Kari er lite samarbeidsvillige."), ["blaming"]),
        (texts(follow="Det tyder på at hun har nok å gjøre."), ["diagnosing"]),
        (texts(follow="Lederen ringer hver ___ ."), ["blank"]),
        (texts(follow=f"{WORK}Hun jobber 60 % fra nå."), ["percent"]),
        (texts(follow="Fra 1. februar jobber hun 50 %."), ["percent"]),
        (texts(follow="Fra 1. februar 2027 jobber hun 80 prosent."), []),
        (texts(follow="Hun er sykmeldt 20 %."), []),
        (texts(follow="Støyen skal ned med 35 %."), []),
        (texts(follow="Felles evaluering 2. mars."), ["review-day"]),
        (texts(follow="Felles evaluering 01.03.2027."), []),
        (texts(follow="Møte med Karin hver uke, og med Karis leder."), ["name-spelling"]),
        (
            texts(follow="Hun har 80 % stilling.", plan_b="Stillingen på 60 % blir stående."),
            ["position"],
        ),
    ],
)
def test_each_rule_notices_its_own_and_no_more(
    change: Callable[[Report], Report], expected: list[str]
) -> None:
    assert rules(case_of(change(good_report()))) == expected


def test_hints_come_in_print_order_with_the_words_they_mean() -> None:
    report = texts(cause="Hun påstår det.", follow="Han hevder det.")(good_report())
    found = quality.all_hints(case_of(report))
    assert [hint.section for hint in found] == ["arsak", "oppfolging"]
    assert [hint.span for hint in found] == [(4, 10), (4, 10)]
    assert "«påstår»" in found[0].message


def test_history_longer_than_measures_and_plan() -> None:
    report = texts(cause="Et ord til. " * 40)(good_report())
    assert rules(case_of(report)) == ["history"]
    bare = report.model_copy(update={"vei_tilbake": VeiTilbake()})
    assert "history" not in rules(case_of(bare))


def test_five_pages_are_too_many() -> None:
    report = texts(follow="Et ord til. " * 500)(good_report())
    assert pages(report) > 4.35
    assert rules(case_of(report)) == ["pages"]


def test_hard_text_is_pointed_at() -> None:
    words = (
        "Arbeidsgiverens tilretteleggingsplikt forutsetter virksomhetsovergripende samhandling. "
    )
    assert lix(words) > 45
    report = texts(follow=words * 12)(good_report())
    assert "lix" in rules(case_of(report))
    assert lix("") == 0
    assert lix("Hun kan gå. Hun kan stå.") == 3


def test_a_step_before_the_start_that_nav_granted() -> None:
    case = case_of(good_report())
    granted = case.model_copy(update={"tilsagn": Tilsagn(fra_dato=date(2026, 12, 10))})
    assert rules(granted) == ["step-early"]
    assert "1.12.2026" in quality.all_hints(granted)[0].message


def test_the_evaluation_before_any_deadline() -> None:
    report = good_report()
    early = report.oppfolging.model_copy(update={"evaluerings_dato": date(2026, 12, 2)})
    assert rules(case_of(report.model_copy(update={"oppfolging": early}))) == ["dates-order"]


def person(decision: DecisionKind | None) -> tuple[Case, FieldFinding]:
    from report_tool.workflow.decisions import not_sensitive, withhold

    case = case_of(texts(follow="Kari snakker med Per hver uke.")(good_report()))
    start = 17
    found = FieldFinding(
        field=FOLLOW,
        finding=Finding(start=start, end=start + 3, label=Label.PERSON, score=90, surface="Per"),
        sentence="Kari snakker med Per hver uke.",
        sentence_start=0,
        occurrence=0,
    )
    if decision is DecisionKind.NOT_SENSITIVE:
        case = not_sensitive(case, [found], "kollega", Scope.ONCE, NOW)
    elif decision is DecisionKind.WITHHOLD:
        case = withhold(case, [found], NOW)
    return case, found


def test_a_shown_name_that_is_no_party() -> None:
    case, found = person(DecisionKind.NOT_SENSITIVE)
    assert rules(case, found) == ["person"]
    for decision in (None, DecisionKind.WITHHOLD):
        case, found = person(decision)
        assert rules(case, found) == []


@pytest.mark.parametrize(
    ("text", "days", "percents"),
    [
        ("Fra 1. mars 2027 er det 50 %.", [(1, 3, 2027)], [50]),
        ("Fra 1.3.27 og 01.04.", [(1, 3, 2027), (1, 4, None)], []),
        ("Versjon 1.2.3 og 150 % er ikke noe.", [(1, 2, None)], []),
        ("60prosent og 7 prosentpoeng", [], [60]),
        ("Kl. 10.30 hver dag", [], []),
        ("Uten tall", [], []),
    ],
)
def test_days_and_percentages_in_a_text(
    text: str, days: list[tuple[int, int, int | None]], percents: list[int]
) -> None:
    found = list(sentences(text))
    assert [(d.day, d.month, d.year) for s in found for d in s.days] == days
    assert [p.value for s in found for p in s.percents] == percents


@given(
    st.lists(
        st.builds(
            Tiltak,
            id=st.sampled_from(["m1"]),
            beskrivelse_av_tiltak=st.sampled_from(["", "Flytt vakten."]),
            ansvarlig=st.sampled_from([None, *Ansvarlig]),
            til_dato=st.sampled_from([None, date(2027, 1, 1)]),
            vurdering_effekt_av_tiltak=st.sampled_from(["", "Ja."]),
        ),
        max_size=4,
    )
)
def test_required_hints_say_just_what_completeness_asks_for(measures: list[Tiltak]) -> None:
    items = tuple(m.model_copy(update={"id": f"m{n}"}) for n, m in enumerate(measures))
    report = Report(tiltaksplan=Tiltaksplan(tiltak=items))
    asked = {each.message_id.rpartition(".")[2] for each in missing(report)}
    hints = [hint for hint in quality.all_hints(case_of(report)) if hint.required]
    said = {hint.rule for hint in hints}
    assert ("tiltak-arbeidstaker" in asked) == ("measure-arbeidstaker" in said)
    assert ("tiltak-arbeidsgiver" in asked) == ("measure-arbeidsgiver" in said)
    parts = {"measure-what", "measure-who", "measure-when", "measure-seen"}
    assert ("tiltak-ufullstendig" in asked) == bool(parts & said)
    assert not {each.message_id for each in quality.lacking(report)} & {
        f"workflow.missing.tiltak-{name}" for name in ("arbeidstaker", "ufullstendig")
    }


@given(st.text(alphabet="ab 1.%_\nåÅ-30marsKari", max_size=120))
def test_spans_lie_in_their_texts_whatever_is_typed(words: str) -> None:
    report = good_report()
    for path in (CAUSE, FOLLOW, PLAN_B):
        report = with_text(report, path, words)
    lengths = {field.path: len(field.text) for field in text_fields(report)}
    for hint in quality.all_hints(case_of(report)):
        assert hint.message
        if hint.span is not None:
            start, end = hint.span
            assert 0 <= start < end <= lengths[hint.place]


def test_every_rule_has_its_words_and_its_source() -> None:
    known = catalogue("nb", "workflow")
    hints = {key for key in known if key.startswith("workflow.hint.")}
    told = {key.removeprefix("workflow.rule.") for key in known if key.startswith("workflow.rule.")}
    assert {re.sub(r"^workflow\.hint\.([^.]+).*", r"\1", key) for key in hints} == told
    for rule in (*OF_REPORT, *OF_CASE):
        module = __import__(rule.__module__, fromlist=["x"])
        assert "Source" in f"{module.__doc__}{rule.__doc__}"


@pytest.mark.parametrize("kind", KINDS)
def test_watched_words_are_distinct_and_plain(kind: str) -> None:
    words = watched_words(kind)
    assert len(words) > 25
    assert all(word == word.strip().casefold() for word in words)


def test_every_place_of_a_hint_has_a_name() -> None:
    case = case_of(good_report())
    bare = Tiltak(id="m3", beskrivelse_av_tiltak="Lederen vurderer.")
    step = Steg(id="s3", evaluerings_dato=date(2026, 1, 1))
    report = case.report.model_copy(
        update={
            "tiltaksplan": Tiltaksplan(tiltak=(bare,)),
            "vei_tilbake": VeiTilbake(steg=(step, Steg(id="s4", fra_dato=date(2027, 1, 1)))),
            "oppfolging": Oppfolging(evaluerings_dato=date(2026, 1, 1)),
        }
    )
    for hint in quality.all_hints(editing.edit(case, report, NOW)):
        assert "/" not in field_name(hint.place), hint.place
