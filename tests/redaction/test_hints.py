from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from redaction import DetectionError, hints
from schemas.finding import Finding
from schemas.labels import Label

if TYPE_CHECKING:
    from redaction.engine import Engine

TEXT = "Planen følges opp i mai. Hun er ikke seg selv lenger.\n\nKontoret flyttes til andre etasje."


class _Model:
    doubtful = 0.1

    def __init__(self, word: str, probability: float) -> None:
        self._word, self._probability = word, probability

    def marked(self, text: str, parties: object, setting: str) -> list[tuple[int, int, float]]:
        at = text.find(self._word)
        return [(at, at + len(self._word), self._probability)] if at >= 0 else []


def test_a_doubtful_sentence_without_a_finding_is_hinted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "sequence_model", lambda: _Model("seg selv", 0.2))
    ((start, end),) = hints.hints(TEXT, (), ())
    assert TEXT[start:end] == "Hun er ikke seg selv lenger."


def test_a_sentence_with_a_finding_needs_no_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "sequence_model", lambda: _Model("seg selv", 0.2))
    at = TEXT.index("ikke")
    finding = Finding(start=at, end=at + 4, label=Label.SYMPTOM, score=60, surface="ikke")
    assert hints.hints(TEXT, (), (finding,)) == ()


def test_little_doubt_is_no_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "sequence_model", lambda: _Model("seg selv", 0.01))
    assert hints.hints(TEXT, (), ()) == ()


def test_a_failure_says_nothing_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    class _Broken:
        def marked(self, text: str, parties: object, setting: str) -> None:
            raise RuntimeError(text)

    monkeypatch.setattr(hints, "sequence_model", _Broken)
    with pytest.raises(DetectionError) as caught:
        hints.hints(TEXT, (), ())
    assert "seg selv" not in str(caught.value)


def test_hints_of_the_shipped_model_are_sentences_beside_the_findings(engine: Engine) -> None:
    text = "Hun har migrene. Det ble en tung vår hjemme. Oppgavene fordeles på nytt."
    findings = engine.analyze(text)
    for start, end in hints.hints(text, (), findings):
        assert not any(f.start < end and start < f.end for f in findings)
        assert text[start:end].endswith(".")
