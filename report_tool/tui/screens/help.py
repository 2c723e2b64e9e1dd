"""The keys, and how the program works, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from report_tool.messages import text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

PARTS = ("flow", "keys", "decide", "flags", "tables", "states")


class HelpScreen(Screen[None]):
    """Help in plain words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss", text("tui.key.back")),
    ]

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield Static(text("tui.help.title"), classes="bar", markup=False)
        with VerticalScroll(classes="page"):
            for part in PARTS:
                yield Static(text(f"tui.help.{part}.title"), classes="section-title", markup=False)
                yield Static(text(f"tui.help.{part}"), classes="help-text", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(".page").focus()
