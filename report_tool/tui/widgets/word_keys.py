"""Fields for text with the keys of word processors.

Ctrl+C, Ctrl+X, Ctrl+V, Ctrl+Z and Ctrl+Y are Textual's own; by itself it takes Ctrl+A for the
beginning of the line, and leaves Ctrl+Home and Ctrl+End alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Input, TextArea

if TYPE_CHECKING:
    from textual.binding import BindingType


class Line(Input):
    """One line of text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "select_all", show=False),
        Binding("ctrl+home", "home", show=False),
        Binding("ctrl+end", "end", show=False),
        Binding("ctrl+shift+home", "home(True)", show=False),
        Binding("ctrl+shift+end", "end(True)", show=False),
    ]


class Paragraphs(TextArea):
    """Text of several lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "select_all", show=False),
        Binding("ctrl+home", "jump(False)", show=False),
        Binding("ctrl+end", "jump(True)", show=False),
        Binding("ctrl+shift+home", "jump(False, True)", show=False),
        Binding("ctrl+shift+end", "jump(True, True)", show=False),
    ]

    def action_jump(self, to_end: bool, select: bool = False) -> None:
        """Go to the beginning or the end of the text, selecting what lies between if asked to."""
        self.move_cursor(self.document.end if to_end else (0, 0), select=select)
