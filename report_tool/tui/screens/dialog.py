"""What all small windows share, and the two simplest: a question and an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Static

from report_tool.messages import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from report_tool.errors import ReportToolError

T = TypeVar("T")


class Dialog(ModalScreen[T | None], Generic[T]):
    """A window over the screen: a title, a body, buttons. Esc leaves it without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", text("tui.key.cancel")),
    ]

    def __init__(self, title: str, accept: str) -> None:
        super().__init__()
        self._title = title
        self._accept = accept

    def compose(self) -> ComposeResult:
        """Yield the window."""
        with VerticalScroll(classes="dialog", can_focus=False) as window:
            window.border_title = self._title
            yield from self.body()
            yield Static("", classes="dialog-error", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(self._accept, variant="primary", id="accept")
                yield Button(text("tui.button.cancel"), id="cancel")
        yield Footer(compact=True, show_command_palette=False)

    def body(self) -> Iterable[Widget]:
        """Yield what the window asks for."""
        return ()

    def answer(self) -> T | None:
        """Return the answer, or None after saying what is missing."""
        raise NotImplementedError

    def refuse(self, message: str) -> None:
        """Say what is missing."""
        line = self.query_one(".dialog-error", Static)
        line.update(f"! {message}")
        line.display = True

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def action_accept(self) -> None:
        """Close with the answer, if it is complete."""
        answer = self.answer()
        if answer is not None:
            self.dismiss(answer)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Accept or leave."""
        event.stop()
        if event.button.id == "accept":
            self.action_accept()
        else:
            self.action_leave()


class ConfirmScreen(Dialog[bool]):
    """A question whose safe answer is the one that has the focus."""

    def __init__(self, title: str, question: str, accept: str) -> None:
        super().__init__(title, accept)
        self._question = question

    def body(self) -> Iterable[Widget]:
        """Yield the question."""
        yield Static(self._question, markup=False)

    def on_mount(self) -> None:
        """Let the safe answer be the first."""
        self.query_one("#cancel").focus()

    def answer(self) -> bool:
        """Return yes: no is leaving."""
        return True


class ErrorScreen(ModalScreen[None]):
    """What happened, what it means for the user's data, and what to do next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", text("tui.key.close")),
    ]

    def __init__(self, error: ReportToolError) -> None:
        super().__init__()
        self._error = error

    def compose(self) -> ComposeResult:
        """Yield the three answers."""
        with VerticalScroll(classes="dialog error", can_focus=False) as window:
            window.border_title = text("tui.error.title")
            for part in ("what", "data", "next"):
                message = text(f"error.{self._error.message_id}.{part}", **self._error.parameters)
                yield Static(message, classes=f"error-{part}", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(text("tui.button.close"), variant="primary")
        yield Footer(compact=True, show_command_palette=False)

    def action_leave(self) -> None:
        """Close the window."""
        self.dismiss(None)

    def on_button_pressed(self) -> None:
        """Close the window."""
        self.dismiss(None)
