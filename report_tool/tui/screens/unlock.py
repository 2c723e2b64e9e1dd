"""The door: a passphrase for a vault that exists, a new one for the first time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Footer, Input, Static

from report_tool.errors import ReportToolError, WrongPassphraseError
from report_tool.messages import text
from report_tool.tui.widgets.word_keys import Line

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.app import ReportApp


class UnlockScreen(Screen[None]):
    """Asks for the passphrase; for a new one twice."""

    app: ReportApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", text("tui.unlock.go"), priority=True),
        Binding("ctrl+q", "app.quit", text("tui.key.quit"), priority=True),
    ]
    """First, or the line and the program would take them without showing them."""

    def compose(self) -> ComposeResult:
        """Yield the window in the middle."""
        new = not self.app.desk.exists
        with VerticalScroll(id="door", can_focus=False), Vertical(classes="dialog") as window:
            window.border_title = text("tui.title")
            yield Static(text("tui.unlock.new") if new else self.lead(), markup=False)
            yield Static(text("tui.unlock.passphrase"), classes="field-label", markup=False)
            yield Line(password=True, id="passphrase")
            if new:
                yield Static(text("tui.unlock.again"), classes="field-label", markup=False)
                yield Line(password=True, id="again")
            yield Static("", classes="dialog-error", markup=False)
            yield Button(text("tui.unlock.create" if new else "tui.unlock.open"), variant="primary")
        yield Footer(compact=True, show_command_palette=False)

    def lead(self) -> str:
        """Say what the passphrase opens."""
        return text("tui.unlock.lead")

    def opened(self, *, new: bool) -> None:
        """Go on from the door; a new vault first gets its owner's name."""
        self.app.enter(first_time=new)

    def on_mount(self) -> None:
        """Put the cursor into the passphrase."""
        self.query_one("#passphrase").focus()

    def on_button_pressed(self) -> None:
        """Go through the door."""
        self._try()

    def action_go(self) -> None:
        """Go on to the second line, or open the vault, or create it."""
        if self.query("#again") and self.query_one("#passphrase").has_focus:
            self.query_one("#again").focus()
        else:
            self._try()

    def _try(self) -> None:
        passphrase = self.query_one("#passphrase", Input).value
        if not passphrase:
            self._refuse(text("tui.unlock.empty"))
            return
        again = self.query("#again")
        if again and again.first(Input).value != passphrase:
            self._refuse(text("tui.unlock.differ"))
            return
        self._open(passphrase, new=bool(again))

    @work(exclusive=True, group="unlock")
    async def _open(self, passphrase: str, *, new: bool) -> None:
        button = self.query_one(Button)
        label, button.label = button.label, text("tui.unlock.working")
        button.disabled = True
        try:
            await asyncio.to_thread(
                self.app.desk.create if new else self.app.desk.unlock, passphrase
            )
        except WrongPassphraseError as error:
            self._refuse(text(f"error.{error.message_id}.what", **error.parameters))
        except ReportToolError as error:
            self.app.show_error(error)
        else:
            self.opened(new=new)
        finally:
            button.label, button.disabled = label, False

    def _refuse(self, message: str) -> None:
        line = self.query_one(".dialog-error", Static)
        line.update(f"! {message}")
        line.display = True
        field = self.query_one("#passphrase", Input)
        field.focus()
        field.action_select_all()
