"""What belongs in a section, beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from report_tool.messages import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from templates import Guidance


class GuidancePane(VerticalScroll, can_focus=True):
    """The guidance of the section one is in; it scrolls when it is long."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(Static(classes="guidance-text", markup=False), id=id)
        self.border_title = text("tui.guidance.title")

    def show(self, guidance: Guidance) -> None:
        """Show the guidance of another section, from its beginning."""
        self.query_one(".guidance-text", Static).update(_layout(guidance))
        self.scroll_home(animate=False)


def _layout(guidance: Guidance) -> Text:
    page = Text()
    page.append(guidance.purpose + "\n")
    _points(page, text("tui.guidance.belongs"), "+", guidance.belongs)
    _points(page, text("tui.guidance.not-here"), "–", guidance.not_here)
    _heading(page, text("tui.guidance.good"))
    page.append(f"«{guidance.good}»\n", "italic")
    _heading(page, text("tui.guidance.bad"))
    page.append(f"«{guidance.bad}»\n", "italic")
    page.append(guidance.because)
    return page


def _points(page: Text, heading: str, sign: str, points: Iterable[str]) -> None:
    _heading(page, heading)
    for point in points:
        page.append(f"{sign} {point}\n")


def _heading(page: Text, heading: str) -> None:
    page.append(f"\n{heading}\n", "bold")
