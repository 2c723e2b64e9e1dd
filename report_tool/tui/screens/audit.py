"""What happened to a case, in order; without a word of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from report_tool.errors import AuditBrokenError
from report_tool.messages import text
from report_tool.tui.widgets.state_bar import case_title
from report_tool.workflow.audit import printed, verify_chain

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from schemas.case import Case


class AuditScreen(Screen[None]):
    """The audit trail, and whether its chain is whole."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", text("tui.key.back")),
    ]

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case

    def compose(self) -> ComposeResult:
        """Yield the verdict and the trail."""
        title = text("tui.audit.title", name=case_title(self._case))
        yield Static(title, classes="bar", markup=False)
        try:
            verify_chain(self._case.audit)
            yield Static(text("tui.audit.whole"), classes="lead", markup=False)
        except AuditBrokenError as error:
            broken = text(f"error.{error.message_id}.what", **error.parameters)
            yield Static(f"! {broken}", classes="lead", markup=False)
        with VerticalScroll(classes="page"):
            yield Static("\n".join(printed(self._case.audit)), markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(".page").focus()
