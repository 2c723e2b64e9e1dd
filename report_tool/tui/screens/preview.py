"""What the employer and NAV will read, with the withheld details marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from report_tool.messages import text
from report_tool.tui.reading import page
from report_tool.workflow.preview import preview
from schemas.labels import Recipient

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.session import CaseSession

ORDER = (Recipient.EMPLOYER, Recipient.NAV, Recipient.EMPLOYEE)


class PreviewScreen(Screen[None]):
    """The report as one of the recipients would read it now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "show('employer')", text("tui.recipient.employer")),
        Binding("2", "show('nav')", text("tui.recipient.nav")),
        Binding("3", "show('employee')", text("tui.recipient.employee")),
        Binding("escape,f5", "dismiss", text("tui.key.back")),
    ]

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self._session = session
        self._recipient = Recipient.EMPLOYER

    def compose(self) -> ComposeResult:
        """Yield the page."""
        yield Static("", id="preview-title", classes="bar", markup=False)
        yield Static("", id="preview-lead", classes="lead", markup=False)
        with VerticalScroll(classes="page"):
            for section in page(self._session.report, {}):
                title = text(f"tui.section.{section}")
                yield Static(title, classes="section-title", markup=False)
                yield Static("", id=f"read-{section}", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begin with the employer, who must not read a health detail."""
        self.query_one(".page").focus()
        self._fill()

    def action_show(self, recipient: str) -> None:
        """Show another recipient's version."""
        self._recipient = Recipient(recipient)
        self._fill()

    def _fill(self) -> None:
        session, recipient = self._session, self._recipient
        pieces = preview(session.case, session.findings(), recipient)
        for section, content in page(session.case.report, pieces).items():
            self.query_one(f"#read-{section}", Static).update(content)
        who = text(f"tui.recipient.{recipient.value}")
        self.query_one("#preview-title", Static).update(text("tui.preview.title", recipient=who))
        unchecked = len(session.unchecked())
        lead = text(f"tui.preview.lead.{recipient.value}")
        if unchecked:
            lead = f"{lead} {text('tui.preview.unchecked', count=unchecked)}"
        self.query_one("#preview-lead", Static).update(lead)
