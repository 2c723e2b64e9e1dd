"""What stands in the lines for days and numbers goes into the case before a screen is left.

A line tells of its value by a message, and a message may come too late for a screen that closes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.tui.values import get_value
from report_tool.tui.widgets.field import Field
from report_tool.tui.widgets.value_input import ValueInput

if TYPE_CHECKING:
    from report_tool.tui.screens.authoring import AuthoringScreen


def take_in_values(screen: AuthoringScreen) -> bool:
    """Take over every value that was typed; False if one of them cannot be read."""
    lines = [(field, line) for field in screen.query(Field) for line in field.query(ValueInput)]
    readable = [(field, line) for field, line in lines if line.read()]
    for field, line in readable:
        _take(screen, field.path, line.value)
    return len(readable) == len(lines)


def _take(screen: AuthoringScreen, path: str, value: object) -> None:
    session = screen.session
    if not session.is_locked and get_value(session.report, path) != value:
        screen.guarded(lambda: session.set_value(path, value))
