"""The first start: who the expert is, and an example case to try."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widgets import Input, Static

from report_tool.messages import text
from report_tool.tui.screens.dialog import Dialog
from report_tool.tui.widgets.choices import Tick
from report_tool.tui.widgets.word_keys import Line
from schemas.parties import Ekspert

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

FIELDS = ("navn", "kompetanse", "virksomhet")


@dataclass(frozen=True, slots=True)
class Welcome:
    """Who the expert is, and whether an example case is wanted."""

    expert: Ekspert
    example: bool


class WelcomeScreen(Dialog[Welcome]):
    """Asks for name, profession and organisation once; all of it can be left empty."""

    def __init__(self) -> None:
        super().__init__(text("tui.welcome.title"), text("tui.welcome.accept"))

    def body(self) -> Iterable[Widget]:
        """Yield the three lines and the offer."""
        yield Static(text("tui.welcome.lead"), markup=False)
        for name in FIELDS:
            yield Static(text(f"tui.welcome.{name}"), classes="field-label", markup=False)
            yield Line(id=name, compact=True)
        yield Tick(text("tui.welcome.example"), value=True, id="example")

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#navn").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next line."""
        self.focus_next()

    def answer(self) -> Welcome:
        """Return what was filled in."""
        lines = {name: self.query_one(f"#{name}", Line).value.strip() for name in FIELDS}
        return Welcome(Ekspert(**lines), self.query_one("#example", Tick).value)
