"""One field of the report: its label, how its check stands, and what one edits it with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static, TextArea

from report_tool.messages import text
from report_tool.tui.forms import (
    ChoiceSpec,
    DateSpec,
    HoursSpec,
    PercentSpec,
    Spec,
    TextSpec,
    TickSpec,
)
from report_tool.tui.in_words import field_label
from report_tool.tui.widgets.choices import Choice, Tick
from report_tool.tui.widgets.flagged_text import FlaggedText
from report_tool.tui.widgets.value_input import DateInput, HoursInput, PercentInput, ValueInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

LONG_PARAGRAPH = 400
"""Words in one paragraph from which typing gets slow; measured, see FACTS § 5."""


class Field(Vertical):
    """A field with its label. ``path`` says where in the report its value stands."""

    class TextChanged(Message):
        """The free text was edited."""

        def __init__(self, path: str, text: str) -> None:
            super().__init__()
            self.path = path
            self.text = text

    class ValueChanged(Message):
        """Another value was given."""

        def __init__(self, path: str, value: object) -> None:
            super().__init__()
            self.path = path
            self.value = value

    def __init__(self, spec: Spec, path: str, value: Any) -> None:
        super().__init__(classes="field")
        self.spec = spec
        self.path = path
        self._value = value
        self._status = ""

    def compose(self) -> ComposeResult:
        """Yield the label and the editor."""
        if not isinstance(self.spec, TickSpec):
            yield Static(self._label(), classes="field-label", markup=False)
        yield self._editor()

    @property
    def editor(self) -> FlaggedText | None:
        """The text area, where the field is free text and on the screen already."""
        return next(iter(self.query(FlaggedText)), None)

    @property
    def is_ready(self) -> bool:
        """Whether what one edits it with is on the screen already."""
        return bool(self.query("FlaggedText, Tick, Choice, ValueInput"))

    @property
    def value(self) -> object:
        """What the field holds now, as the schema's own value; a line once it was left."""
        match self.spec:
            case TextSpec():
                return self.query_one(FlaggedText).text
            case TickSpec():
                return self.query_one(Tick).value
            case ChoiceSpec(values=values):
                chosen = self.query_one(Choice).value
                return None if chosen is None else values(chosen)
            case _:
                return self.query_one(ValueInput).value

    def take_focus(self) -> None:
        """Put the cursor into the field."""
        for child in self.query("*").results():
            if child.focusable:
                child.focus()
                return

    def show_place(self, offset: int) -> None:
        """Put the cursor into the field, at this place of its text."""
        self.take_focus()
        if self.editor is not None:
            self.editor.show_place(min(offset, len(self.editor.text)))

    def set_locked(self, locked: bool) -> None:
        """Keep the value from being changed, or let it be."""
        for area in self.query(FlaggedText):
            area.locked = locked
            area.read_only = locked or getattr(self.spec, "read_only", False)
        for editor in self.query("Tick, Choice, ValueInput"):
            editor.disabled = locked

    def set_status(self, status: str) -> None:
        """Show how the check of the text stands, after the label."""
        if status != self._status:
            longest = max(len(self._status), len(status)) + len(field_label(self.path)) + 2
            self._status = status
            label = self.query_one(".field-label", Static)
            label.update(self._label(), layout=longest > label.size.width)

    def adopt(self, value: Any) -> None:
        """Show a value that was changed elsewhere."""
        self._value = value
        for area in self.query(FlaggedText):
            area.adopt(value)
        for tick in self.query(Tick):
            tick.value = value
        for choice in self.query(Choice):
            choice.value = value.value if value else None
        for line in self.query(ValueInput):
            if line.value != value:
                line.set_value(value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell about every edit of the text."""
        event.stop()
        self.post_message(self.TextChanged(self.path, event.text_area.text))

    def on_tick_changed(self, event: Tick.Changed) -> None:
        """Tell about the box."""
        event.stop()
        self.post_message(self.ValueChanged(self.path, event.value))

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Tell about the choice, as the schema's own value."""
        event.stop()
        self.post_message(self.ValueChanged(self.path, self.value))

    def on_value_input_changed(self, event: ValueInput.Changed) -> None:
        """Tell about the day or the number."""
        event.stop()
        self.post_message(self.ValueChanged(self.path, event.value))

    def _label(self) -> str:
        label = field_label(self.path)
        return f"{label}  {self._status}" if self._status else label

    def _editor(self) -> Widget:
        value = self._value
        match self.spec:
            case TextSpec(lines=lines, read_only=read_only):
                area = FlaggedText(value, path=self.path, read_only=read_only)
                area.styles.min_height = lines + 2
                return area
            case DateSpec():
                return DateInput(value if isinstance(value, date) else None)
            case HoursSpec():
                return HoursInput(value if isinstance(value, Decimal) else None)
            case PercentSpec():
                return PercentInput(value)
            case TickSpec():
                return Tick(field_label(self.path), bool(value))
            case ChoiceSpec(values=values, optional=optional):
                options = [(each.value, text(f"tui.choice.{each.value}")) for each in values]
                return Choice(options, value.value if value else None, optional=optional)
