"""The eight sections as steps: a list on a wide screen, one line on a narrow one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from report_tool.messages import text
from report_tool.tui.widgets.remarks import SIGN

if TYPE_CHECKING:
    from textual import events


@dataclass(frozen=True, slots=True)
class Step:
    """A section: its key, whether it is complete, and how much is undecided and remarked in it."""

    section: str
    done: bool
    undecided: int
    remarks: int = 0


class Steps(Widget):
    """The sections with their progress; a click goes there."""

    steps: reactive[tuple[Step, ...]] = reactive((), layout=True)
    current: reactive[str] = reactive("")

    class Chosen(Message):
        """A section was clicked."""

        def __init__(self, section: str) -> None:
            super().__init__()
            self.section = section

    def render(self) -> Text:
        """Draw one step a line, or all in one line where there is only one."""
        if self.size.height > 2:
            return Text("\n").join(self._row(n, step) for n, step in enumerate(self.steps, 1))
        return self._line()

    def on_click(self, event: events.Click) -> None:
        """Go to the section that was clicked."""
        section = event.style.meta.get("section")
        if section:
            self.post_message(self.Chosen(section))

    def _row(self, number: int, step: Step) -> Text:
        here = step.section == self.current
        row = Text(f"{'▸' if here else ' '} {_box(step)} {number} ")
        row.append(text(f"tui.section.{step.section}"))
        if counts := _counts(step):
            row.append(f" {counts}", Style(bold=True))
        row.stylize(Style(bold=here, meta={"section": step.section}))
        return row

    def _line(self) -> Text:
        line = Text(no_wrap=True, overflow="ellipsis")
        for number, step in enumerate(self.steps, 1):
            here = step.section == self.current
            name = f" {text(f'tui.section.{step.section}')}" if here else ""
            label = f"{'▸' if here else ' '}{_box(step)}{number}{name}{_counts(step)} "
            line.append(label, Style(bold=here, reverse=here, meta={"section": step.section}))
        return line


def _counts(step: Step) -> str:
    flags = f"⚑{step.undecided}" if step.undecided else ""
    remarks = f"{SIGN}{step.remarks}" if step.remarks else ""
    return " ".join(filter(None, (flags, remarks)))


def _box(step: Step) -> str:
    return "☑" if step.done else "☐"
