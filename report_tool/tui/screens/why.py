"""Why a span is flagged: what was seen, by which rule or list, and what kind of detail it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Static

from report_tool.messages import text
from report_tool.workflow.why import explained, meaning, sureness

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from schemas.finding import FieldFinding


class WhyScreen(ModalScreen[None]):
    """The whole explanation of one finding."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,w", "dismiss", text("tui.key.close")),
    ]

    def __init__(self, found: FieldFinding) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """Yield the reasons, how sure they are, and what the kind of detail means."""
        finding = self._found.finding
        with VerticalScroll(classes="dialog") as window:
            window.border_title = text("tui.why.title")
            surface = " ".join(finding.surface.split())
            label = text(f"tui.label.{finding.label.value}")
            yield Static(
                text("tui.why.what", surface=surface, label=label),
                classes="detail-surface",
                markup=False,
            )
            yield Static(
                f"«{' '.join(self._found.sentence.split())}»",
                classes="detail-sentence",
                markup=False,
            )
            for why in explained(finding):
                yield Static(
                    text("tui.why.reason", said=why.said, source=why.source),
                    classes="course-help",
                    markup=False,
                )
            yield Static(
                f"{sureness(finding)} {meaning(finding.label)}".strip(),
                classes="course-help",
                markup=False,
            )
            yield Static(text("tui.why.wrong"), classes="course-help", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(text("tui.button.close"), variant="primary")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Let Enter close it."""
        self.query_one(Button).focus()

    def on_button_pressed(self) -> None:
        """Close the window."""
        self.dismiss(None)
