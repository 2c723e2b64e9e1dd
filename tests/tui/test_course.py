"""The application's own words, and the steps of a case from handing over to closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Button, Static

from report_tool.messages import text
from report_tool.tui.course import possible
from report_tool.tui.screens.case import CaseScreen
from report_tool.tui.screens.course import CourseScreen
from report_tool.tui.screens.dialog import ConfirmScreen
from report_tool.tui.screens.item import ItemScreen
from report_tool.tui.widgets.application_text import ApplicationText
from report_tool.tui.widgets.flagged_text import FlaggedText
from report_tool.workflow import states
from schemas.case import Bestilling, CaseState
from tests.tui.conftest import NOW
from tests.tui.test_door_and_list import reached
from tests.tui.test_writing import checked, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from report_tool.tui.app import ReportApp
    from report_tool.workflow.desk import Desk
    from schemas.case import Case


@pytest.fixture
def ordered_case(case: Case) -> Case:
    order = Bestilling(begrunnelse="Fravær på grunn av migrene.", behov="Råd om støy.")
    return case.model_copy(update={"bestilling": order})


async def in_state(pilot: Pilot[None], screen: CaseScreen, state: CaseState) -> None:
    for _ in range(200):
        await pilot.pause(0.02)
        if pilot.app.screen is screen and screen.session.case.state is state:
            await pilot.pause(0.1)
            return
    raise AssertionError(f"still {screen.session.case.state}")


async def pressed(pilot: Pilot[None], window: type, button: str) -> None:
    await reached(pilot, window)
    await pilot.pause(0.1)
    pilot.app.screen.query_one(f"#{button}", Button).press()
    await pilot.pause(0.1)


async def confirmed(pilot: Pilot[None]) -> None:
    await pressed(pilot, ConfirmScreen, "accept")


async def test_the_application_is_quiet_marked_and_needs_no_decision(
    ordered_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(ordered_case).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await checked(pilot, screen)
        block = screen.query_one(ApplicationText)
        assert block.collapsed
        assert text("tui.application.count", count=1) in block.title
        shown = block.query_one(".application-words", Static).render()
        words = str(shown)
        assert "Fravær på grunn av migrene." in words
        assert "Råd om støy." in words
        place = words.index("migrene")
        marked = [(span.start, span.end) for span in shown.spans]  # type: ignore[union-attr]
        assert (place, place + len("migrene")) in marked
        assert screen.session.findings() == ()
        await pilot.press("shift+tab", "enter")
        await pilot.pause(0.2)
        assert not block.collapsed


async def test_a_case_without_application_text_shows_no_block(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert not screen.query(ApplicationText)


def test_the_state_decides_which_steps_there_are(full_case: Case) -> None:
    assert possible(full_case, NOW) == ("close",)
    assert possible(states.close(full_case, NOW), NOW) == ("reopen",)
    delivered = full_case.model_copy(update={"state": CaseState.DELIVERED})
    assert possible(delivered, NOW) == ("followed-up", "close")
    approved = full_case.model_copy(update={"state": CaseState.APPROVED})
    assert possible(approved, NOW) == ("close",)


async def test_a_case_is_closed_after_asking_and_opened_again(
    desk: Desk, full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(full_case).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("ctrl+g")
        await pressed(pilot, CourseScreen, "close")
        await reached(pilot, ConfirmScreen)
        await pilot.press("escape")
        await reached(pilot, CaseScreen)
        assert screen.session.case.state is CaseState.DRAFT
        await pilot.press("ctrl+g")
        await pressed(pilot, CourseScreen, "close")
        await confirmed(pilot)
        await in_state(pilot, screen, CaseState.CLOSED)
        await screen.session.save()
        stored = {each.case.case_id: each.case for each in desk.cases()}
        assert stored[full_case.case_id].state is CaseState.CLOSED
        await pilot.press("ctrl+g")
        await reached(pilot, CourseScreen)
        assert [b.id for b in pilot.app.screen.query(Button)] == ["reopen", "cancel"]
        await pressed(pilot, CourseScreen, "reopen")
        await in_state(pilot, screen, CaseState.DRAFT)
        assert not screen.query(FlaggedText).first().read_only


async def test_a_closed_case_is_read_only_and_offers_no_change(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    closed = states.close(full_case, NOW)
    async with make_app(closed).run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        before = screen.query(FlaggedText).first().text
        await pilot.press("x")
        await pilot.pause(0.2)
        assert pilot.app.screen is screen
        assert screen.query(FlaggedText).first().text == before
        for key in ("f9", "f12"):
            await pilot.press(key)
            await pilot.pause(0.2)
            assert pilot.app.screen is screen
        await screen.go_to("tiltaksplan")
        await pilot.press("enter")
        await reached(pilot, ItemScreen)
        assert all(area.read_only for area in pilot.app.screen.query(FlaggedText))
        await pilot.press("x", "escape")
        await reached(pilot, CaseScreen)
        assert screen.session.case == closed


async def test_the_palette_has_the_steps(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(full_case).run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        commands = {c.title: c for c in pilot.app.get_system_commands(screen)}
        commands[text("tui.course.step.close")].callback()
        await confirmed(pilot)
        await in_state(pilot, screen, CaseState.CLOSED)


async def test_followed_up_is_noted(full_case: Case, make_app: Callable[..., ReportApp]) -> None:
    delivered = full_case.model_copy(update={"state": CaseState.DELIVERED})
    async with make_app(delivered).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("ctrl+g")
        await pressed(pilot, CourseScreen, "followed-up")
        await in_state(pilot, screen, CaseState.FOLLOWED_UP)
