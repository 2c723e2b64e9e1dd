"""Putting a ready-made phrase into a text, or a standard measure into the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.messages import text
from report_tool.tui.dates import show_date
from report_tool.tui.screens.phrases import Choice, PhrasesScreen
from report_tool.tui.values import free_id
from report_tool.workflow.standard import as_measure
from templates.writing import BLANK, THEMES, ready_phrases, standard_measures

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from report_tool.tui.screens.authoring import AuthoringScreen
    from report_tool.tui.widgets.flagged_text import FlaggedText
    from schemas.report import Report, Tiltak


async def ask_for_phrase(screen: AuthoringScreen, area: FlaggedText) -> None:
    """Let a phrase be chosen and put it where the cursor is; its first blank is selected."""
    if area.read_only and not area.locked:
        screen.notify(text("tui.phrases.nowhere"), severity="warning")
        return
    if not await screen.may_change():
        return
    choices = tuple(_phrases(screen.session.case.report.language.value))
    chosen = await screen.app.push_screen_wait(PhrasesScreen(text("tui.phrases.title"), choices))
    area.focus()
    if chosen is not None:
        put(area, chosen)


async def ask_for_measure(screen: AuthoringScreen) -> Tiltak | None:
    """Let a standard measure be chosen, and return it as a new one of the report."""
    if not await screen.may_change():
        return None
    report = screen.session.report
    choices = tuple(_measures(report, screen.program.today()))
    return await screen.app.push_screen_wait(PhrasesScreen(text("tui.phrases.measures"), choices))


def put(area: FlaggedText, phrase: str) -> None:
    """Put a phrase at the cursor, with a space where words would touch."""
    before, after = _around(area)
    gap = "" if not before or before.isspace() else " "
    tail = "" if not after or after.isspace() else " "
    start = area.cursor_offset + len(gap)
    area.insert(f"{gap}{phrase}{tail}")
    blank = phrase.find(BLANK)
    if blank >= 0:
        area.show_span(start + blank, start + blank + len(BLANK))


def _around(area: FlaggedText) -> tuple[str, str]:
    offset = area.cursor_offset
    return area.text[max(offset - 1, 0) : offset], area.text[offset : offset + 1]


def _phrases(language: str) -> Iterable[Choice[str]]:
    for theme in THEMES:
        for phrase in ready_phrases(theme, language):
            yield Choice(text(f"tui.theme-of.{theme}"), phrase, "", phrase)


def _measures(report: Report, today: date) -> Iterable[Choice[Tiltak]]:
    item_id = free_id("m", (measure.id for measure in report.tiltaksplan.tiltak))
    for theme in THEMES:
        for standard in standard_measures(theme, report.language.value):
            measure = as_measure(standard, item_id, today)
            detail = text(
                "tui.phrases.measure",
                who=text(f"tui.choice.{standard.who}"),
                when=show_date(measure.til_dato),
                seen=standard.seen,
            )
            yield Choice(text(f"tui.theme-of.{theme}"), standard.what, detail, measure)
