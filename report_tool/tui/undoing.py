"""Undo and redo as a key leads through them: what is on the screen goes in first, then back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui.values import get_value
from report_tool.tui.widgets.field import Field
from report_tool.tui.widgets.value_input import ValueInput

if TYPE_CHECKING:
    from report_tool.tui.screens.authoring import AuthoringScreen
    from schemas.decision import Decision


def travel(screen: AuthoringScreen, by: int) -> None:
    """Undo (-1) or redo (1) one step of the case, and bring into view what it changed."""
    if by < 0 and _takes_back_unread(screen):
        return
    session = screen.session
    take_in(screen)
    before = session.case.decisions
    try:
        place = session.travel(by)
    except ReportToolError as error:
        screen.program.show_error(error)
        return
    screen.app.clear_notifications()
    if place is None:
        if session.case is not screen.told_at_end:
            screen.told_at_end = session.case
            screen.notify(text(f"tui.history.nothing-{'back' if by < 0 else 'on'}"))
        return
    after = session.case.decisions
    _follow_memory(screen, before, after)
    if before != after:
        gone = [each for each in before if each not in after]
        come = [each for each in after if each not in before]
        key = "tui.decide.undone" if by < 0 else "tui.decide.redone"
        for each in ((gone or come) if by < 0 else (come or gone))[:1]:
            screen.notify(text(key, surface=each.anchor.surface))
    if place.path:
        screen.show_place(place)


def take_in(screen: AuthoringScreen) -> None:
    """Take in what stands in the fields, whatever messages about it are still on their way."""
    session = screen.session
    for field in screen.query(Field):
        if not field.is_ready:
            continue
        if field.editor is not None:
            session.type(field.path, field.editor.text)
        elif field.value != get_value(session.report, field.path):
            session.set_value(field.path, field.value)


def _follow_memory(
    screen: AuthoringScreen, before: tuple[Decision, ...], after: tuple[Decision, ...]
) -> None:
    """Let what was meant beyond the case come and go with its decision."""
    if before == after:
        return
    desk = screen.program.desk
    try:
        for decision in before:
            if decision not in after:
                desk.unremember(decision)
        for decision in after:
            if decision not in before:
                desk.remember(decision)
        screen.session.use_memory(desk.memory())
    except ReportToolError as error:
        screen.program.show_error(error)


def _takes_back_unread(screen: AuthoringScreen) -> bool:
    """Put back the value of a line that was typed in and not left yet; False if there is none."""
    line = screen.focused
    if not isinstance(line, Input) or not isinstance(line.parent, ValueInput):
        return False
    field = line.parent
    if line.value == field.show(field.value):
        return False
    field.reset()
    return True
