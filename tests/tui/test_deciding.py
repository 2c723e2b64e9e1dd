"""The four decisions, for one and for all equal ones, and taking them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from report_tool.tui.screens.decide import NotSensitiveScreen, RewriteScreen, ShareScreen
from report_tool.tui.screens.why import WhyScreen
from report_tool.tui.widgets.findings_list import Findings, FindingsPane
from report_tool.tui.widgets.flagged_text import FlaggedText
from report_tool.workflow import editing
from report_tool.workflow.fields import with_text
from tests.tui.conftest import NOW
from tests.tui.test_writing import checked, flagged, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from report_tool.tui.app import ReportApp
    from report_tool.tui.screens.case import CaseScreen
    from report_tool.workflow.desk import Desk
    from schemas.case import Case

TEXT = "Hun har migrene ofte. Etter en migrene er hun sliten."


def with_findings(case: Case) -> Case:
    return editing.edit(case, with_text(case.report, "oppdrag/bestilling", TEXT), NOW)


async def in_the_list(pilot: Pilot[None]) -> CaseScreen:
    screen = await opened(pilot)
    await pilot.press("f3")
    await pilot.pause()
    assert screen.query_one(Findings).has_focus
    return screen


async def test_withhold_is_one_key(case: Case, make_app: Callable[..., ReportApp]) -> None:
    async with make_app(with_findings(case)).run_test(size=(160, 50)) as pilot:
        screen = await in_the_list(pilot)
        await pilot.press("2")
        await pilot.pause(0.1)
        kinds = [decision.kind.value for decision in screen.session.case.decisions]
        assert kinds == ["withhold"]
        assert len(screen.session.undecided()) == 1
        current = screen.query_one(FindingsPane).current
        assert current is not None
        assert current.decision is None


async def test_the_same_for_all_equal_ones(case: Case, make_app: Callable[..., ReportApp]) -> None:
    async with make_app(with_findings(case)).run_test(size=(160, 50)) as pilot:
        screen = await in_the_list(pilot)
        await pilot.press("l", "2")
        await pilot.pause(0.1)
        assert len(screen.session.case.decisions) == 2
        assert screen.session.undecided() == ()


async def test_undo_takes_the_last_decision_back(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(with_findings(case)).run_test(size=(160, 50)) as pilot:
        screen = await in_the_list(pilot)
        await pilot.press("2", "2")
        await pilot.pause(0.1)
        await pilot.press("u")
        await pilot.pause(0.1)
        assert len(screen.session.case.decisions) == 1


async def test_a_rewrite_changes_the_sentence_and_undo_restores_it(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(with_findings(case)).run_test(size=(160, 50)) as pilot:
        screen = await in_the_list(pilot)
        await pilot.press("1")
        await pilot.pause(0.2)
        dialog = pilot.app.screen
        assert isinstance(dialog, RewriteScreen)
        dialog.query_one(FlaggedText).adopt("Hun trenger ofte pauser.")
        await pilot.press("ctrl+s")
        await pilot.pause(0.1)
        await checked(pilot, screen)
        area = screen.query(FlaggedText).first()
        assert area.text == "Hun trenger ofte pauser. Etter en migrene er hun sliten."
        assert flagged(area) == ["migrene"]
        await pilot.press("u")
        await pilot.pause(0.1)
        await checked(pilot, screen)
        assert area.text == TEXT
        assert len(screen.session.undecided()) == 2


async def test_undoing_a_rewrite_in_the_text_asks_again(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(with_findings(case)).run_test(size=(160, 50)) as pilot:
        screen = await in_the_list(pilot)
        await pilot.press("1")
        await pilot.pause(0.2)
        pilot.app.screen.query_one(FlaggedText).adopt("Hun trenger ofte pauser.")
        await pilot.press("ctrl+s")
        await pilot.pause(0.1)
        area = screen.query(FlaggedText).first()
        area.focus()
        await pilot.press("ctrl+z")
        await checked(pilot, screen)
        assert area.text == TEXT
        assert len(screen.session.undecided()) == 2


async def test_a_suggestion_goes_into_the_sentence(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(with_findings(case)).run_test(size=(160, 50)) as pilot:
        await in_the_list(pilot)
        await pilot.press("1")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause()
        sentence = pilot.app.screen.query_one(FlaggedText).text
        assert "migrene" not in sentence
        assert sentence.startswith("Hun har ")


async def test_sharing_needs_a_recipient_and_a_reason(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(with_findings(case)).run_test(size=(160, 50)) as pilot:
        screen = await in_the_list(pilot)
        await pilot.press("3")
        await pilot.pause(0.2)
        dialog = pilot.app.screen
        assert isinstance(dialog, ShareScreen)
        dialog.action_accept()
        await pilot.pause()
        assert pilot.app.screen is dialog
        await pilot.press("space", "tab", "tab", *"Vaktplanen", "enter")
        await pilot.pause(0.1)
        decision = screen.session.case.decisions[0]
        assert (decision.kind.value, decision.reason) == ("share", "Vaktplanen")
        assert [recipient.value for recipient in decision.share_with] == ["employer"]


async def test_not_sensitive_for_all_my_cases_is_remembered(
    desk: Desk, case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(with_findings(case)).run_test(size=(160, 50)) as pilot:
        screen = await in_the_list(pilot)
        await pilot.press("4")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, NotSensitiveScreen)
        await pilot.press("4", "tab", "tab", "3")
        pilot.app.screen.query_one("#accept").focus()
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert [d.kind.value for d in screen.session.case.decisions] == ["notSensitive"]
        assert screen.session.undecided() == ()
    assert [term.surface for term in desk.memory().terms] == ["migrene"]


async def test_an_edited_sentence_is_asked_about_again(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(with_findings(case)).run_test(size=(160, 50)) as pilot:
        screen = await in_the_list(pilot)
        await pilot.press("l", "2")
        await pilot.pause(0.1)
        area = screen.query(FlaggedText).first()
        area.focus()
        await pilot.press("ctrl+home", *"Nå: ")
        await checked(pilot, screen)
        assert len(screen.session.undecided()) == 1


async def test_why_it_is_flagged_is_one_key(case: Case, make_app: Callable[..., ReportApp]) -> None:
    async with make_app(with_findings(case)).run_test(size=(80, 24)) as pilot:
        screen = await in_the_list(pilot)
        await pilot.press("w")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, WhyScreen)
        said = " ".join(str(each.content) for each in pilot.app.screen.query(Static))
        assert "Ordet står i ordlisten. Kilde: ordliste." in said
        assert "Ganske sikkert (95 %)." in said
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert screen.query_one(Findings).has_focus
