"""The employee's remarks, beside what they are about; nothing where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from report_tool.messages import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.review import Remark

SIGN = "✉"
"""Marks remarks, here and in the list of sections."""


class Remarks(VerticalScroll):
    """Remarks to one section or to the whole report; they scroll when they are long."""

    def __init__(self, heading: str, *, id: str | None = None) -> None:
        self._words = Static(markup=False)
        super().__init__(self._words, id=id, classes="remarks", can_focus=False)
        self._heading = heading
        self._shown: tuple[Remark, ...] = ()
        self.display = False

    def show(self, remarks: Sequence[Remark]) -> None:
        """Show these remarks, or nothing."""
        if tuple(remarks) == self._shown:
            return
        self._shown = tuple(remarks)
        lines = Text(f"{SIGN} {text(self._heading)}", "bold")
        for remark in remarks:
            lines.append(f"\n{remark.text.strip()}", "not bold")
        self._words.update(lines)
        self.display = self.can_focus = bool(remarks)
