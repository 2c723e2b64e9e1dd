"""A field for a day, a percentage or hours: checked when it is left, explained when wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Label

from report_tool.messages import text
from report_tool.tui.dates import parse_date, show_date
from report_tool.tui.numbers import parse_hours, parse_percent, show_hours, show_percent
from report_tool.tui.widgets.word_keys import Line

if TYPE_CHECKING:
    from textual.app import ComposeResult

Value = date | Decimal | int | None


class ValueInput(Vertical):
    """A line to type a value in, with what is wrong written under it.

    The value is None while the field is empty; ``valid`` is False while what stands in the field
    cannot be read, and then ``value`` keeps the last good one.
    """

    placeholder_id = ""
    error_id = ""

    class Changed(Message):
        """A new good value was typed and the field was left, or Enter was pressed."""

        def __init__(self, field: ValueInput, value: Value) -> None:
            super().__init__()
            self.field = field
            self.value = value

        @property
        def control(self) -> ValueInput:
            """The field."""
            return self.field

    def __init__(self, value: Value, *, id: str | None = None) -> None:
        super().__init__(id=id, classes="value-input")
        self.value = value
        self.valid = True

    def compose(self) -> ComposeResult:
        """Yield the line and the place for what is wrong."""
        yield Line(self.show(self.value), placeholder=text(self.placeholder_id))
        yield Label("", classes="field-error")

    def parse(self, typed: str) -> Value:
        """Return the value that was typed.

        Raises:
            ValueError: if it is none.
        """
        raise NotImplementedError

    def show(self, value: Value) -> str:
        """Return the value as it is written in the field."""
        raise NotImplementedError

    def read(self) -> bool:
        """Take over what stands in the field, and say whether it could be read."""
        line = self.query_one(Input)
        error = self.query_one(".field-error", Label)
        try:
            value = self.parse(line.value)
        except (ValueError, OverflowError):
            self.valid = False
            error.update(text(self.error_id))
            error.display = True
            return False
        self.valid = True
        error.display = False
        changed = value != self.value
        self.set_value(value)
        if changed:
            self.post_message(self.Changed(self, value))
        return True

    def set_value(self, value: Value) -> None:
        """Show a value that was changed elsewhere."""
        self.value = value
        line = self.query_one(Input)
        with line.prevent(Input.Changed):
            line.value = self.show(value)

    def reset(self) -> None:
        """Show the last good value again instead of what was typed since."""
        self.set_value(self.value)
        self.valid = True
        self.query_one(".field-error", Label).display = False

    def on_input_blurred(self) -> None:
        """Check when the field is left."""
        self.read()

    def on_input_submitted(self) -> None:
        """Check on Enter."""
        self.read()


class DateInput(ValueInput):
    """A day, as in ``1.3.2027``, ``mandag`` or ``om 3 uker``."""

    placeholder_id = "tui.value.date.placeholder"
    error_id = "tui.value.date.error"

    def parse(self, typed: str) -> Value:
        """Return the day that was typed."""
        return parse_date(typed, self.app.today())  # type: ignore[attr-defined]

    def show(self, value: Value) -> str:
        """Return the day as ``1.3.2027``."""
        return show_date(value) if isinstance(value, date) else ""


class PercentInput(ValueInput):
    """A whole percentage from 0 to 100."""

    placeholder_id = "tui.value.percent.placeholder"
    error_id = "tui.value.percent.error"

    def parse(self, typed: str) -> Value:
        """Return the percentage that was typed, with or without the sign."""
        return parse_percent(typed)

    def show(self, value: Value) -> str:
        """Return the percentage as ``50 %``."""
        return show_percent(value if isinstance(value, int) else None)


class HoursInput(ValueInput):
    """Hours to a hundredth, from 0 to 1000."""

    placeholder_id = "tui.value.hours.placeholder"
    error_id = "tui.value.hours.error"

    def parse(self, typed: str) -> Value:
        """Return the hours that were typed, with a comma or a point."""
        return parse_hours(typed)

    def show(self, value: Value) -> str:
        """Return the hours with a decimal comma."""
        return show_hours(value if isinstance(value, Decimal) else None)
