"""One content, one byte string."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.base import Model
from schemas.canonical import canonical_json, content_hash
from schemas.case import Case
from schemas.report import Arsak, Oppdrag, Report

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

texts = st.text(alphabet=st.characters(exclude_categories=("Cs",)))


def report(text: str) -> Report:
    return Report(arsak=Arsak(arsak_til_fravaeret=text))


@given(texts)
def test_round_trip_is_stable(text: str) -> None:
    once = canonical_json(report(text))
    again = canonical_json(Report.model_validate_json(once))
    assert once == again


@given(texts, texts)
def test_hash_differs_exactly_when_the_normalised_text_differs(left: str, right: str) -> None:
    same_text = unicodedata.normalize("NFC", left) == unicodedata.normalize("NFC", right)
    same_hash = content_hash(report(left)) == content_hash(report(right))
    assert same_hash == same_text


def test_composed_and_decomposed_letters_are_the_same_content() -> None:
    assert content_hash(report("\u00e5")) == content_hash(report("a\u030a"))


def test_keys_are_sorted_and_nothing_is_padded() -> None:
    data = canonical_json(Report())
    plain = json.loads(data)
    assert list(plain) == sorted(plain)
    assert b": " not in data
    assert b", " not in data


def test_hours_are_text_so_that_no_float_is_stored() -> None:
    data = json.loads(canonical_json(Oppdrag(timer=Decimal("7.50"))))
    assert data["timer"] == "7.50"


def test_a_float_is_refused() -> None:
    class WithFloat(Model):
        share: float

    with pytest.raises(TypeError):
        canonical_json(WithFloat(share=0.5))


def test_half_a_surrogate_pair_is_refused_without_repeating_the_text() -> None:
    with pytest.raises(ValueError, match="surrogate") as caught:
        canonical_json(report("hemmelig \ud800"))
    assert "hemmelig" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="timezone"):
        Case(case_id="a", created_at=NOW.replace(tzinfo=None))


def test_a_refused_value_is_not_repeated_in_the_error() -> None:
    with pytest.raises(ValueError, match="schemaVersion") as caught:
        Case.model_validate({"caseId": "a", "createdAt": NOW, "schemaVersion": "hemmelig diagnose"})
    assert "hemmelig" not in str(caught.value)


def test_zone_of_a_time_is_part_of_the_content() -> None:
    oslo = timezone(timedelta(hours=1))
    there = Case(case_id="a", created_at=NOW.astimezone(oslo))
    back = Case.model_validate_json(canonical_json(there))
    assert back.created_at == there.created_at
    assert canonical_json(back) == canonical_json(there)
