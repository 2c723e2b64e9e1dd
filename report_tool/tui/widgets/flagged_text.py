"""A text field that underlines flagged spans while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from rich.style import Style
from textual.message import Message

from report_tool.tui.widgets.spans import Mark, Span, changed_region, shifted
from report_tool.tui.widgets.word_keys import Paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.text import Text
    from textual import events

STYLES = {
    Mark.UNDECIDED: Style(bold=True, underline=True, color="#ffb454"),
    Mark.WITHHELD: Style(underline=True, italic=True, color="#9db4d6"),
    Mark.SHARED: Style(underline=True, italic=True, color="#9ccc9c"),
    Mark.HARMLESS: Style.null(),
    Mark.DOUBT: Style(italic=True, color="#b9a7c9"),
}
"""Undecided is bold and underlined, decided is italic and underlined, a sentence to read again is
italic only; colour only adds to it."""

LIGHT_STYLES = {
    Mark.UNDECIDED: Style(bold=True, underline=True, color="#a04000"),
    Mark.WITHHELD: Style(underline=True, italic=True, color="#31527d"),
    Mark.SHARED: Style(underline=True, italic=True, color="#2b5f2b"),
    Mark.HARMLESS: Style.null(),
    Mark.DOUBT: Style(italic=True, color="#5d4370"),
}

EDITING_KEYS = frozenset({"enter", "backspace", "delete"})

TRAVEL = {"ctrl+z": -1, "ctrl+y": 1, "ctrl+shift+z": 1}
"""The keys of undo and redo, and the way they go."""


@runtime_checkable
class Traveller(Protocol):
    """A screen whose undo and redo go over the whole case.

    Called at once and not by a message, so that keys keep their order in a storm of them.
    """

    def travel(self, by: int) -> None:
        """Go one step back (-1) or forward again (1)."""


class FlaggedText(Paragraphs):
    """A text area with spans that follow the text.

    Spans are accepted only for the very text they were found in, so that a late answer never
    underlines the wrong words.
    """

    class Locked(Message):
        """A key was typed into a text that may not be changed as it stands."""

    def __init__(self, text: str, *, path: str, read_only: bool = False) -> None:
        self.path = path
        self.locked = False
        self._spans: tuple[Span, ...] = ()
        self._known = normalised(text)
        super().__init__(
            self._known,
            soft_wrap=True,
            tab_behavior="focus",
            read_only=read_only,
            highlight_cursor_line=False,
            classes="flagged",
        )

    @property
    def spans(self) -> tuple[Span, ...]:
        """The marked spans, at their present places."""
        return self._spans

    def mark(self, spans: Iterable[Span], text: str) -> bool:
        """Show the spans found in ``text``, and say whether that is still the text here."""
        if text != self._known:
            return False
        fresh = tuple(spans)
        if fresh != self._spans:
            self._spans = fresh
            self._redraw()
        return True

    def adopt(self, text: str) -> None:
        """Take over a text from outside as one edit that can be undone; the cursor stays."""
        text = normalised(text)
        if text == self.text:
            return
        start, old_end, new_end = changed_region(self.text, text)
        self.replace(
            text[start:new_end],
            self._offsets.get_location_from_index(start),
            self._offsets.get_location_from_index(old_end),
            maintain_selection_offset=True,
        )

    @property
    def cursor_offset(self) -> int:
        """Where the cursor is, counted from the beginning of the text."""
        return int(self._offsets.get_index_from_location(self.cursor_location))

    def show_span(self, start: int, end: int) -> None:
        """Select a span and bring it into view."""
        locate = self._offsets.get_location_from_index
        self.selection = type(self.selection)(locate(start), locate(end))
        self.scroll_cursor_visible()

    def show_place(self, offset: int) -> None:
        """Put the cursor there and bring it into view; nothing is selected."""
        self.move_cursor(self._offsets.get_location_from_index(offset))
        self.scroll_cursor_visible()

    @property
    def _offsets(self) -> Any:
        """The document, whose conversions its declared base class leaves out."""
        return self.document

    def on_key(self, event: events.Key) -> None:
        """Hand undo over to the case; tell that one tries to write where it is not allowed."""
        screen = self.screen
        if self.path and event.key in TRAVEL and isinstance(screen, Traveller):
            event.stop()
            event.prevent_default()
            screen.travel(TRAVEL[event.key])
            return
        if self.read_only and self.locked and (event.is_printable or event.key in EDITING_KEYS):
            event.stop()
            self.post_message(self.Locked())

    def update_suggestion(self) -> None:
        """Follow every edit, undo and redo: Textual calls this hook after each of them."""
        text = self.text
        if text == self._known:
            return
        region = changed_region(self._known, text)
        self._spans = shifted(self._spans, *region)
        self._known = text
        self.notify_style_update()

    def get_line(self, line_index: int) -> Text:
        """Return a line of the text with its marked spans styled."""
        line = super().get_line(line_index)
        if not self._spans:
            return line
        start = self._offsets.get_index_from_location((line_index, 0))
        end = start + len(line)
        styles = STYLES if self.app.current_theme.dark else LIGHT_STYLES
        for span in self._spans:
            if span.start < end and span.end > start:
                line.stylize(styles[span.mark], max(span.start - start, 0), span.end - start)
        return line

    def _redraw(self) -> None:
        self.notify_style_update()
        self.refresh()


def normalised(text: str) -> str:
    """Return the text with every line break as one newline, as a text area keeps it."""
    return "\n".join(text.splitlines()) + ("\n" if text.endswith(("\n", "\r")) else "")
