from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.paragraphs import LONGEST, paragraph_spans
from redaction.sentences import sentence_spans


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hun kom. Han gikk.", ["Hun kom.", "Han gikk."]),
        ("Møte 14. mars kl. 12.30 på huset.", ["Møte 14. mars kl. 12.30 på huset."]),
        ("Bl.a. Ola var der.", ["Bl.a. Ola var der."]),
        ("Kari N. Hansen ringte.", ["Kari N. Hansen ringte."]),
        ("- ett\n- to", ["- ett", "- to"]),
        ("Bakgrunn\nHun har vært borte.", ["Bakgrunn", "Hun har vært borte."]),
        ("en linje som\nfortsetter her.", ["en linje som\nfortsetter her."]),
        ("Er det sant? Ja!", ["Er det sant?", "Ja!"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert _sentences(text) == expected


@given(st.text(alphabet="aB .!?\n-1å", max_size=120))
def test_sentences_cover_all_that_is_no_space(text: str) -> None:
    spans = sentence_spans(text)
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


@given(st.text(alphabet="ab \n", max_size=200))
def test_paragraphs_cover_all_that_is_no_space(text: str) -> None:
    covered = {i for start, end in paragraph_spans(text) for i in range(start, end)}
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())


def test_a_long_line_is_cut_where_a_word_ends() -> None:
    text = "ord " * LONGEST
    spans = paragraph_spans(text)
    assert all(end - start <= LONGEST for start, end in spans)
    assert all(text[end - 1] == " " for _, end in spans[:-1])
