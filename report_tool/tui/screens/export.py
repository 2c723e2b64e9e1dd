"""Copies: for whom, in which formats, into which folder; and what became of it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Input, Static

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.paths import documents_path
from report_tool.tui.widgets.choices import Choice, Tick
from report_tool.tui.widgets.word_keys import Line
from report_tool.workflow import receipt
from schemas.case import CaseState
from schemas.delivery import FileFormat
from schemas.labels import Recipient

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.app import ReportApp
    from report_tool.tui.session import CaseSession

APPROVED = {CaseState.APPROVED, CaseState.DELIVERED, CaseState.FOLLOWED_UP}


class ExportScreen(ModalScreen[None]):
    """Makes copies. Before the approval there is only the employee's draft."""

    app: ReportApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "make", text("tui.export.key.make"), priority=True),
        Binding("escape", "dismiss", text("tui.key.back")),
    ]

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self._session = session
        self._approved = session.case.state in APPROVED

    def compose(self) -> ComposeResult:
        """Yield recipients, formats, folder and the result."""
        with VerticalScroll(classes="dialog", can_focus=False) as window:
            window.border_title = text("tui.export.title")
            lead = "tui.export.lead" if self._approved else "tui.export.lead-draft"
            yield Static(text(lead), markup=False)
            yield Static(text("tui.export.recipient"), classes="field-label", markup=False)
            yield Choice(self._recipients(), optional=False, id="recipient")
            yield Static(text("tui.export.formats"), classes="field-label", markup=False)
            for each in FileFormat:
                yield Tick(text(f"tui.format.{each.value}"), True, id=f"format-{each.value}")
            yield Static(text("tui.export.folder"), classes="field-label", markup=False)
            yield Line(str(documents_path()), id="folder")
            yield Static("", classes="dialog-error", markup=False)
            yield Static("", id="export-result", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(text("tui.export.accept"), variant="primary", id="make")
                if self._approved:
                    yield Button(text("tui.export.receipt"), id="receipt")
                yield Button(text("tui.button.close"), id="close")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begin with the recipient."""
        self.query_one("#recipient").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Make the copies, or close."""
        event.stop()
        match event.button.id:
            case "make":
                self.action_make()
            case "receipt":
                self._write_receipt()
            case _:
                self.dismiss(None)

    def action_make(self) -> None:
        """Make the copies, if it is said for whom and in which formats."""
        recipient = self.query_one("#recipient", Choice).value
        formats = tuple(
            each for each in FileFormat if self.query_one(f"#format-{each.value}", Tick).value
        )
        if recipient is None:
            self._refuse(text("tui.export.no-recipient"))
        elif not formats:
            self._refuse(text("tui.export.no-format"))
        elif self.app.engine_state != "ready":
            self._refuse(text(f"tui.engine.{self.app.engine_state}"))
        else:
            self._make(Recipient(recipient), formats, self._folder())

    @work(exclusive=True, group="export")
    async def _make(
        self, recipient: Recipient, formats: tuple[FileFormat, ...], folder: Path
    ) -> None:
        session = self._session
        result = self.query_one("#export-result", Static)
        self.query_one(".dialog-error").display = False
        result.update(text("tui.export.running"))
        button = self.query_one("#make", Button)
        button.disabled = True
        try:
            await session.save()
            files = await session.export(recipient, formats, folder, draft=not self._approved)
        except ReportToolError as error:
            result.update("")
            self.app.show_error(error)
        else:
            lines = [f"✔ {file.path}" for file in files]
            lines += [
                text(f"export.replaced.{file.format.value}", count=file.replaced)
                for file in files
                if file.replaced
            ]
            result.update("\n".join([text("tui.export.done"), *lines]))
            self.call_after_refresh(result.scroll_visible)
        finally:
            button.disabled = False
        await asyncio.shield(session.save())

    def _write_receipt(self) -> None:
        case = self._session.case
        file = self._folder() / receipt.file_name(case)
        try:
            receipt.write(case, file)
        except ReportToolError as error:
            self.app.show_error(error)
            return
        result = self.query_one("#export-result", Static)
        result.update(text("tui.export.receipt-done", file=file))
        self.call_after_refresh(result.scroll_visible)

    def _folder(self) -> Path:
        return Path(self.query_one("#folder", Input).value.strip() or ".").expanduser()

    def _recipients(self) -> list[tuple[str, str]]:
        allowed = tuple(Recipient) if self._approved else (Recipient.EMPLOYEE,)
        return [(each.value, text(f"tui.recipient.{each.value}")) for each in allowed]

    def _refuse(self, message: str) -> None:
        line = self.query_one(".dialog-error", Static)
        line.update(f"! {message}")
        line.display = True
