from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.sequence.decode import LABELS, TAGS, Decoding, spans
from redaction.sequence.tokens import tokenise
from schemas.labels import Label

DECODING = Decoding(0.3, {"PERSON": 0.9}, ((0.2, 0.6, 1.0), (0.5, 0.7, 0.9)))


def table(*rows: dict[str, float]) -> np.ndarray:
    found = np.zeros((len(rows), len(TAGS)), dtype=np.float32)
    for at, row in enumerate(rows):
        for tag, probability in row.items():
            found[at, TAGS.index(tag)] = probability
        found[at, 0] = 1 - sum(row.values())
    return found


def test_a_run_of_marked_words_is_one_span() -> None:
    text = "har smerter i kneet nå"
    rows = table({}, {"B-SYMPTOM": 0.6}, {"I-SYMPTOM": 0.5}, {"I-SYMPTOM": 0.4}, {"I-SYMPTOM": 0.2})
    (span,) = spans(tokenise(text), rows, DECODING)
    assert text[span.start : span.end] == "smerter i kneet"
    assert span.label is Label.SYMPTOM
    assert span.probability == pytest.approx(0.6)
    assert span.score == pytest.approx(0.7)


def test_a_new_beginning_starts_a_new_span() -> None:
    rows = table({"B-DIAGNOSIS": 0.9}, {"B-MEDICATION": 0.5, "I-DIAGNOSIS": 0.2})
    found = spans(tokenise("migrene Imigran"), rows, DECODING)
    assert [span.label for span in found] == [Label.DIAGNOSIS, Label.MEDICATION]


def test_a_label_has_its_own_threshold() -> None:
    assert spans(tokenise("Anne"), table({"B-PERSON": 0.8}), DECODING) == []
    assert len(spans(tokenise("Anne"), table({"B-PERSON": 0.95}), DECODING)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("og migrene .", "migrene"),
        ("(migrene)", "migrene"),
        ("migrene (kronisk)", "migrene (kronisk)"),
        ("muskel- og skjelettplager", "muskel- og skjelettplager"),
        ("muskel-", "muskel-"),
        ("nedsatt 40 %", "nedsatt 40 %"),
    ],
)
def test_edges_without_content_are_left_out(text: str, expected: str) -> None:
    tokens = tokenise(text)
    rows = table({"B-SYMPTOM": 0.9}, *[{"I-SYMPTOM": 0.9}] * (len(tokens) - 1))
    (span,) = spans(tokens, rows, DECODING)
    assert text[span.start : span.end] == expected


def test_function_words_alone_are_no_span() -> None:
    assert spans(tokenise("og i"), table({"B-SYMPTOM": 0.9}, {"I-SYMPTOM": 0.9}), DECODING) == []


@given(st.lists(st.floats(0, 1), min_size=2, max_size=20))
def test_the_score_rises_with_the_probability(probabilities: list[float]) -> None:
    scores = [DECODING.calibrated(p) for p in sorted(probabilities)]
    assert scores == sorted(scores)
    assert all(0.5 <= score <= 0.9 for score in scores)


def test_the_tags_are_outside_and_a_pair_a_label() -> None:
    assert len(TAGS) == 1 + 2 * len(LABELS)
    assert Label.UNCHECKED not in LABELS
