"""The line at the top: whose case, in which state, what is open, and whether it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from report_tool.messages import text

if TYPE_CHECKING:
    from schemas.case import Case, CaseState

STATE_SIGNS = {
    "draft": "✎",
    "inReview": "➜",
    "changesRequested": "↺",
    "approved": "✔",
    "delivered": "✉",
    "followedUp": "◷",
    "closed": "■",
}
"""A sign for every state, so that it is never told by colour alone."""


def state_label(state: CaseState) -> str:
    """Return the state with its sign, in words."""
    return f"{STATE_SIGNS[state.value]} {text(f'tui.state.{state.value}')}"


def case_title(case: Case) -> str:
    """Return the employee's name, or that it is not given."""
    return case.parties.arbeidstaker.navn or text("tui.cases.no-name")


class StateBar(Widget):
    """Left: who. Right: state, open decisions, check and save."""

    who: reactive[str] = reactive("")
    where: reactive[str] = reactive("")
    notes: reactive[tuple[str, ...]] = reactive(())

    def render(self) -> Text:
        """Draw the line in the width there is; the employer gives way first."""
        right = "  ·  ".join(note for note in self.notes if note)
        room = self.size.width - len(right) - 3
        left = self.who if len(self.who) + len(self.where) + 3 > room else self._both()
        if len(left) > room:
            left = left[: max(room - 1, 0)] + "…" if room > 1 else ""
        gap = " " * max(self.size.width - len(left) - len(right), 1)
        return Text.assemble((left, "bold"), gap, right, no_wrap=True, overflow="crop")

    def _both(self) -> str:
        return f"{self.who} · {self.where}" if self.where else self.who
