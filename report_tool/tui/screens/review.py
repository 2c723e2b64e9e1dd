"""The employee's review at this terminal: read everything, answer every detail, approve or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Footer, Input, Static

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui.reading import page
from report_tool.tui.screens.dialog import ConfirmScreen
from report_tool.tui.widgets.detail_answer import DetailQuestion
from report_tool.tui.widgets.flagged_text import FlaggedText
from report_tool.tui.widgets.state_bar import case_title
from report_tool.tui.widgets.word_keys import Line
from report_tool.workflow import review
from report_tool.workflow.decisions import decision_for
from report_tool.workflow.preview import preview
from schemas.decision import ConsentChannel, Decision
from schemas.labels import Recipient
from schemas.review import ReviewAnswer, Verdict

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.app import ReportApp
    from report_tool.tui.session import CaseSession
    from schemas.finding import FieldFinding


class ReviewScreen(Screen[None]):
    """One page, from top to bottom; nothing is chosen beforehand."""

    app: ReportApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", text("tui.key.leave-review")),
        Binding("f1", "app.help", text("tui.key.help")),
    ]

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self._session = session
        self._details = decided_details(session)

    def compose(self) -> ComposeResult:
        """Yield the report, the details, and the answer."""
        case = self._session.case
        title = text("tui.review.title", name=case_title(case))
        yield Static(title, classes="bar", markup=False)
        with VerticalScroll(classes="page"):
            yield Static(text("tui.review.lead"), classes="lead", markup=False)
            yield from self._report()
            yield Static(text("tui.review.details"), classes="section-title", markup=False)
            lead = "tui.review.details.lead" if self._details else "tui.review.details.none"
            yield Static(text(lead), classes="lead", markup=False)
            for number, (found, decision) in enumerate(self._details, start=1):
                yield DetailQuestion(number, found, decision)
            yield Static(text("tui.review.own-words"), classes="section-title", markup=False)
            yield Static(text("tui.review.own-words.lead"), classes="lead", markup=False)
            yield FlaggedText(case.report.merknader.arbeidstakers_merknader, path="")
            yield Static(text("tui.review.name"), classes="section-title", markup=False)
            yield Line(placeholder=text("tui.review.name.placeholder"), id="name")
            yield Static("", classes="dialog-error", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(text("tui.review.approve"), variant="primary", id="approve")
                yield Button(text("tui.review.changes"), id="changes")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one(".page").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take the answer."""
        event.stop()
        verdict = Verdict.APPROVED if event.button.id == "approve" else Verdict.CHANGES_REQUESTED
        answer = self._answer(verdict)
        if answer is not None:
            self._take(answer)

    @work(group="review")
    async def action_leave(self) -> None:
        """Leave without an answer, after asking."""
        question = ConfirmScreen(
            text("tui.review.leave.title"),
            text("tui.review.leave.question"),
            text("tui.review.leave.accept"),
        )
        if await self.app.push_screen_wait(question):
            self.dismiss(None)

    @work(group="review")
    async def _take(self, answer: ReviewAnswer) -> None:
        session = self._session
        try:
            session.apply(
                lambda case: review.apply_answer(case, answer, session.findings(), self.app.now())
            )
        except ReportToolError as error:
            self.app.show_error(error)
            return
        await session.save()
        self.dismiss(None)
        self.app.notify(text(f"tui.review.taken.{answer.verdict.value}"), timeout=8)

    def _answer(self, verdict: Verdict) -> ReviewAnswer | None:
        questions = list(self.query(DetailQuestion))
        open_questions = [each for each in questions if not each.is_answered]
        name = self.query_one("#name", Input).value.strip()
        if verdict is Verdict.APPROVED and open_questions:
            self._refuse(text("tui.review.unanswered", count=len(open_questions)))
            open_questions[0].take_focus()
            return None
        if not name:
            self._refuse(text("tui.review.no-name"))
            self.query_one("#name").focus()
            return None
        case = self._session.case
        return ReviewAnswer(
            case_id=case.case_id,
            review_hash=review.review_hash(case),
            verdict=verdict,
            details=tuple(each.answer() for each in questions if each.is_answered),
            own_words=self.query_one(FlaggedText).text,
            name=name,
            answered_at=self.app.now(),
            channel=ConsentChannel.TERMINAL,
        )

    def _report(self) -> ComposeResult:
        session = self._session
        pieces = preview(session.case, session.findings(), Recipient.EMPLOYEE)
        numbers = {found: n for n, (found, _) in enumerate(self._details, start=1)}
        for section, content in page(session.case.report, pieces, numbers).items():
            yield Static(text(f"tui.section.{section}"), classes="section-title", markup=False)
            yield Static(content, markup=False)

    def _refuse(self, message: str) -> None:
        line = self.query_one(".dialog-error", Static)
        line.update(f"! {message}")
        line.display = True
        self.notify(message, severity="warning")


def decided_details(session: CaseSession) -> tuple[tuple[FieldFinding, Decision], ...]:
    """Return each detail that was decided and still stands in the text, once a decision."""
    details: dict[str, tuple[FieldFinding, Decision]] = {}
    for found in session.findings():
        decision = decision_for(session.case, found)
        if decision is not None:
            details.setdefault(decision.id, (found, decision))
    return tuple(details.values())
