"""The return-to-work plan, drawn as it is typed, or told in words for those who listen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widget import Widget

from report_tool.messages import text
from report_tool.tui.plan_chart import chart
from report_tool.workflow.plan_words import plan_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.geometry import Size

    from schemas.report import Report, Steg

PLAN = "veiTilbake"
"""The section that holds the plan."""


class PlanChart(Widget, can_focus=True):
    """The steps of a report; Enter switches between the drawing and the words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "switch", text("tui.plan.switch.key")),
        Binding("f1", "app.help", text("tui.key.help"), key_display="F1"),
    ]

    def __init__(self, steps: Sequence[Steg]) -> None:
        super().__init__(classes="plan-chart")
        self._steps = tuple(steps)
        self._in_words = False
        self.border_title = text("tui.plan.title")

    def adopt(self, report: Report) -> None:
        """Draw the plan of a report, if it is another one."""
        if report.vei_tilbake.steg != self._steps:
            self._steps = report.vei_tilbake.steg
            self.refresh(layout=True)

    def action_switch(self) -> None:
        """Tell the plan in words, or draw it again."""
        self._in_words = not self._in_words
        self.refresh(layout=True)

    def render(self) -> str:
        """Return the drawing, or the words."""
        return "\n".join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are."""
        return len(self._lines(width))

    def _lines(self, width: int) -> tuple[str, ...]:
        drawn = chart(self._steps, width)
        if not self._steps:
            return (text("tui.plan.empty"),)
        if self._in_words or not drawn:
            return plan_in_words(self._steps)
        return (*drawn, text("tui.plan.legend"))
