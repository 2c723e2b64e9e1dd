from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.normalise import clean, fold, folded_with_offsets


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Diabetes", "diabetes"),
        ("dia\u00adbetes", "diabetes"),
        ("dia\u200bbe\u200dtes", "diabetes"),
        ("di\u0301abe\u0308tes", "diabetes"),
        ("ＤＩＡＢＥＴＥＳ", "diabetes"),
        ("diаbеtes", "diabetes"),
        ("  to\n\t ord ", "to ord"),
        ("ÆRLIG Åsa", "ærlig åsa"),
        ("a\u030astma", "åstma"),
        ("søvnapné", "søvnapne"),
        ("Ullevǻl bla\u030a\u0301", "ullevål blå"),
        ("angst–uro", "angst-uro"),
    ],
)
def test_fold_makes_spellings_of_one_word_equal(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=80))
def test_fold_agrees_with_its_offsets_and_is_stable(text: str) -> None:
    folded, offsets = folded_with_offsets(text)
    assert fold(text) == folded
    assert fold(folded) == folded
    assert len(folded) == len(offsets)
    assert list(offsets) == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("dia-\nbetes", "diabetes"),
        ("muskel-\nog skjelett", "muskel-\nog skjelett"),
        ("d i a b e t e s i dag", "diabetes i dag"),
        ("dia\u200bbetes", "diabetes"),
        ("helt vanlig tekst", "helt vanlig tekst"),
    ],
)
def test_clean_shows_what_a_reader_sees(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned


@given(st.text(alphabet="abå \n-\u00ad\u200b\u0301éА", max_size=60))
def test_cleaned_spans_lie_in_the_original(text: str) -> None:
    cleaned = clean(text)
    for start in range(len(cleaned.text)):
        first, last = cleaned.original(start, start + 1)
        assert 0 <= first < last <= len(text)


def test_a_span_over_a_line_hyphen_holds_the_line_break() -> None:
    text = "har dia-\nbetes nå"
    cleaned = clean(text)
    start = cleaned.text.index("diabetes")
    first, last = cleaned.original(start, start + len("diabetes"))
    assert text[first:last] == "dia-\nbetes"
