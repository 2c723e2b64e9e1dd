from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from redaction.comparison import difference
from redaction.corpus import voice
from redaction.evaluation import CorpusDocument, Span, evaluate, read_corpus
from schemas.labels import Label

if TYPE_CHECKING:
    from pathlib import Path

_TEXT = "Hun har sterk migrene og går til fysioterapi på Ahus."


def _span(word: str, label: Label, text: str = _TEXT) -> Span:
    start = text.index(word)
    return Span(start, start + len(word), label)


def _document(*spans: Span, lang: str = "nb", text: str = _TEXT, name: str = "d") -> CorpusDocument:
    return CorpusDocument(name, lang, (), text, spans)


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


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("t-A-01", "A"),
        ("w-AA-001", "AA"),
        ("written/BA/w-1", "BA"),
        ("C/x", "C"),
        ("d-01", ""),
        ("x", ""),
    ],
)
def test_the_voice_is_the_folder_or_the_middle_of_the_id(name: str, who: str) -> None:
    assert voice(_document(name=name)) == who


def test_voices_are_measured_apart() -> None:
    span = _span("migrene", Label.DIAGNOSIS)
    gold = [_document(span, name="t-A-01"), _document(span, name="t-B-01"), _document(span)]
    result = evaluate(gold, [[span], [], []])
    assert {name: m.recall for name, m in result.per_voice.items()} == {"A": 1.0, "B": 0.0}


def test_the_interval_holds_the_measure_and_is_the_same_every_time() -> None:
    span = _span("migrene", Label.DIAGNOSIS)
    gold = [_document(span) for _ in range(40)]
    predicted = [[span] if number % 4 else [] for number in range(40)]
    result = evaluate(gold, predicted)
    assert result.intervals["all"].recall is not None
    low, high = result.intervals["all"].recall
    assert 0.55 < low < 0.75 < high < 0.95
    assert result.intervals["all"].precision == (1.0, 1.0)
    assert evaluate(gold, predicted).intervals == result.intervals


def test_more_documents_make_the_interval_narrower() -> None:
    span = _span("migrene", Label.DIAGNOSIS)
    widths = []
    for size in (12, 300):
        gold = [_document(span) for _ in range(size)]
        predicted = [[span] if number % 3 else [] for number in range(size)]
        interval = evaluate(gold, predicted).intervals["all"].recall
        assert interval is not None
        widths.append(interval[1] - interval[0])
    assert widths[1] < widths[0] / 3


def test_without_a_base_there_is_no_interval() -> None:
    interval = evaluate([_document()], [[]]).intervals["all"]
    assert interval.recall is None
    assert interval.precision is None


def test_the_worst_document_comes_first_and_a_faultless_one_not_at_all() -> None:
    migraine, clinic = _span("migrene", Label.DIAGNOSIS), _span("Ahus", Label.CARE_PROVIDER)
    gold = [
        _document(clinic, name="noise"),
        _document(migraine, name="leak"),
        _document(migraine, name="fine"),
        _document(clinic, name="miss"),
    ]
    alarm = _span("Hun", Label.PERSON)
    worst = evaluate(gold, [[clinic, alarm], [], [migraine], []]).worst
    assert [result.document for result in worst] == ["leak", "miss", "noise"]
    assert (worst[0].gold, worst[0].missed, worst[0].missed_critical) == (1, 1, 1)
    assert (worst[2].missed, worst[2].alarms) == (0, 1)


def test_a_critical_detail_is_silent_without_finding_and_hint_in_its_sentence() -> None:
    text = "Hun har migrene. Hun har angst. Hun har gikt. Møtet er i mai."
    details = [_span(word, Label.DIAGNOSIS, text) for word in ("migrene", "angst", "gikt")]
    clean = _document(text="Alt er klart. Møtet er i mai.")
    found = [_span("Hun", Label.PERSON, text)]
    hint = (text.index("Hun har angst"), text.index(" Hun har gikt"))
    result = evaluate([_document(*details, text=text), clean], [found, []], [[hint], [(0, 13)]])
    net = result.second_net
    assert net is not None
    assert net.silent_leak_rate == pytest.approx(1 / 3)
    assert net.silent_leak_rate_without_hints == pytest.approx(2 / 3)
    assert net.clean_hints == pytest.approx(1000 / 7)
    assert evaluate([clean], [[]]).second_net is None


def test_the_difference_is_now_minus_before() -> None:
    span = _span("migrene", Label.DIAGNOSIS)
    gold = [_document(span, name="t-A-01"), _document(span, lang="nn", name="t-A-02")]
    before = json.loads(json.dumps(evaluate(gold, [[span], []]).to_dict()))
    after = evaluate(gold, [[span], [span]]).to_dict()
    change = difference(before, after)
    assert change["overall"]["recall"] == 0.5
    assert change["perLanguage"]["nn"]["recall"] == 1.0
    assert change["perVoice"]["A"]["document_leak_rate"] == -0.5
    assert change["perLabel"]["DIAGNOSIS"]["predicted"] == 1
    assert "precision" not in change["perLanguage"]["nn"]
    assert not any(difference(after, after)["overall"].values())


def test_an_older_evaluation_without_the_newer_tables_can_be_compared() -> None:
    after = evaluate([_document()], [[]]).to_dict()
    old = {name: after[name] for name in ("overall", "perLabel", "perLanguage")}
    assert difference(old, after)["perVoice"] == {}
    with pytest.raises(ValueError):
        difference({"overall": 3}, after)
