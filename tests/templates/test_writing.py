"""Ready-made phrases and measures: enough of them, in both standards, and nothing medical."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from redaction.engine import Engine
from report_tool.workflow import editing, quality
from report_tool.workflow.intake import new_case
from report_tool.workflow.standard import as_measure
from schemas.report import Arbeidssituasjon, Report, Tiltaksplan
from templates import LANGUAGES
from templates.writing import BLANK, THEMES, ready_phrases, standard_measures

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
ENOUGH = 8


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load()


@pytest.mark.parametrize("theme", THEMES)
def test_both_standards_have_enough_and_the_same_number(theme: str) -> None:
    for of in (ready_phrases, standard_measures):
        bokmal, nynorsk = of(theme, "nb"), of(theme, "nn")
        assert len(bokmal) == len(nynorsk) >= ENOUGH
        assert len(set(bokmal)) == len(bokmal)
    for nb, nn in zip(standard_measures(theme, "nb"), standard_measures(theme, "nn"), strict=True):
        assert (nb.who, nb.weeks) == (nn.who, nn.weeks)
        assert nb.what.count(BLANK) == nn.what.count(BLANK)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("filled", [BLANK, "tre", "kontoret"])
def test_nothing_in_them_is_a_finding(engine: Engine, theme: str, lang: str, filled: str) -> None:
    texts = [*ready_phrases(theme, lang)]
    for measure in standard_measures(theme, lang):
        texts += [measure.what, measure.why, measure.seen]
    flagged = {
        text: [found.surface for found in engine.analyze(text.replace(BLANK, filled), (), lang)]
        for text in texts
    }
    assert {text: found for text, found in flagged.items() if found} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_they_follow_our_own_advice(lang: str) -> None:
    phrases = [phrase for theme in THEMES for phrase in ready_phrases(theme, lang)]
    standards = [each for theme in THEMES for each in standard_measures(theme, lang)]
    measures = tuple(
        as_measure(each, f"m{number}", NOW.date()) for number, each in enumerate(standards)
    )
    report = Report(
        arbeidssituasjon=Arbeidssituasjon(typisk_arbeidshverdag="\n".join(phrases)),
        tiltaksplan=Tiltaksplan(tiltak=measures),
    )
    case = editing.edit(new_case("2026-1", NOW), report, NOW)
    noticed = {hint.rule for hint in quality.all_hints(case)}
    assert noticed <= {"blank", "pages"}


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 29)])
def test_a_measure_begins_on_a_monday_and_ends_on_a_friday(today: date) -> None:
    for standard in standard_measures("time", "nb"):
        measure = as_measure(standard, "m1", today)
        assert measure.fra_dato == date(2026, 11, 30)
        assert measure.til_dato is not None
        assert measure.til_dato.weekday() == 4
        assert (measure.til_dato - measure.fra_dato).days == standard.weeks * 7 - 3
        assert measure.ansvarlig is not None


def test_an_unknown_theme_or_language_is_refused() -> None:
    with pytest.raises(KeyError):
        ready_phrases("helse", "nb")
    with pytest.raises(KeyError):
        standard_measures("tasks", "en")
