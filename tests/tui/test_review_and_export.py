"""From a finished draft over the employee's review to files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Button, Input, Static

from report_tool.messages import text
from report_tool.tui.screens.case import CaseScreen
from report_tool.tui.screens.dialog import ConfirmScreen
from report_tool.tui.screens.export import ExportScreen
from report_tool.tui.screens.preview import PreviewScreen
from report_tool.tui.screens.review import ReviewScreen
from report_tool.tui.screens.send import SendScreen
from report_tool.tui.widgets.choices import Choice, Tick
from report_tool.tui.widgets.detail_answer import DetailQuestion
from report_tool.tui.widgets.flagged_text import FlaggedText
from report_tool.workflow import decisions, detection, editing, review
from report_tool.workflow.fields import with_text
from schemas.case import CaseState
from schemas.labels import Recipient
from tests.tui.conftest import NOW, WordDetector
from tests.tui.test_door_and_list import reached
from tests.tui.test_writing import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report_tool.tui.app import ReportApp
    from schemas.case import Case

CAUSE = "Støy om morgenen er en belastning. Hun har migrene."


@pytest.fixture
def shared_case(full_case: Case) -> Case:
    """Complete, with one detail that is proposed to be shared with the employer."""
    report = with_text(full_case.report, "arsak/arsakTilFravaeret", CAUSE)
    case = editing.edit(full_case, report, NOW)
    findings = detection.locate(case, WordDetector())
    return decisions.share(case, findings, [Recipient.EMPLOYER], "Vaktplanen", NOW)


@pytest.fixture
def sent_case(shared_case: Case) -> Case:
    return review.send_to_review(shared_case, detection.locate(shared_case, WordDetector()), NOW)


async def test_every_button_is_seen_in_a_small_window(
    sent_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(sent_case).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("f8")
        await reached(pilot, SendScreen)
        await pilot.pause()
        window = pilot.app.screen.query_one(".dialog").content_region
        buttons = list(pilot.app.screen.query(Button))
        assert len(buttons) > 3
        assert [b.id for b in buttons if not window.contains_region(b.region)] == []


async def test_an_unfinished_report_is_not_sent(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("f8")
        await reached(pilot, SendScreen)
        assert pilot.app.screen.query_one("#send", Button).disabled
        assert screen.session.case.state is CaseState.DRAFT


async def test_a_finished_report_is_sent(
    shared_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(shared_case).run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("f8")
        await reached(pilot, SendScreen)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert screen.session.case.state is CaseState.IN_REVIEW
        assert pilot.app.screen.query("#here")


async def test_nothing_is_chosen_for_the_employee(
    sent_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(sent_case).run_test(size=(100, 60)) as pilot:
        await opened_locked(pilot)
        pilot.app.push_screen(ReviewScreen(case_screen(pilot.app).session))
        await reached(pilot, ReviewScreen)
        question = pilot.app.screen.query_one(DetailQuestion)
        assert question.query_one(Choice).value is None
        assert not any(tick.value for tick in question.query(Tick))
        pilot.app.screen.query_one("#name", Input).value = "Kari Nordmann"
        pilot.app.screen.query_one("#approve", Button).press()
        await pilot.pause(0.2)
        assert case_screen(pilot.app).session.case.state is CaseState.IN_REVIEW


async def test_consent_and_approval_lead_to_files(
    sent_case: Case, make_app: Callable[..., ReportApp], tmp_path: Path
) -> None:
    async with make_app(sent_case).run_test(size=(100, 60)) as pilot:
        await opened_locked(pilot)
        screen = case_screen(pilot.app)
        pilot.app.push_screen(ReviewScreen(screen.session))
        await reached(pilot, ReviewScreen)
        question = pilot.app.screen.query_one(DetailQuestion)
        question.query_one(Choice).choose("consent")
        await pilot.pause()
        question.query_one("#consent-employer", Tick).action_tick()
        pilot.app.screen.query_one(FlaggedText).adopt("Jeg kjenner meg igjen.")
        pilot.app.screen.query_one("#name", Input).value = "Kari Nordmann"
        pilot.app.screen.query_one("#approve", Button).press()
        await reached(pilot, CaseScreen)
        assert screen.session.case.state is CaseState.APPROVED
        assert [c.recipient.value for c in screen.session.case.consents] == ["employer"]

        await pilot.press("f9")
        await reached(pilot, ExportScreen)
        pilot.app.screen.query_one("#folder", Input).value = str(tmp_path)
        pilot.app.screen.query_one("#receipt", Button).press()
        await pilot.pause(0.2)
        assert "kvittering-2026-0001.txt" in shown(pilot.app.screen)
        told = (tmp_path / "kvittering-2026-0001.txt").read_text(encoding="utf-8")
        assert "«migrene» (Årsak til fraværet) med arbeidsgiver." in told

        pilot.app.screen.query_one("#recipient", Choice).choose("employer")
        pilot.app.screen.query_one("#folder", Input).value = str(tmp_path / "ut")
        (tmp_path / "ut").mkdir()
        await pilot.press("ctrl+s")
        for _ in range(600):
            await pilot.pause(0.05)
            if text("tui.export.done") in shown(pilot.app.screen):
                break
    names = sorted(path.suffix for path in (tmp_path / "ut").iterdir())
    assert names == [".docx", ".json", ".pdf"]


async def test_before_the_approval_there_is_only_the_employees_draft(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(full_case).run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await pilot.press("f9")
        await reached(pilot, ExportScreen)
        assert not pilot.app.screen.query("#receipt")
        options = pilot.app.screen.query_one("#recipient", Choice).options
        assert [key for key, _ in options] == ["employee"]


async def test_writing_in_a_sent_report_is_asked_about(
    sent_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(sent_case).run_test(size=(100, 40)) as pilot:
        await opened_locked(pilot)
        screen = case_screen(pilot.app)
        await pilot.press("x")
        await reached(pilot, ConfirmScreen)
        assert screen.session.case.state is CaseState.IN_REVIEW
        await pilot.click("#accept")
        await reached(pilot, CaseScreen)
        await pilot.press("x")
        await pilot.pause()
        screen.session.commit()
        assert screen.session.case.state is CaseState.DRAFT


async def test_the_preview_hides_what_the_employer_must_not_read(
    shared_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(shared_case).run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await pilot.press("f5")
        await reached(pilot, PreviewScreen)
        await pilot.pause()
        cause = pilot.app.screen.query_one("#read-arsak", Static)
        assert "migrene" not in str(cause.render())
        await pilot.press("3")
        await pilot.pause()
        assert "migrene" in str(cause.render())


async def opened_locked(pilot: object) -> None:
    await opened(pilot)  # type: ignore[arg-type]


def case_screen(app: object) -> CaseScreen:
    return next(s for s in app.screen_stack if isinstance(s, CaseScreen))  # type: ignore[attr-defined]


def shown(screen: object) -> str:
    return str(screen.query_one("#export-result", Static).render())  # type: ignore[attr-defined]
