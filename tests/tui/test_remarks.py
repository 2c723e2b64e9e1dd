"""The employee's remarks stand beside what they are about until the next version is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from report_tool.tui.widgets.remarks import Remarks
from report_tool.tui.widgets.section_form import SectionForm
from report_tool.tui.widgets.steps import Steps
from report_tool.workflow import detection, review
from schemas.case import CaseState
from schemas.decision import ConsentChannel
from schemas.review import Remark, ReviewAnswer, Verdict
from tests.tui.conftest import NOW, WordDetector
from tests.tui.test_writing import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_tool.tui.app import ReportApp
    from schemas.case import Case

REMARKS = (
    Remark(section="arsak", text="Dette stemmer [b]ikke[/b]."),
    Remark(text="Fint skrevet ellers."),
    Remark(section="ukjent", text="Hvor hører dette til?"),
    Remark(section="provd", text="  "),
)


@pytest.fixture
def answered_case(full_case: Case) -> Case:
    sent = review.send_to_review(full_case, detection.locate(full_case, WordDetector()), NOW)
    answer = ReviewAnswer(
        case_id=sent.case_id,
        review_hash=review.review_hash(sent),
        verdict=Verdict.CHANGES_REQUESTED,
        remarks=REMARKS,
        name="Kari Nordmann",
        answered_at=NOW,
        channel=ConsentChannel.TERMINAL,
    )
    return review.apply_answer(sent, answer, (), NOW)


def shown(remarks: Remarks) -> str:
    return str(remarks.query_one(Static).render()) if remarks.display else ""


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (60, 24)])
async def test_remarks_stand_where_they_belong(
    answered_case: Case, make_app: Callable[..., ReportApp], size: tuple[int, int]
) -> None:
    async with make_app(answered_case).run_test(size=size) as pilot:
        screen = await opened(pilot)
        whole = shown(screen.query_one("#whole-remarks", Remarks))
        assert "Fint skrevet ellers." in whole
        assert "Hvor hører dette til?" in whole
        assert "stemmer" not in whole
        form = await screen.go_to("arsak")
        await pilot.pause()
        assert "Dette stemmer [b]ikke[/b]." in shown(form.query_one(Remarks))
        assert form.query_one(Remarks).region.height > 1
        assert "✉1" in str(screen.query_one(Steps).render())
        assert not shown((await screen.go_to("provd")).query_one(Remarks))


async def test_remarks_outlast_editing_and_leave_with_the_next_version(
    answered_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(answered_case).run_test(size=(160, 50)) as pilot:
        screen = await opened(pilot)
        form = await screen.go_to("arsak")
        session = screen.session
        session.type("arsak/arsakTilFravaeret", "Støy er en belastning.")
        session.commit()
        await pilot.pause(0.2)
        assert session.case.state in {CaseState.DRAFT, CaseState.CHANGES_REQUESTED}
        assert shown(form.query_one(Remarks))
        session.apply(lambda case: review.send_to_review(case, (), NOW))
        await pilot.pause()
        assert not any(shown(each) for each in screen.query(Remarks))
        assert "✉" not in str(screen.query_one(Steps).render())
        assert screen.query(SectionForm)
