"""The employee reviews at home: the page out and the answer in, from the terminal program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Button, Input, Static, TextArea

from report_tool.storage import review_seal as seal
from report_tool.tui.screens.case import CaseScreen
from report_tool.tui.screens.dialog import ErrorScreen
from report_tool.tui.screens.page import PageScreen
from report_tool.tui.screens.send import SendScreen
from report_tool.workflow import detection, review
from schemas.case import CaseState
from schemas.decision import ConsentChannel
from schemas.review import ReviewAnswer, Verdict
from tests.tui.conftest import NOW, WordDetector
from tests.tui.test_door_and_list import reached
from tests.tui.test_writing import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from report_tool.tui.app import ReportApp
    from schemas.case import Case


@pytest.fixture
def sent_case(full_case: Case) -> Case:
    return review.send_to_review(full_case, detection.locate(full_case, WordDetector()), NOW)


def sealed(case: Case) -> str:
    request = case.reviews[-1].request
    answer = ReviewAnswer(
        case_id=case.case_id,
        review_hash=request.review_hash,
        verdict=Verdict.APPROVED,
        name="Kari Nordmann",
        answered_at=NOW,
        channel=ConsentChannel.PAGE,
    )
    envelope = seal.seal_answer(
        answer.model_dump_json(by_alias=True).encode(),
        seal.public_reply_key(request.reply_key),
        seal.Version(case.case_id, request.review_hash),
    )
    return envelope.as_text()


async def at_the_page(pilot: Pilot[None]) -> tuple[CaseScreen, PageScreen]:
    screen = await opened(pilot)
    await pilot.press("f8")
    await reached(pilot, SendScreen)
    pilot.app.screen.query_one("#page", Button).press()
    await reached(pilot, PageScreen)
    page = pilot.app.screen
    assert isinstance(page, PageScreen)
    return screen, page


async def made(pilot: Pilot[None], page: PageScreen, folder: Path) -> str:
    page.query_one("#folder", Input).value = str(folder)
    page.query_one("#make", Button).press()
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return str(page.query_one("#page-result", Static).render())


@pytest.mark.parametrize("way", ["file", "pasted"])
async def test_page_out_and_answer_in(
    sent_case: Case, make_app: Callable[..., ReportApp], tmp_path: Path, way: str
) -> None:
    async with make_app(sent_case).run_test(size=(100, 50)) as pilot:
        screen, page = await at_the_page(pilot)
        told = await made(pilot, page, tmp_path)
        assert (tmp_path / "gjennomlesing-2026-0001.html").exists()
        assert "Passord: " in told
        answer = sealed(screen.session.case)
        (tmp_path / "svar.txt").write_text(answer, encoding="ascii")
        if way == "file":
            page.query_one("#file", Input).value = str(tmp_path / "svar.txt")
        else:
            page.query_one("#pasted", TextArea).text = answer
        page.query_one("#import", Button).press()
        await reached(pilot, CaseScreen)
        assert screen.session.case.state is CaseState.APPROVED
        assert not screen.session.case.reviews[-1].request.reply_key


async def test_what_cannot_be_used_is_explained(
    sent_case: Case, make_app: Callable[..., ReportApp], tmp_path: Path
) -> None:
    async with make_app(sent_case).run_test(size=(100, 50)) as pilot:
        screen, page = await at_the_page(pilot)
        page.query_one("#import", Button).press()
        await pilot.pause()
        assert page.query_one(".dialog-error").display
        page.query_one("#pasted", TextArea).text = "Jeg godkjenner"
        page.query_one("#import", Button).press()
        await reached(pilot, ErrorScreen)
        await pilot.press("escape")
        await made(pilot, page, tmp_path / "finnes" / "ikke")
        await reached(pilot, ErrorScreen)
        assert screen.session.case.state is CaseState.IN_REVIEW
        assert not screen.session.case.reviews[-1].request.reply_key
