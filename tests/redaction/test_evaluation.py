from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from redaction.evaluation import CorpusDocument, Span, evaluate, read_corpus
from schemas.labels import Label

if TYPE_CHECKING:
    from pathlib import Path

_TEXT = "Hun har sterk migrene og går til fysioterapi på Ahus."


def _span(word: str, label: Label, text: str = _TEXT) -> Span:
    start = text.index(word)
    return Span(start, start + len(word), label)


def _document(*spans: Span, lang: str = "nb", text: str = _TEXT) -> CorpusDocument:
    return CorpusDocument("d", lang, (), text, spans)


def test_half_of_the_characters_of_any_label_is_enough() -> None:
    gold = _document(_span("sterk migrene", Label.DIAGNOSIS))
    result = evaluate([gold], [[_span("migrene", Label.SYMPTOM)]])
    assert (result.overall.recall, result.overall.precision) == (1.0, 1.0)
    assert result.overall.label_accuracy == 0.0


def test_less_than_half_is_a_miss() -> None:
    gold = _document(_span("sterk migrene", Label.DIAGNOSIS))
    result = evaluate([gold], [[_span("sterk", Label.DIAGNOSIS)]])
    assert result.overall.recall == 0.0
    assert result.overall.precision == 1.0
    assert [miss.surface for miss in result.misses] == ["sterk migrene"]


def test_two_predictions_may_cover_one_span_together() -> None:
    gold = _document(_span("sterk migrene", Label.DIAGNOSIS))
    halves = [_span("sterk", Label.DIAGNOSIS), _span("migr", Label.DIAGNOSIS)]
    assert evaluate([gold], [halves]).overall.recall == 1.0


def test_leaks_and_alarms() -> None:
    leaked = _document(_span("migrene", Label.DIAGNOSIS), _span("Ahus", Label.CARE_PROVIDER))
    harmless = _document(_span("Ahus", Label.CARE_PROVIDER))
    clean = _document()
    found = [_span("Ahus", Label.CARE_PROVIDER)]
    result = evaluate([leaked, harmless, clean], [found, [], found])
    assert result.overall.critical_leak_rate == 1.0
    assert result.overall.document_leak_rate == pytest.approx(2 / 3)
    assert result.overall.clean_alarms == pytest.approx(1000 / len(_TEXT.split()))
    assert result.per_label["DIAGNOSIS"].recall == 0.0
    assert [alarm.surface for alarm in result.alarms] == ["Ahus"]
    assert result.misses[0].label is Label.DIAGNOSIS


def test_languages_are_measured_apart() -> None:
    span = _span("migrene", Label.DIAGNOSIS)
    result = evaluate([_document(span), _document(span, lang="nn")], [[span], []])
    assert result.per_language["nb"].recall == 1.0
    assert result.per_language["nn"].recall == 0.0
    assert json.loads(json.dumps(result.to_dict()))["overall"]["recall"] == 0.5


def test_an_empty_corpus_has_no_rates() -> None:
    overall = evaluate([], []).overall
    assert overall.recall is None
    assert overall.clean_alarms is None


def test_predictions_must_fit_the_documents() -> None:
    with pytest.raises(ValueError):
        evaluate([_document()], [])


def test_a_corpus_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    line = {
        "id": "a",
        "lang": "nn",
        "parties": ["Kari"],
        "text": "Ho har gikt",
        "spans": [{"start": 7, "end": 11, "label": "DIAGNOSIS"}],
    }
    path.write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    (document,) = read_corpus(path)
    assert document.spans == (Span(7, 11, Label.DIAGNOSIS),)
    assert document.parties == ("Kari",)


@pytest.mark.parametrize(
    "line",
    [
        "hemmelig",
        "[]",
        '{"id": "a"}',
        '{"id": "a", "text": 3}',
        '{"id": "a", "text": "kort", "spans": [{"start": 0, "end": 9, "label": "DIAGNOSIS"}]}',
        '{"id": "a", "text": "kort", "spans": [{"start": 0, "end": 2, "label": "HEMMELIG"}]}',
    ],
)
def test_a_bad_line_is_named_by_number_not_by_text(tmp_path: Path, line: str) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('{"id": "a", "text": ""}\n' + line, encoding="utf-8")
    with pytest.raises(ValueError, match="line 2") as caught:
        list(read_corpus(path))
    assert "hemmelig" not in str(caught.value).casefold()
