"""The employee's page out and their answer in, for those who review at home."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Input, Static, TextArea

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.paths import documents_path
from report_tool.tui.widgets.word_keys import Line, Paragraphs
from report_tool.workflow import review_exchange

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.app import ReportApp
    from report_tool.tui.session import CaseSession
    from report_tool.workflow.review_exchange import SentReview
    from schemas.case import Case


class PageScreen(ModalScreen[None]):
    """Makes the page and shows its passphrase once; takes in the answer."""

    app: ReportApp
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", text("tui.key.back"))]

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """Yield the folder and the passphrase, then the answer's file and the pasted text."""
        with VerticalScroll(classes="dialog", can_focus=False) as window:
            window.border_title = text("tui.page.title")
            yield Static(text("tui.page.lead"), markup=False)
            yield Static(text("tui.page.folder"), classes="field-label", markup=False)
            yield Line(str(documents_path()), id="folder")
            with Horizontal(classes="buttons"):
                yield Button(text("tui.page.make"), variant="primary", id="make")
            yield Static("", id="page-result", markup=False)
            yield Static(text("tui.page.answer"), classes="section-title", markup=False)
            yield Static(text("tui.page.file"), classes="field-label", markup=False)
            yield Line("", id="file")
            yield Static(text("tui.page.pasted"), classes="field-label", markup=False)
            pasted = Paragraphs("", id="pasted", tab_behavior="focus")
            pasted.styles.height = 5
            yield pasted
            yield Static("", classes="dialog-error", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(text("tui.page.import"), id="import")
                yield Button(text("tui.button.close"), id="close")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begin with the page."""
        self.query_one("#make").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Make the page, take in the answer, or close."""
        event.stop()
        match event.button.id:
            case "make" | "import" if self.app.engine_state != "ready":
                self._refuse(text(f"tui.engine.{self.app.engine_state}"))
            case "make":
                self._make()
            case "import":
                self._import()
            case _:
                self.dismiss(None)

    @work(exclusive=True, group="page")
    async def _make(self) -> None:
        folder = Path(self.query_one("#folder", Input).value.strip() or ".").expanduser()
        file = folder / f"gjennomlesing-{self._session.case.case_id}.html"
        self.query_one(".dialog-error").display = False
        try:
            sent = await asyncio.to_thread(self._sent, self._session.case, file)
        except ReportToolError as error:
            self.app.show_error(error)
            return
        self._session.apply(lambda _: sent.case)
        await self._session.save()
        lines = ("done", "passphrase", "message", "sms")
        sms = text("workflow.review.sms", passphrase=sent.passphrase)
        values = {"file": file, "passphrase": sent.passphrase, "words": sms}
        result = self.query_one("#page-result", Static)
        result.update("\n".join(text(f"tui.page.{line}", **values) for line in lines))
        self.call_after_refresh(result.scroll_visible)

    @work(exclusive=True, group="page")
    async def _import(self) -> None:
        pasted = self.query_one("#pasted", TextArea).text
        name = self.query_one("#file", Input).value.strip()
        if not pasted.strip() and not name:
            self._refuse(text("tui.page.no-answer"))
            return
        try:
            case = await asyncio.to_thread(self._answered, self._session.case, pasted, name)
        except ReportToolError as error:
            self.app.show_error(error)
            return
        self._session.apply(lambda _: case)
        await self._session.save()
        self.dismiss(None)
        self.app.notify(text("tui.page.imported"))

    def _sent(self, case: Case, file: Path) -> SentReview:
        sent = review_exchange.send(case, self._session.desk.detector, self.app.now())
        review_exchange.write_page(sent.page, file)
        return sent

    def _answered(self, case: Case, pasted: str, name: str) -> Case:
        file = Path(name).expanduser()
        data = pasted.encode() if pasted.strip() else review_exchange.read_file(file)
        detector = self._session.desk.detector
        return review_exchange.take_in(case, data, detector, self.app.now(), name)[0]

    def _refuse(self, message: str) -> None:
        line = self.query_one(".dialog-error", Static)
        line.update(f"! {message}")
        line.display = True
