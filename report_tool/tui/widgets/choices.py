"""Yes-or-no and one-of-many, told apart by their signs and not by colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType


class Tick(Widget, can_focus=True):
    """A box to tick: ☐ or ☑ and a label. Space or Enter toggles it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "tick", show=False),
    ]
    value: reactive[bool] = reactive(False)

    class Changed(Message):
        """The box was ticked or cleared."""

        def __init__(self, tick: Tick, value: bool) -> None:
            super().__init__()
            self.tick = tick
            self.value = value

        @property
        def control(self) -> Tick:
            """The box."""
            return self.tick

    def __init__(self, label: str, value: bool = False, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.label = label
        self.set_reactive(Tick.value, value)

    def render(self) -> Text:
        """Draw the box and its label."""
        return Text(f"{'☑' if self.value else '☐'} {self.label}")

    def action_tick(self) -> None:
        """Tick the box, or clear it."""
        self.value = not self.value
        self.post_message(self.Changed(self, self.value))

    def on_click(self) -> None:
        """A click is the same as the space bar."""
        self.action_tick()


class Choice(Widget, can_focus=True):
    """One of several: (•) marks the chosen one. Arrows or the first digits choose.

    ``value`` is the key of the chosen option; None while nothing is chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,right", "step(1)", show=False),
        Binding("up,left", "step(-1)", show=False),
        Binding("backspace,delete", "clear", show=False),
    ]
    value: reactive[str | None] = reactive(None, layout=False)

    class Changed(Message):
        """Another option was chosen."""

        def __init__(self, choice: Choice, value: str | None) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> Choice:
            """The group of options."""
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str | None = None,
        *,
        optional: bool = True,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.options = tuple(options)
        self.optional = optional
        self.set_reactive(Choice.value, value)

    def render(self) -> Text:
        """Draw one option a line."""
        lines = (
            f"({'•' if key == self.value else ' '}) {number} {label}"
            for number, (key, label) in enumerate(self.options, start=1)
        )
        return Text("\n".join(lines))

    def choose(self, value: str | None) -> None:
        """Choose an option and tell about it."""
        if value != self.value:
            self.value = value
            self.post_message(self.Changed(self, value))

    def action_step(self, by: int) -> None:
        """Choose the next option, or the one before; the first step chooses the first one."""
        keys = [key for key, _ in self.options]
        if self.value is None:
            self.choose(keys[0 if by > 0 else -1])
        else:
            place = keys.index(self.value) + by
            self.choose(keys[min(max(place, 0), len(keys) - 1)])

    def action_clear(self) -> None:
        """Choose nothing, where that is allowed."""
        if self.optional:
            self.choose(None)

    def on_key(self, event: events.Key) -> None:
        """Choose by number."""
        if event.character and event.character.isdigit():
            number = int(event.character)
            if 1 <= number <= len(self.options):
                event.stop()
                self.choose(self.options[number - 1][0])

    def on_click(self, event: events.Click) -> None:
        """Choose the option that was clicked."""
        place = event.get_content_offset(self)
        if place is not None and place.y < len(self.options):
            self.choose(self.options[place.y][0])
