"""Whatever is pasted in, a document holds only characters that it can show."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_tool.export.characters import REPLACEMENT, clean, fit, one_line


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("tab\there", "tab here"),
        ("\x00\x07\x1b[31mrød", "[31mrød"),
        ("\u202eevil\u202c", "evil"),
        ("so\u00adft", "soft"),
        ("\ufeffbom", "bom"),
        ("e\u0301", "é"),
        ("\ue000", REPLACEMENT),
        ("linje\u2028skift", "linje\nskift"),
        ("👩‍💻", "👩‍💻"),
        ("50\u00a0%", "50\u00a0%"),
    ],
)
def test_clean(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_one_line() -> None:
    assert one_line(" a\n\tb   c ") == "a b c"


def test_fit_counts_what_it_replaces() -> None:
    assert fit("a😀b", frozenset(map(ord, "ab"))) == (f"a{REPLACEMENT}b", 1)


@given(st.text())
def test_clean_is_stable_and_leaves_no_invisible_character(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert all(
        unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs", "Cn"} or c in "\n\u200c\u200d"
        for c in cleaned
    )
