"""The free text of NAV's application, to read and never to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Collapsible, Static

from report_tool.messages import text
from report_tool.tui.widgets.flagged_text import LIGHT_STYLES, STYLES
from report_tool.tui.widgets.spans import Mark
from report_tool.workflow.detection import BESTILLING_FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.case import Bestilling
    from schemas.finding import FieldFinding


class ApplicationText(Collapsible):
    """Closed until one opens it. Health details in it are marked; nothing is to be decided."""

    def __init__(self, order: Bestilling) -> None:
        self._order = order
        self._words = Static(classes="application-words", markup=False)
        super().__init__(
            VerticalScroll(self._words),
            title=text("tui.application.title"),
            collapsed_symbol="▸",
            expanded_symbol="▾",
            classes="application",
        )

    def show(self, findings: Sequence[FieldFinding] | None) -> None:
        """Mark what was found; None while the text is not checked."""
        count = len(findings or ())
        unchecked = findings is None or any(f.finding.label.value == "UNCHECKED" for f in findings)
        if unchecked:
            note = text("tui.application.unchecked")
        elif count:
            note = text("tui.application.found", count=count)
        else:
            note = text("tui.application.nothing")
        marked = "" if unchecked or not count else text("tui.application.count", count=count)
        self.title = f"{text('tui.application.title')}{marked}"
        page = Text(f"{note}\n")
        for name in BESTILLING_FIELDS:
            words = getattr(self._order, name)
            if words.strip():
                page.append(f"\n{text(f'tui.application.field.{name}')}\n", "dim")
                page.append_text(self._marked(name, words, () if unchecked else findings or ()))
                page.append("\n")
        self._words.update(page)

    def _marked(self, name: str, words: str, findings: Sequence[FieldFinding]) -> Text:
        style = (STYLES if self.app.current_theme.dark else LIGHT_STYLES)[Mark.UNDECIDED]
        line = Text(words)
        for found in findings:
            if found.field == f"bestilling/{name}":
                line.stylize(style, found.finding.start, found.finding.end)
        return line


def has_words(order: Bestilling) -> bool:
    """Whether the application holds any free text."""
    return any(getattr(order, name).strip() for name in BESTILLING_FIELDS)
