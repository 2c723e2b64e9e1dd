"""Dates, numbers and ids as Norwegians write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from report_tool.export import wording
from schemas.labels import Language

NB, NN = Language.BOKMAL, Language.NYNORSK


def test_days_and_moments() -> None:
    assert wording.day(date(2027, 3, 1), NB) == "1. mars 2027"
    assert wording.day(date(2027, 1, 31), NN) == "31. januar 2027"
    assert wording.day(datetime(2027, 6, 30, 22, 30, tzinfo=UTC), NB) == "1. juli 2027"
    assert (
        wording.moment(datetime(2027, 3, 1, 13, 5, tzinfo=UTC), NB) == "1. mars 2027 kl.\u00a014.05"
    )


def test_numbers() -> None:
    assert wording.percent(50) == "50\u00a0%"
    assert wording.number(Decimal("14.50"), NB) == "14,5"
    assert wording.number(Decimal("100"), NN) == "100"


@pytest.mark.parametrize(
    ("given", "shown"), [("211511052", "211\u00a0511\u00a0052"), ("123", "123"), ("", "")]
)
def test_organisation_numbers(given: str, shown: str) -> None:
    assert wording.organisation_number(given) == shown


def test_national_ids() -> None:
    assert wording.national_id("12855512345") == "128555\u00a012345"
    assert wording.national_id("feil") == "feil"
