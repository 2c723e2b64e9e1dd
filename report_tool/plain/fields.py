"""Reading and writing the fields of a section, one after the other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from report_tool.messages import text
from report_tool.plain import items
from report_tool.plain.talk import is_yes
from report_tool.tui.dates import parse_date, show_date
from report_tool.tui.forms import (
    SECTION_FORMS,
    ChoiceSpec,
    DateSpec,
    HoursSpec,
    PercentSpec,
    TableSpec,
    TextSpec,
    TickSpec,
)
from report_tool.tui.numbers import parse_hours, parse_percent, show_hours, show_percent
from report_tool.tui.values import get_value, with_value
from report_tool.workflow import decisions, detection, editing
from templates import guidance

if TYPE_CHECKING:
    from collections.abc import Callable

    from report_tool.plain.open_case import OpenCase
    from report_tool.plain.talk import Talk
    from report_tool.tui.forms import Spec

KEEP, EMPTY, ADD = "", "-", "+"
"""Answers that keep a value, empty it, or add to a text."""


def write_section(talk: Talk, work: OpenCase, section: str) -> None:
    """Go through a section: what belongs in it, then field by field."""
    talk.say(text(f"tui.section.{section}"))
    talk.say(guidance(section, work.case.report.language).purpose)
    for spec in SECTION_FORMS[section]:
        path = f"{section}/{spec.name}"
        if isinstance(spec, TableSpec):
            items.change(talk, work, spec, path)
        else:
            ask_value(talk, work, spec, path)


def ask_value(talk: Talk, work: OpenCase, spec: Spec, path: str) -> None:
    """Say what a field holds, and ask for what it is to hold."""
    value = get_value(work.case.report, path)
    talk.say()
    talk.say(text("plain.field", name=field_name(spec), value=shown(value)))
    match spec:
        case TextSpec(read_only=True):
            return
        case TextSpec():
            _ask_text(talk, work, path, value)
        case TickSpec():
            if answer := talk.ask(text("plain.tick")):
                _store(work, path, is_yes(answer))
        case ChoiceSpec():
            _ask_choice(talk, work, spec, path)
        case DateSpec():
            today = work.now().astimezone().date()
            _ask_typed(talk, work, path, lambda typed: parse_date(typed, today), "date")
        case PercentSpec():
            _ask_typed(talk, work, path, parse_percent, "percent")
        case HoursSpec():
            _ask_typed(talk, work, path, parse_hours, "hours")


def field_name(spec: Spec | TableSpec) -> str:
    """Return the name of a field in the user's language."""
    return text(f"tui.field.{spec.name}")


def shown(value: Any) -> str:
    """Return a value in words."""
    match value:
        case None | "":
            return text("plain.empty")
        case bool():
            return text("plain.yes" if value else "plain.no")
        case StrEnum():
            return text(f"tui.choice.{value.value}")
        case date():
            return show_date(value)
        case Decimal():
            return show_hours(value)
        case int():
            return show_percent(value)
        case _:
            return str(value)


def _ask_text(talk: Talk, work: OpenCase, path: str, before: str) -> None:
    first = talk.ask(text("plain.text" if before else "plain.text-empty"))
    if first == KEEP:
        return
    if first == EMPTY:
        _store(work, path, "")
        return
    adding = first.startswith(ADD)
    start = first[1:].strip() if adding else first
    typed = f"{start}\n{talk.paragraphs()}".strip("\n")
    _store(work, path, f"{before}\n\n{typed}" if adding and before else typed)
    _tell_findings(talk, work, path)


def _tell_findings(talk: Talk, work: OpenCase, path: str) -> None:
    words = get_value(work.case.report, path)
    found = detection.locate_field(work.case, path, words, work.desk.detector)
    for each in decisions.undecided(work.case, found):
        label = text(f"tui.label.{each.finding.label.value}")
        talk.say(text("plain.found", label=label, surface=each.finding.surface))


def _ask_choice(talk: Talk, work: OpenCase, spec: ChoiceSpec, path: str) -> None:
    values = list(spec.values)
    names = [text(f"tui.choice.{each.value}") for each in values]
    chosen = talk.choose(text("plain.choice"), names)
    if chosen is not None:
        _store(work, path, values[chosen])


def _ask_typed(
    talk: Talk, work: OpenCase, path: str, parse: Callable[[str], Any], kind: str
) -> None:
    while typed := talk.ask(text(f"plain.{kind}")):
        try:
            value = None if typed == EMPTY else parse(typed)
        except (ValueError, OverflowError):
            talk.say(text(f"tui.value.{kind}.error"))
            continue
        _store(work, path, value)
        return


def _store(work: OpenCase, path: str, value: Any) -> None:
    if value != get_value(work.case.report, path):
        work.change(
            lambda case: editing.edit(case, with_value(case.report, path, value), work.now())
        )
