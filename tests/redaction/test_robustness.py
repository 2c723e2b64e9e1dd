"""Disguises, odd characters, edits and sizes: nothing hides, nothing breaks, time stays linear."""

from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from redaction import DetectionError
from redaction.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.finding import Finding
    from schemas.labels import Label

_SENTENCES = (
    "Hun har migrene og tar Sobril.",
    "Han ble operert i høyre kne på Ullevål i fjor.",
    "Ho går til psykolog fordi ho har angst og søvnvanskar.",
    "Hun er gravid og kvalm om morgenen.",
    "Kollegaen Silje Dyrkorn har fått brystkreft.",
    "Skjermen står for lavt, og stolen er gammel.",
)
_LOOKALIKES = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х"}
_INSERTED = ("\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u0301", "\u0308", "\u0335")
_MEGABYTE = 1_000_000
_SIZES = (50_000, 100_000)
_relaxed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _shown(findings: Sequence[Finding]) -> list[tuple[int, int, Label, int]]:
    return [(f.start, f.end, f.label, f.score) for f in findings]


@st.composite
def _disguised(draw: st.DrawFn) -> tuple[str, str, list[int]]:
    """Return a sentence, the same in disguise, and where each of its characters went."""
    plain = draw(st.sampled_from(_SENTENCES))
    shown, places = "", []
    for at, character in enumerate(plain):
        places.append(len(shown))
        swapped = _LOOKALIKES.get(character)
        shown += swapped if swapped and draw(st.booleans()) else character
        if plain[at : at + 2].isalpha() and len(plain[at : at + 2]) == 2:
            shown += draw(st.sampled_from(("", "", "", *_INSERTED)))
    return plain, shown, places


@given(_disguised())
@_relaxed
def test_a_disguise_inside_words_changes_nothing_but_the_offsets(
    engine: Engine, case: tuple[str, str, list[int]]
) -> None:
    plain, disguised, places = case
    moved = [
        (places[start], places[end - 1] + 1, label, score)
        for start, end, label, score in _shown(engine.analyze(plain))
    ]
    found = engine.analyze(disguised)
    assert (disguised, _shown(found)) == (disguised, moved)
    assert all(disguised[f.start : f.end] == f.surface for f in found)


@given(st.text(max_size=300))
@example("e\u0301" * 200)
@example("\u202emigrene\u202c ﷺ ﬃ ǅ ẞ İ ı")
@example("\r\n\r\u2028\u2029\x00migrene\x00")
@_relaxed
def test_any_text_is_read(engine: Engine, text: str) -> None:
    findings = engine.analyze(text)
    assert all(text[f.start : f.end] == f.surface for f in findings)
    assert all(a.end <= b.start for a, b in itertools.pairwise(findings))


def test_half_a_character_is_an_error_so_that_the_text_is_withheld(engine: Engine) -> None:
    with pytest.raises(DetectionError):
        engine.analyze("Hun har mig\ud800rene.")


@given(st.text(alphabet="аебdiaåøж漢字ש😀\u200b ", max_size=40), st.sampled_from(_SENTENCES[:5]))
@_relaxed
def test_foreign_scripts_in_front_hide_no_finding(engine: Engine, noise: str, kept: str) -> None:
    text = f"{noise}\n\n{kept}"
    start = len(text) - len(kept)
    found = {(f.start - start, f.label) for f in engine.analyze(text) if f.start >= start}
    assert found >= {(f.start, f.label) for f in engine.analyze(kept)}


_EDIT = st.tuples(st.integers(0, 3), st.sampled_from((*_SENTENCES, "", "migr", "Dyrkorn kom.")))


@given(st.lists(st.sampled_from(_SENTENCES), min_size=4, max_size=4), st.lists(_EDIT, max_size=4))
@_relaxed
def test_findings_after_edits_equal_those_of_a_full_run(
    engine: Engine, paragraphs: list[str], edits: list[tuple[int, str]]
) -> None:
    written = list(paragraphs)
    engine.analyze("\n\n".join(written))
    for at, words in edits:
        written[at] = words
        text = "\n\n".join(written)
        found = engine.analyze(text)
        fresh = Engine(engine._analyzer, engine._nlp_engine)
        assert found == fresh.analyze(text)


def test_a_keystroke_reads_one_paragraph(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Engine(engine._analyzer, engine._nlp_engine)
    own.analyze("\n\n".join(_SENTENCES))
    read: list[str] = []
    detect = own._detect

    def watched(paragraph: str, *rest: object) -> object:
        read.append(paragraph)
        return detect(paragraph, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(own, "_detect", watched)
    own.analyze("\n\n".join((*_SENTENCES[:-1], "Skjermen står for lavt.")))
    assert read == ["Skjermen står for lavt."]


@pytest.fixture(scope="module")
def long_line() -> str:
    pieces = (
        f"I uke {number} hadde hun migrene, tok Sobril og la fram forslag {number} om nye vakter. "
        for number in itertools.count()
    )
    return "".join(itertools.islice(pieces, _MEGABYTE // 80))[:_MEGABYTE]


def _seconds(engine: Engine, text: str) -> tuple[float, int]:
    fresh = Engine(engine._analyzer, engine._nlp_engine)
    start = time.process_time()
    count = len(fresh.analyze(text))
    return time.process_time() - start, count


def test_a_megabyte_in_one_line_holds_tens_of_thousands_of_findings(
    engine: Engine, long_line: str
) -> None:
    assert len(long_line) == _MEGABYTE
    assert "\n" not in long_line
    seconds, count = _seconds(engine, long_line)
    assert count > 20_000
    assert seconds < 90


def test_twice_the_text_takes_about_twice_the_time(engine: Engine, long_line: str) -> None:
    _seconds(engine, long_line[:20_000])
    half, whole = (min(_seconds(engine, long_line[:size]) for _ in range(2)) for size in _SIZES)
    assert whole[0] < 3 * half[0]
    assert 1.8 < whole[1] / half[1] < 2.2
