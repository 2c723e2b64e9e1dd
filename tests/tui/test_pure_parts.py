"""Dates as typed, spans that follow edits, and lists of items."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_tool.tui.dates import parse_date, show_date
from report_tool.tui.forms import SECTION_FORMS, TableSpec, TextSpec, table
from report_tool.tui.items import change_items, is_blank
from report_tool.tui.values import get_value, with_value
from report_tool.tui.widgets.spans import Mark, Span, changed_region, shifted
from report_tool.workflow.fields import SECTIONS, text_fields
from schemas.report import Report, Tiltak, Tiltaksplan

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1.3.2027", date(2027, 3, 1)),
        ("01.03.27", date(2027, 3, 1)),
        ("1.3", date(2027, 3, 1)),
        ("1.12.", date(2026, 12, 1)),
        ("25.11", date(2026, 11, 25)),
        ("29.2", date(2028, 2, 29)),
        ("2027-03-01", date(2027, 3, 1)),
        ("i dag", TODAY),
        ("I morgen", date(2026, 11, 26)),
        ("mandag", date(2026, 11, 30)),
        ("onsdag", date(2026, 12, 2)),
        ("måndag", date(2026, 11, 30)),
        ("om 3 uker", date(2026, 12, 16)),
        ("om tre veker", date(2026, 12, 16)),
        ("om ein månad", date(2026, 12, 25)),
        ("i morgon", date(2026, 11, 26)),
        ("om en måned", date(2026, 12, 25)),
        ("om 3 måneder", date(2027, 2, 25)),
        ("", None),
    ],
)
def test_dates_are_understood(typed: str, day: date | None) -> None:
    assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed", ["31.2.2027", "31.4", "snart", "32.1", "om mange uker", "1.13.27"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_date(typed, TODAY)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_shown_date_reads_back(day: date) -> None:
    assert parse_date(show_date(day), TODAY) == day


@given(st.text(), st.text())
def test_the_changed_region_turns_one_text_into_the_other(old: str, new: str) -> None:
    start, old_end, new_end = changed_region(old, new)
    assert old[:start] + new[start:new_end] + old[old_end:] == new


@given(st.text(alphabet="abæ ", min_size=1), st.text(alphabet="abæ "), st.data())
def test_spans_outside_an_edit_keep_their_words(old: str, typed: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    old_end = data.draw(st.integers(start, len(old)))
    first = data.draw(st.integers(0, len(old) - 1))
    last = data.draw(st.integers(first + 1, len(old)))
    new = old[:start] + typed + old[old_end:]
    span = Span(first, last, Mark.UNDECIDED)
    moved = shifted([span], start, old_end, start + len(typed))
    for each in moved:
        assert 0 <= each.start < each.end <= len(new)
    if last <= start or first >= old_end:
        assert [new[each.start : each.end] for each in moved] == [old[first:last]]


def test_the_forms_hold_every_text_field_of_the_report() -> None:
    shown = {
        f"{section}/{spec.name}"
        for section, specs in SECTION_FORMS.items()
        for spec in specs
        if isinstance(spec, TextSpec)
    }
    assert shown == {field.path for field in text_fields(Report())}
    assert tuple(SECTION_FORMS) == SECTIONS


def test_the_forms_hold_every_field_of_an_item() -> None:
    for specs in SECTION_FORMS.values():
        for spec in specs:
            if isinstance(spec, TableSpec):
                names = {info.alias for info in spec.model.model_fields.values()} - {"id"}
                assert names == {field.name for field in spec.fields}


def test_values_are_replaced_by_path() -> None:
    report = Report(tiltaksplan=Tiltaksplan(tiltak=(Tiltak(id="m1"), Tiltak(id="m2"))))
    changed = with_value(report, "tiltaksplan/tiltak/m2/tilDato", TODAY)
    assert get_value(changed, "tiltaksplan/tiltak/m2/tilDato") == TODAY
    assert get_value(changed, "tiltaksplan/tiltak/m1/tilDato") is None
    with pytest.raises(KeyError):
        with_value(report, "tiltaksplan/tiltak/m3/tilDato", TODAY)


def test_items_are_sorted_by_date_with_the_undated_last() -> None:
    spec = table("tiltaksplan", "tiltak")
    items = (
        Tiltak(id="m1"),
        Tiltak(id="m2", fra_dato=date(2027, 1, 1)),
        Tiltak(id="m3", fra_dato=TODAY),
    )
    ordered, place = change_items(spec, items, "sort", 0)
    assert [each.id for each in ordered] == ["m3", "m2", "m1"]
    assert place == 2


def test_an_id_is_not_given_twice() -> None:
    spec = table("tiltaksplan", "tiltak")
    items, _ = change_items(spec, (Tiltak(id="m7"),), "add", None)
    assert [each.id for each in items] == ["m7", "m8"]
    assert is_blank(spec, items[1])
    assert not is_blank(spec, items[1].model_copy(update={"til_dato": TODAY}))
