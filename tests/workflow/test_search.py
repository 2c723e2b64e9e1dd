"""Finding a case again by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_tool.workflow.search import Match, find
from tests.tui.conftest import case, full_case

if TYPE_CHECKING:
    from schemas.case import Case

__all__ = ["case", "full_case"]


@pytest.mark.parametrize(
    ("query", "sections"),
    [
        ("", ()),
        ("kari", ()),
        ("  KARI   solbakken ", ()),
        ("2026-0001", ()),
        ("garderoben", ("arsak",)),
        ("kari garderoben", ("arsak",)),
        ("annenhver mellomvakt", ("tiltaksplan", "oppfolging")),
    ],
)
def test_every_word_is_found_somewhere(
    full_case: Case, query: str, sections: tuple[str, ...]
) -> None:
    assert find(full_case, query) == Match(sections)


@pytest.mark.parametrize("query", ["finnesikke", "kari finnesikke", "garderoben finnesikke"])
def test_one_word_that_is_missing_rules_a_case_out(full_case: Case, query: str) -> None:
    assert find(full_case, query) is None
