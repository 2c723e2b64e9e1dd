"""Measures, steps, meetings and attempts: listed, added, changed and taken away by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from report_tool.messages import text
from report_tool.plain import fields
from report_tool.tui.items import change_items
from report_tool.tui.values import field_of, get_value, with_value
from report_tool.workflow import editing

if TYPE_CHECKING:
    from report_tool.plain.open_case import OpenCase
    from report_tool.plain.talk import Talk
    from report_tool.tui.forms import TableSpec

ACTIONS = ("add", "edit", "duplicate", "up", "down", "delete")


def change(talk: Talk, work: OpenCase, spec: TableSpec, path: str) -> None:
    """Say what a table holds and change it until nothing more is wanted."""
    while True:
        rows = get_value(work.case.report, path)
        talk.say()
        talk.say(text("plain.table", name=fields.field_name(spec), count=len(rows)))
        for number, row in enumerate(rows, start=1):
            talk.say(f"{number}. {_row(spec, row)}")
        offered = ACTIONS if rows else ACTIONS[:1]
        chosen = talk.choose(
            text("plain.table.question"), [text(f"plain.table.{name}") for name in offered]
        )
        if chosen is None:
            return
        _act(talk, work, spec, path, offered[chosen])


def _act(talk: Talk, work: OpenCase, spec: TableSpec, path: str, action: str) -> None:
    rows = get_value(work.case.report, path)
    place = None if action == "add" else _place(talk, len(rows))
    if action != "add" and place is None:
        return
    if action == "delete" and not talk.confirm(text("tui.table.delete.question")):
        return
    if action != "edit":
        rows, place = change_items(spec, rows, action, place)
        work.change(
            lambda case: editing.edit(case, with_value(case.report, path, rows), work.now())
        )
    if action in {"add", "edit"} and place is not None:
        for each in spec.fields:
            fields.ask_value(talk, work, each, f"{path}/{rows[place].id}/{each.name}")


def _place(talk: Talk, count: int) -> int | None:
    while answer := talk.ask(text("plain.table.which")):
        if answer.isdecimal() and 1 <= int(answer) <= count:
            return int(answer) - 1
        talk.say(text("plain.choose.again", last=count))
    return None


def _row(spec: TableSpec, row: Any) -> str:
    return ", ".join(fields.shown(field_of(row, name)) for name in spec.columns)
