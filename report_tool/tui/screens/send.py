"""On to the employee: what is missing before it, and the ways to let them review."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Static

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui.screens.consents import ConsentsScreen
from report_tool.tui.screens.page import PageScreen
from report_tool.tui.screens.review import ReviewScreen
from report_tool.tui.since_seen import show_since_seen
from report_tool.tui.widgets.state_bar import state_label
from report_tool.workflow import review
from report_tool.workflow.completeness import missing
from report_tool.workflow.consents import standing
from schemas.case import CaseState

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.app import ReportApp
    from report_tool.tui.session import CaseSession


class SendScreen(ModalScreen[None]):
    """What the state of the case allows next."""

    app: ReportApp
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", text("tui.key.back"))]

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """Yield what stands in the way, or the next step."""
        case = self._session.case
        with VerticalScroll(classes="dialog", can_focus=False) as window:
            window.border_title = text("tui.send.title")
            yield Static(text("tui.send.state", state=state_label(case.state)), markup=False)
            yield from self._obstacles()
            yield from self._tips()
            with Horizontal(classes="buttons"):
                if case.state in {CaseState.DRAFT, CaseState.CHANGES_REQUESTED}:
                    yield Button(
                        text("tui.send.accept"),
                        variant="primary",
                        id="send",
                        disabled=not self._is_ready(),
                    )
                elif case.state is CaseState.IN_REVIEW:
                    yield Button(text("tui.send.here"), variant="primary", id="here")
                    yield Button(text("tui.send.page"), id="page")
                if case.reviews:
                    yield Button(text("tui.since-seen.button"), id="changes-since")
                if standing(case):
                    yield Button(text("tui.consents.title"), id="consents")
                yield Button(text("tui.button.close"), id="close")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Put the focus on what can be done, and more buttons than fit a line in two columns."""
        buttons = self.query(Button)
        self.query_one(".buttons").set_class(len(buttons) > 3, "many")
        for button in buttons:
            if not button.disabled:
                button.focus()
                return

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Send, review here or at home, see to the consents, or close."""
        event.stop()
        match event.button.id:
            case "send":
                self._send()
            case "here":
                self._review_here()
            case "page":
                self.dismiss(None)
                self.app.push_screen(PageScreen(self._session))
            case "changes-since":
                self._show_since_seen()
            case "consents":
                self.dismiss(None)
                self.app.push_screen(ConsentsScreen(self._session))
            case _:
                self.dismiss(None)

    @work(group="since-seen")
    async def _show_since_seen(self) -> None:
        await show_since_seen(self.app, self._session)

    def _is_ready(self) -> bool:
        session = self._session
        return (
            self.app.engine_state == "ready"
            and not session.unchecked()
            and not session.undecided()
            and not missing(session.report)
        )

    def _obstacles(self) -> ComposeResult:
        session = self._session
        if session.case.state is CaseState.IN_REVIEW:
            yield Static(text("tui.send.waiting"), markup=False)
            return
        if session.is_closed:
            yield Static(text("tui.locked.closed"), markup=False)
            return
        if session.case.state not in {CaseState.DRAFT, CaseState.CHANGES_REQUESTED}:
            yield Static(text("tui.send.done"), markup=False)
            return
        lines = [text(each.message_id) for each in missing(session.report)]
        if undecided := session.undecided():
            lines.append(text("tui.send.undecided", count=len(undecided)))
        if self.app.engine_state != "ready":
            lines.append(text(f"tui.engine.{self.app.engine_state}"))
        elif unchecked := session.unchecked():
            lines.append(text("tui.send.unchecked", count=len(unchecked)))
        if not lines:
            yield Static(text("tui.send.ready"), markup=False)
            return
        yield Static(text("tui.send.not-ready"), classes="section-title", markup=False)
        for line in lines:
            yield Static(f"☐ {line}", markup=False)

    def _tips(self) -> ComposeResult:
        """Yield that there are tips, which stand in nobody's way."""
        tips = sum(not hint.required for hint in self._session.advice.open)
        if tips and self._session.case.state in {CaseState.DRAFT, CaseState.CHANGES_REQUESTED}:
            yield Static(f"• {text('tui.send.tips', count=tips)}", id="tips-note", markup=False)

    def _send(self) -> None:
        session = self._session
        try:
            session.apply(
                lambda case: review.send_to_review(case, session.findings(), self.app.now())
            )
        except ReportToolError as error:
            self.app.show_error(error)
            return
        self._review_here(ask=True)

    @work(group="review")
    async def _review_here(self, *, ask: bool = False) -> None:
        await self._session.save()
        if ask:
            await self.recompose()
            self.on_mount()
            return
        self.dismiss(None)
        self.app.push_screen(ReviewScreen(self._session))
