"""Earlier versions: listed, compared, brought back; and what the employee has not seen yet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList, Static

from report_tool.tui.difference_lines import LineKind, lines
from report_tool.tui.screens.difference import DifferenceScreen
from report_tool.tui.screens.versions import VersionsScreen
from report_tool.workflow import desk as desk_module
from report_tool.workflow import editing
from report_tool.workflow.fields import with_text
from report_tool.workflow.history import Content
from report_tool.workflow.review import send_to_review
from schemas.audit import AuditAction
from schemas.case import CaseState
from schemas.report import Ansvarlig
from tests.tui.conftest import NOW
from tests.tui.test_undo import at_work

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from report_tool.tui.app import ReportApp
    from report_tool.workflow.desk import Desk
    from schemas.case import Case

CAUSE = "arsak/arsakTilFravaeret"
SIZES = [(80, 24), (160, 50)]


def written(case: Case, words: str) -> Case:
    return editing.edit(case, with_text(case.report, CAUSE, words), NOW)


def rows(pilot: Pilot[None]) -> list[str]:
    listing = pilot.app.screen.query_one(OptionList)
    return [str(option.prompt) for option in listing.options]


def page(pilot: Pilot[None]) -> str:
    assert isinstance(pilot.app.screen, DifferenceScreen)
    return str(pilot.app.screen.query_one("#differences", Static).content)


@pytest.mark.parametrize("size", SIZES)
async def test_a_day_is_compared_and_brought_back_and_undone(
    desk: Desk,
    full_case: Case,
    make_app: Callable[..., ReportApp],
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    app = make_app(full_case)
    monkeypatch.setattr(desk_module, "_now", lambda: NOW + timedelta(days=9999))
    async with at_work(app, size) as (pilot, screen):
        await screen.go_to("arsak")
        await pilot.press("ctrl+end", *" Trekk også.")
        await screen.session.save()
        await pilot.press("ctrl+r")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, VersionsScreen)
        (row,) = rows(pilot)
        assert row.endswith("Slutten av en dag")
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert "[+ Trekk også.+]" in page(pilot)
        assert "Årsak til fraværet" in page(pilot)
        assert page(pilot).count("Støy i garderoben") == 1
        await pilot.press("a", "escape", "r")
        await pilot.pause(0.2)
        pilot.app.screen.query_one("#accept").focus()
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert pilot.app.screen is screen
        assert screen.session.case.report == full_case.report
        actions = [event.action for event in screen.session.case.audit]
        assert AuditAction.VERSION_RESTORED in actions
        await pilot.press("ctrl+z")
        await pilot.pause(0.2)
        assert screen.session.case.report.arsak.arsak_til_fravaeret.endswith(" Trekk også.")
        assert screen.section == "arsak"


async def test_there_are_no_versions_at_first(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(full_case), (80, 24)) as (pilot, screen):
        await pilot.press("ctrl+r")
        await pilot.pause(0.3)
        empty = pilot.app.screen.query_one("#versions-empty", Static)
        assert empty.display
        await pilot.press("r", "enter", "escape")
        assert pilot.app.screen is screen


@pytest.mark.parametrize("way", ["f8", "ctrl+g"])
async def test_what_was_changed_since_the_employee_got_it(
    desk: Desk, full_case: Case, make_app: Callable[..., ReportApp], way: str
) -> None:
    out = send_to_review(full_case, (), NOW)
    app = make_app(out)
    async with at_work(app, (80, 24)) as (pilot, screen):
        screen.session.unlock()
        screen.session.apply(lambda case: written(case, "Støy og trekk om morgenen."))
        assert screen.session.case.state is CaseState.DRAFT
        await pilot.press(way)
        await pilot.pause(0.2)
        button = "#changes-since" if way == "f8" else "#since-seen"
        pilot.app.screen.query_one(button).focus()
        await pilot.press("enter")
        await pilot.pause(0.4)
        changed = page(pilot).splitlines()[1]
        assert changed == "Støy [−i garderoben−][+og trekk+] om morgenen[− er en belastning−]."


async def test_nobody_has_seen_a_first_draft(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(full_case), (80, 24)) as (pilot, screen):
        await pilot.press("f8")
        await pilot.pause(0.2)
        assert not pilot.app.screen.query("#changes-since")
        await pilot.press("escape")
        screen.action_since_seen()
        await pilot.pause(0.1)
        assert pilot.app.screen is screen


def test_values_tables_and_what_stands_beside_are_told_in_words(full_case: Case) -> None:
    report = full_case.report
    first, second = report.tiltaksplan.tiltak
    moved = (second, first.model_copy(update={"ansvarlig": Ansvarlig.NAV, "fra_dato": None}))
    plan = report.tiltaksplan.model_copy(update={"tiltak": moved})
    after = editing.edit(full_case, report.model_copy(update={"tiltaksplan": plan}), NOW)
    person = after.parties.arbeidstaker.model_copy(update={"navn": "Ola Eksempel"})
    after = editing.set_parties(
        after, after.parties.model_copy(update={"arbeidstaker": person}), NOW
    )
    found = lines(Content.of(full_case), Content.of(after))
    said = [line.plain() for line in found]
    assert "Tiltak 2 · Ansvarlig" in said
    assert "[−Arbeidsgiver−][+NAV+]" in said
    assert "[−1.12.2026−]" in said
    assert "Rekkefølgen er en annen." in said
    assert said[-1] == "Navn eller kontaktopplysninger er endret."
    assert found[0].kind is LineKind.SECTION
    assert "Ola" not in " ".join(said)
