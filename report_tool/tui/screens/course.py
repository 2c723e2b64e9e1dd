"""The course of the case: handed over, followed up, closed, and open again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Static

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui.course import STEPS, possible
from report_tool.tui.screens.dialog import ConfirmScreen
from report_tool.tui.since_seen import show_since_seen
from report_tool.tui.widgets.state_bar import state_label
from schemas.case import CaseState

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.app import ReportApp
    from report_tool.tui.session import CaseSession
    from schemas.case import Case

SINCE_SEEN = "since-seen"
"""The button that takes no step but shows what was changed since the employee last read."""


class CourseScreen(ModalScreen[str | None]):
    """Offers the steps that the state allows, and answers with the name of the chosen one."""

    app: ReportApp
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", text("tui.key.back"))]

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case

    def compose(self) -> ComposeResult:
        """Yield the state, what each step means, and the steps."""
        steps = possible(self._case, self.app.now())
        with VerticalScroll(classes="dialog", can_focus=False) as window:
            window.border_title = text("tui.course.title")
            yield Static(text("tui.send.state", state=state_label(self._case.state)), markup=False)
            if self._case.state is CaseState.APPROVED and "delivered" not in steps:
                yield Static(text("tui.course.no-copies"), classes="course-help", markup=False)
            for step in steps:
                yield Static(text(f"tui.course.help.{step}"), classes="course-help", markup=False)
            with Horizontal(classes="buttons"):
                for step in steps:
                    yield Button(text(f"tui.course.step.{step}"), id=step)
                if self._case.reviews:
                    yield Button(text("tui.since-seen.button"), id=SINCE_SEEN)
                yield Button(text("tui.button.cancel"), id="cancel")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Let the answer that changes nothing be the first."""
        self.query_one("#cancel").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer with the step."""
        event.stop()
        self.dismiss(event.button.id if event.button.id in {*STEPS, SINCE_SEEN} else None)


async def take_step(app: ReportApp, session: CaseSession, name: str) -> None:
    """Take the case a step on, after asking where the case closes; save it and say so."""
    if name == SINCE_SEEN:
        await show_since_seen(app, session)
        return
    if name == "close" and not await app.push_screen_wait(
        ConfirmScreen(
            text("tui.course.close.title"),
            text("tui.course.close.question"),
            text("tui.course.step.close"),
        )
    ):
        return
    try:
        session.apply(lambda case: STEPS[name](case, app.now()))
    except ReportToolError as error:
        app.show_error(error)
        return
    await session.save()
    app.notify(text("tui.send.state", state=state_label(session.case.state)))
