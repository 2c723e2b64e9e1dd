from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer import AnalysisExplanation, RecognizerResult

from redaction.agreement import _FEW, LEAST_LIKELY, Tagged, agree, evidence, stretches

WEIGHTS = {"bias": -1.0, "tagger": 0.5, "listed": 0.5}


def result(
    detector: str, start: int, end: int, score: float, label: str = "DIAGNOSIS"
) -> RecognizerResult:
    explanation = AnalysisExplanation(recognizer=detector, original_score=score)
    return RecognizerResult(label, start, end, score, explanation)


def test_overlapping_results_share_a_score() -> None:
    found = agree(
        [result("lexicon", 0, 7, 0.9), result("sequence", 0, 12, 0.4)], [(0, 7, 0.8)], WEIGHTS
    )
    assert len({r.score for r in found}) == 1


def test_each_layer_that_agrees_raises_the_score() -> None:
    alone = agree([result("lexicon", 0, 7, 0.9)], [(0, 7, 0.01)], WEIGHTS)[0].score
    both = agree([result("lexicon", 0, 7, 0.9)], [(0, 7, 0.9)], WEIGHTS)[0].score
    assert alone < both


def test_numbers_and_addresses_keep_their_own_score() -> None:
    (found,) = agree([result("phone", 0, 8, 0.95, "CONTACT")], [(0, 8, 0.0)], WEIGHTS)
    assert found.score == pytest.approx(0.95)


def test_the_least_likely_terms_count_as_not_found() -> None:
    assert stretches([result("lexicon", 0, 7, LEAST_LIKELY / 2)]) == []
    assert agree([result("lexicon", 0, 7, LEAST_LIKELY / 2)], [], WEIGHTS) == []


def test_the_evidence_names_what_was_seen() -> None:
    stretch = [result("sequence", 0, 7, 0.6), result("compound", 0, 7, 0.7)]
    found = evidence(stretch, Tagged([(0, 7, 0.5), (8, 9, 0.99)]), "2-0")
    assert found["tagger"] == pytest.approx(0.0)
    assert {"bias", "sequence", "listed", "both", "label=DIAGNOSIS"} <= set(found)
    assert {"others=2", "work=0"} <= set(found)
    assert "unlisted" not in found


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2), st.floats(0, 1)), max_size=30),
    st.integers(0, 30),
    st.integers(1, 20),
)
def test_the_tagger_is_read_within_a_stretch_and_beside_it(
    tokens: list[tuple[int, int, float]], start: int, length: int
) -> None:
    marked, at = [], 0
    for size, gap, probability in tokens:
        marked.append((at, at + size, probability))
        at += size + gap
    end = start + length
    within = [p for a, b, p in marked if a < end and b > start]
    beside = [p for a, b, p in marked if b <= start or a >= end]
    found = Tagged(marked).within_and_beside(start, end)
    least = 0.5 if len(beside) < _FEW else 0.0
    assert found == (max(within, default=0.0), max([*beside, least]))


def test_a_term_in_company_is_likelier_than_one_that_stands_alone() -> None:
    weights = {**WEIGHTS, "company": 1.0}
    term = [(0, 7, 0.4)]
    rest = [(10 * at, 10 * at + 5, 0.01) for at in range(1, _FEW + 1)]
    alone = agree([result("lexicon", 0, 7, 0.5)], [*term, *rest], weights)[0].score
    joined = agree([result("lexicon", 0, 7, 0.5)], [*term, (8, 9, 0.9), *rest], weights)[0].score
    brief = agree([result("lexicon", 0, 7, 0.5)], [*term, *rest[:2]], weights)[0].score
    assert alone < brief < joined
