"""Ready-made phrases or measures to choose from; typing narrows them down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from rich.text import Text
from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from report_tool.messages import text
from report_tool.tui.widgets.word_keys import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One line: its theme, its words, what more there is to say, and what it stands for."""

    theme: str
    words: str
    detail: str
    value: T

    def fits(self, typed: str) -> bool:
        """Whether every word typed is in it."""
        whole = f"{self.theme} {self.words} {self.detail}".casefold()
        return all(word in whole for word in typed.casefold().split())


class PhrasesScreen(ModalScreen[T | None], Generic[T]):
    """Answers with the value that was chosen. The cursor stays in the filter all the time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", text("tui.phrases.insert.key"), priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "move(-8)", show=False, priority=True),
        Binding("pagedown", "move(8)", show=False, priority=True),
        Binding("escape", "leave", text("tui.key.back")),
    ]

    def __init__(self, title: str, choices: Sequence[Choice[T]]) -> None:
        super().__init__()
        self._title = title
        self._choices = tuple(choices)
        self._shown: tuple[Choice[T], ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the filter, the list, and the choice that is marked."""
        with Vertical(classes="dialog phrases") as window:
            window.border_title = self._title
            yield Line(placeholder=text("tui.phrases.filter"))
            yield OptionList(id="phrases")
            yield Static(id="phrase-detail", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Show all, and let one type."""
        self.query_one("#phrases").can_focus = False
        self._narrow("")
        self.query_one(Line).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        choice = self._current()
        words = f"{choice.words}\n{choice.detail}" if choice else text("tui.phrases.none")
        self.query_one("#phrase-detail", Static).update(words)

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.action_choose()

    def action_move(self, by: int) -> None:
        """Move the mark in the list."""
        listing = self.query_one("#phrases", OptionList)
        if self._shown:
            place = (listing.highlighted or 0) + by
            listing.highlighted = min(max(place, 0), len(self._shown) - 1)

    def action_choose(self) -> None:
        """Answer with the choice that is marked."""
        choice = self._current()
        if choice is not None:
            self.dismiss(choice.value)

    def action_leave(self) -> None:
        """Close without a choice."""
        self.dismiss(None)

    def _current(self) -> Choice[T] | None:
        place = self.query_one("#phrases", OptionList).highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    def _narrow(self, typed: str) -> None:
        self._shown = tuple(choice for choice in self._choices if choice.fits(typed))
        listing = self.query_one("#phrases", OptionList)
        listing.clear_options()
        listing.add_options([Option(_line(choice)) for choice in self._shown])
        if self._shown:
            listing.highlighted = 0
        self._explain()


def _line(choice: Choice[T]) -> Text:
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f"{choice.theme}: ", "dim")
    line.append(choice.words)
    return line
