"""What differs between two versions of the report, word by word, by section."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from report_tool.messages import text
from report_tool.tui.difference_lines import SIGNS, LineKind, lines
from report_tool.workflow.differences import Change

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.difference_lines import Line
    from report_tool.workflow.history import Content

STYLES = {
    Change.SAME: Style.null(),
    Change.ADDED: Style(bold=True, underline=True),
    Change.REMOVED: Style(strike=True, dim=True),
}
"""Beside the signs, which say it without any style."""


class DifferenceScreen(Screen[None]):
    """The differences on one page; shortened at first, whole at a key.

    Args:
        title: what is compared.
        before: the earlier content.
        after: the later content.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "whole", text("tui.difference.key.whole")),
        Binding("f1", "app.help", text("tui.key.help")),
        Binding("escape", "dismiss", text("tui.key.back")),
    ]

    def __init__(self, title: str, before: Content, after: Content) -> None:
        super().__init__()
        self._title = title
        self._contents = before, after
        self._whole = False

    def compose(self) -> ComposeResult:
        """Yield the page."""
        yield Static(self._title, classes="bar", markup=False)
        yield Static(text("tui.difference.lead"), classes="lead", markup=False)
        with VerticalScroll(classes="page"):
            yield Static(id="differences", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(".page").focus()
        self._fill()

    def action_whole(self) -> None:
        """Show all of the texts, or only what is near a change."""
        self._whole = not self._whole
        self._fill()

    def _fill(self) -> None:
        found = lines(*self._contents, whole=self._whole)
        page = Text("\n").join(_styled(line) for line in found)
        self.query_one("#differences", Static).update(page or Text(text("tui.difference.none")))


def _styled(line: Line) -> Text:
    if line.kind is LineKind.SECTION:
        return Text(line.plain(), "bold underline")
    if line.kind is LineKind.FIELD:
        return Text(line.plain(), "bold")
    written = Text()
    for run in line.runs:
        before, after = SIGNS[run.change]
        written.append(before, "bold").append(run.text, STYLES[run.change]).append(after, "bold")
    return written.append("\n")
