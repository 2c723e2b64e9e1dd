"""The list of words that are never flagged again, from a case and from the list of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import OptionList, Static

from report_tool.tui.screens.decide import NotSensitiveScreen
from report_tool.tui.screens.terms import TermsScreen
from report_tool.tui.widgets.choices import Choice
from report_tool.workflow import decisions
from schemas.decision import Scope
from tests.tui.conftest import NOW
from tests.tui.test_deciding import in_the_list, with_findings
from tests.tui.test_undo import at_work
from tests.tui.test_writing import checked

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from report_tool.tui.app import ReportApp
    from report_tool.workflow.desk import Desk
    from schemas.case import Case

SMALL = (80, 24)


def rows(pilot: Pilot[None]) -> list[str]:
    assert isinstance(pilot.app.screen, TermsScreen)
    listing = pilot.app.screen.query_one(OptionList)
    return [str(option.prompt) for option in listing.options]


async def test_words_of_the_organisation_are_taken_back_in_the_case(
    desk: Desk, case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(with_findings(case)), SMALL) as (pilot, screen):
        await in_the_list(pilot)
        await pilot.press("4")
        await pilot.pause(0.2)
        await pilot.press("4", "tab", "tab", "4")
        pilot.app.screen.query_one("#accept").focus()
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert screen.session.undecided() == ()
        assert [t.scope for t in desk.memory().terms] == [Scope.ORGANISATION]
        await pilot.press("ctrl+o")
        await pilot.pause(0.3)
        (row,) = rows(pilot)
        assert row.startswith("migrene · diagnose\n  I alle saker i virksomheten · ")
        await pilot.press("delete")
        await pilot.pause(0.3)
        assert rows(pilot) == []
        assert pilot.app.screen.query_one("#terms-empty", Static).display
        assert desk.memory().terms == ()
        assert len(screen.session.undecided()) == 2
        await pilot.press("escape")
        await checked(pilot, screen)
        assert len(screen.session.undecided()) == 2
        await pilot.press("ctrl+z")
        await pilot.pause(0.1)
        assert screen.session.undecided() == ()
        assert [t.surface for t in desk.memory().terms] == ["migrene"]


async def test_what_holds_in_this_case_only_is_listed_too(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(with_findings(case)), SMALL) as (pilot, screen):
        session = screen.session
        found = session.findings()[:1]
        session.apply(lambda c: decisions.not_sensitive(c, found, "Et ord", Scope.CASE, NOW))
        assert session.undecided() == ()
        await pilot.press("ctrl+o")
        await pilot.pause(0.3)
        assert rows(pilot) == ["migrene · diagnose\n  I hele saken · Et ord"]
        await pilot.press("x")
        await pilot.pause(0.3)
        assert rows(pilot) == []
        assert len(session.undecided()) == 2


async def test_from_the_list_of_cases_what_holds_everywhere(
    desk: Desk, case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(with_findings(case)), SMALL) as (pilot, screen):
        found = screen.session.findings()[:1]
        screen.session.apply(
            lambda c: decisions.not_sensitive(c, found, "Et ord", Scope.EXPERT, NOW)
        )
        desk.remember(screen.session.case.decisions[0])
        await pilot.press("escape")
        await pilot.pause(0.3)
        await pilot.press("o")
        await pilot.pause(0.3)
        assert rows(pilot) == ["migrene · diagnose\n  I alle mine saker · Et ord"]
        await pilot.press("x")
        await pilot.pause(0.3)
        assert rows(pilot) == []
        assert desk.memory().terms == ()


async def test_a_name_is_never_offered_to_the_organisation(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    from schemas.labels import Label

    async with at_work(make_app(with_findings(case)), SMALL) as (pilot, screen):
        found = screen.session.findings()[0]
        person = found.finding.model_copy(update={"label": Label.PERSON})
        for finding, offered in ((found.finding, 4), (person, 3)):
            target = found.model_copy(update={"finding": finding})
            await pilot.app.push_screen(NotSensitiveScreen((target,)))
            await pilot.pause(0.1)
            scopes = pilot.app.screen.query_one("#scope", Choice)
            assert len(scopes.options) == offered
            await pilot.press("escape")
