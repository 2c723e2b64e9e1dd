from __future__ import annotations

import gc
import itertools
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

from redaction import DetectionError
from redaction.assembly import LAYERS, assemble
from redaction.detectors.base import Recogniser
from redaction.engine import Engine
from redaction.words import words
from schemas.labels import Label

if TYPE_CHECKING:
    from redaction.reading import Reading

_VOCABULARY = sorted(
    words(
        """
        hun har hatt migrene og vond rygg i går . tar Sobril 10 mg fnr 15108695088 psykologen sin
        dia\u00adbetes ang\u200bst F32.1 Trond Moen ring 912 34 567 på møtet med ja å — 😀 ё
        """
    )
)
_WORDS = st.sampled_from([*_VOCABULARY, "\n", "\n\n", " "])


def test_the_engine_is_presidio(engine: Engine) -> None:
    analyzer, _ = assemble()
    assert isinstance(analyzer, AnalyzerEngine)
    assert isinstance(analyzer.registry, RecognizerRegistry)
    assert {type(recogniser) for recogniser in analyzer.registry.recognizers} >= set(LAYERS)


@given(st.lists(_WORDS, max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_findings_are_sorted_and_lie_in_the_text(engine: Engine, chosen: list[str]) -> None:
    text = " ".join(chosen)
    findings = engine.analyze(text, ("Kari Moen",))
    assert list(findings) == sorted(findings, key=lambda finding: finding.start)
    for finding in findings:
        assert text[finding.start : finding.end] == finding.surface
        assert finding.why
        assert all(reason.detector and reason.text for reason in finding.why)
    assert all(a.end <= b.start for a, b in itertools.pairwise(findings))


@given(st.lists(st.lists(_WORDS, min_size=1, max_size=12), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_cached_engine_finds_what_a_fresh_run_finds(
    engine: Engine, paragraphs: list[list[str]]
) -> None:
    text = "\n\n".join(" ".join(chosen) for chosen in paragraphs)
    first = engine.analyze(text)
    fresh = Engine(*assemble_once())
    assert engine.analyze(text) == first == fresh.analyze(text)


_ASSEMBLED: list[tuple[AnalyzerEngine, object]] = []


def assemble_once():  # type: ignore[no-untyped-def]
    if not _ASSEMBLED:
        _ASSEMBLED.append(assemble())
    return _ASSEMBLED[0]


@pytest.mark.parametrize(
    "disguised",
    ["dia\u00adbetes", "dia\u200bbetes", "dia-\nbetes", "DIABETES", "diаbetes", "d i a b e t e s"],
)
def test_a_disguise_hides_nothing(engine: Engine, disguised: str) -> None:
    text = f"Hun har {disguised} og må ha korte pauser i arbeidet."
    findings = engine.analyze(text)
    assert [(f.surface, f.label) for f in findings] == [(disguised, Label.DIAGNOSIS)]


class _Broken(Recogniser):
    detector = "broken"
    labels = (Label.DIAGNOSIS,)

    def find(self, reading: Reading):  # type: ignore[no-untyped-def]
        raise RuntimeError(reading.text)


def test_a_failing_layer_is_an_error_without_the_text() -> None:
    engine = Engine(*assemble((*LAYERS, _Broken)))
    with pytest.raises(DetectionError) as caught:
        engine.analyze("hemmelig tekst")
    assert "hemmelig" not in str(caught.value)
    assert caught.value.__cause__ is None


class _Unloadable(Recogniser):
    detector = "unloadable"
    labels = (Label.DIAGNOSIS,)

    def load(self) -> None:
        raise OSError("gone")


def test_a_layer_that_cannot_be_loaded_is_an_error() -> None:
    with pytest.raises(DetectionError):
        assemble((*LAYERS, _Unloadable))


def test_time_grows_with_the_text_not_its_square() -> None:
    engine = Engine(*assemble_once())
    piece = "Hun har vondt i ryggen og tar Ibux 400 mg, sier Trond Moen på 912 34 567. "
    engine.analyze(piece)

    def seconds(times: int) -> float:
        engine._cache.clear()
        start = time.process_time()
        engine.analyze(piece * times)
        return time.process_time() - start

    small, large = seconds(700), seconds(2800)
    assert large < 4 * small * 2 + 0.5


@pytest.mark.parametrize("unit", ["a", "1 ", "- ", "å-", "Aa ", "a.", "@"])
def test_a_hostile_line_is_read_in_seconds(unit: str) -> None:
    hostile = unit * 60_000
    engine = Engine(*assemble_once())
    start = time.process_time()
    engine.analyze(hostile)
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi fikk virus på PC-en i går.",
        "Det ble en smertefull omstilling for bedriften.",
        "Hun er sykmeldt 60 % og har gradert sykmelding fra fastlegen.",
        "Arbeidsplassvurdering og hev-senk-bord er bestilt.",
        "Hun kan ikke løfte over 5 kg og trenger pauser.",
        "Pasientene har demens og psykiske lidelser.",
        "Avdelingen har høyt arbeidspress og en vanskelig konflikt.",
        "Bedriftshelsetjenesten følger opp ergonomien i juni.",
        "Alle ansatte fikk førstehjelpskurs og vernerunde.",
        "Han er tillitsvalgt og har norsk som andrespråk.",
        "Helseutfordringer gjør at arbeidsevnen er redusert til 50 %.",
    ],
)
def test_what_is_never_marked(engine: Engine, sentence: str) -> None:
    assert engine.analyze(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Hun har migrene.", Label.DIAGNOSIS),
        ("Han har smerter i høyre skulder.", Label.SYMPTOM),
        ("Hun ble operert i vår.", Label.TREATMENT),
        ("Han bruker Sobril.", Label.MEDICATION),
        ("Hun går til psykolog hver uke.", Label.CARE_PROVIDER),
        ("Hun er gravid.", Label.REPRODUCTIVE),
        ("Han drikker for mye.", Label.SUBSTANCE),
        ("Hun står midt i en skilsmisse.", Label.PRIVATE_LIFE),
        ("Han er medlem i Fagforbundet.", Label.SPECIAL_CATEGORY),
        ("Kollegaen Silje Dyrkorn tar over.", Label.PERSON),
        ("Fnr 151086 95088.", Label.NATIONAL_ID),
        ("Ring 912 34 567.", Label.CONTACT),
        ("Ho har hatt hovudverk i vinter.", Label.SYMPTOM),
        ("Han har ikkje angst.", Label.DIAGNOSIS),
    ],
)
def test_each_label_is_found(engine: Engine, sentence: str, label: Label) -> None:
    assert label in {finding.label for finding in engine.analyze(sentence)}


def test_a_person_named_in_full_is_found_again_by_one_name(engine: Engine) -> None:
    text = "Kollegaen Silje Dyrkorn tar over.\n\nDyrkorns vakter flyttes. Kari Nordmann er enig."
    surfaces = [f.surface for f in engine.analyze(text, ("Kari Nordmann",))]
    assert surfaces == ["Silje Dyrkorn", "Dyrkorns"]


def test_loading_leaves_the_garbage_collector_as_it_was() -> None:
    assert gc.isenabled()
    Engine.load()
    assert gc.isenabled()
    gc.disable()
    try:
        Engine.load()
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize("work", range(6))
def test_a_text_full_of_work_hides_no_stated_condition(engine: Engine, work: int) -> None:
    around = "Avdelingen har lagt om vaktene, og lederen følger opp hver uke. Lageret er ryddet."
    text = "\n\n".join(["Hun har migrene og søvnvansker.", *[around] * work])
    covered = {at for f in engine.analyze(text) for at in range(f.start, f.end)}
    for term in ("migrene", "søvnvansker"):
        assert set(range(text.index(term), text.index(term) + len(term))) <= covered
