"""A consent is withdrawn from the case; the copies that already left are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Button, OptionList, Static

from report_tool.tui.screens.case import CaseScreen
from report_tool.tui.screens.consents import ConsentsScreen
from report_tool.tui.screens.dialog import ConfirmScreen
from report_tool.tui.screens.send import SendScreen
from report_tool.workflow import decisions, detection, editing, review, states
from report_tool.workflow.fields import with_text
from schemas.decision import ConsentChannel
from schemas.delivery import DeliveredFile, Delivery, FileFormat
from schemas.labels import Recipient
from schemas.review import DetailAnswer, DetailReply, ReviewAnswer, Verdict
from tests.tui.conftest import NOW, WordDetector
from tests.tui.test_door_and_list import reached
from tests.tui.test_writing import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from report_tool.tui.app import ReportApp
    from schemas.case import Case

BOTH = (Recipient.EMPLOYER, Recipient.NAV)


@pytest.fixture
def approved_case(full_case: Case) -> Case:
    """Approved with a consent for both, and one PDF that the employer has got."""
    report = with_text(full_case.report, "arsak/arsakTilFravaeret", "Hun har migrene.")
    case = editing.edit(full_case, report, NOW)
    case = decisions.share(case, detection.locate(case, WordDetector()), BOTH, "Vaktplan", NOW)
    findings = detection.locate(case, WordDetector())
    case = review.send_to_review(case, findings, NOW)
    agreed = DetailAnswer(
        decision_id=case.decisions[0].id, reply=DetailReply.CONSENT, consent_to=BOTH
    )
    answer = ReviewAnswer(
        case_id=case.case_id,
        review_hash=review.review_hash(case),
        verdict=Verdict.APPROVED,
        details=(agreed,),
        name="Kari Nordmann",
        answered_at=NOW,
        channel=ConsentChannel.TERMINAL,
    )
    case = review.apply_answer(case, answer, findings, NOW)
    delivery = Delivery(
        recipient=Recipient.EMPLOYER,
        files=(DeliveredFile(format=FileFormat.PDF, sha256="ab" * 32),),
        made_at=NOW,
    )
    return case.model_copy(update={"deliveries": (delivery,)})


async def at_the_consents(pilot: Pilot[None]) -> CaseScreen:
    screen = await opened(pilot)
    await pilot.press("f8")
    await reached(pilot, SendScreen)
    pilot.app.screen.query_one("#consents", Button).press()
    await reached(pilot, ConsentsScreen)
    await pilot.pause()
    return screen


def withdrawn(screen: CaseScreen) -> list[Recipient]:
    return [c.recipient for c in screen.session.case.consents if c.withdrawn_at]


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(str(each.render()) for each in pilot.app.screen.query(Static))


@pytest.mark.parametrize("close", [False, True], ids=["approved", "closed"])
async def test_one_consent_is_withdrawn_and_the_copies_are_named(
    approved_case: Case, make_app: Callable[..., ReportApp], close: bool
) -> None:
    case = states.close(approved_case, NOW) if close else approved_case
    async with make_app(case).run_test(size=(100, 40)) as pilot:
        screen = await at_the_consents(pilot)
        assert pilot.app.screen.query_one(OptionList).option_count == 2
        await pilot.press("enter")
        await reached(pilot, ConfirmScreen)
        assert "PDF  abababababababab" in shown(pilot)
        assert withdrawn(screen) == []
        await pilot.click("#accept")
        await reached(pilot, ConsentsScreen)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert withdrawn(screen) == [Recipient.EMPLOYER]
        assert pilot.app.screen.query_one(OptionList).option_count == 1
        assert "PDF  abababababababab" in shown(pilot)
        assert screen.session.case.state is case.state
        assert screen.session.saved_at is not None
        await pilot.press("enter")
        await reached(pilot, ConfirmScreen)
        assert "Ingen kopi" in shown(pilot)
        await pilot.click("#accept")
        await reached(pilot, ConsentsScreen)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert not pilot.app.screen.query(OptionList)
        assert "Ingen samtykker" in shown(pilot)


async def test_a_no_changes_nothing(
    approved_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(approved_case).run_test(size=(80, 24)) as pilot:
        screen = await at_the_consents(pilot)
        await pilot.press("enter")
        await reached(pilot, ConfirmScreen)
        await pilot.press("enter")
        await reached(pilot, ConsentsScreen)
        assert withdrawn(screen) == []
        await pilot.press("escape")
        await reached(pilot, CaseScreen)


async def test_without_consents_there_is_nothing_to_withdraw(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(full_case).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("f8")
        await reached(pilot, SendScreen)
        assert not pilot.app.screen.query("#consents")
