"""The words that are never flagged again, and taking them back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.workflow import remembered
from report_tool.workflow.anchors import words_key
from schemas.decision import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.app import ReportApp
    from report_tool.tui.session import CaseSession
    from schemas.case import Case
    from schemas.labels import Label
    from schemas.memory import Memory, RememberedTerm


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that are not flagged; ``term`` is what is remembered beyond the case, if anything."""

    surface: str
    label: Label
    scope: Scope
    reason: str
    term: RememberedTerm | None = None


class TermsScreen(Screen[None]):
    """The list: what holds in the open case, if there is one, and what holds in all of them."""

    app: ReportApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,x", "take_back", text("tui.terms.key.take-back")),
        Binding("f1", "app.help", text("tui.key.help")),
        Binding("escape", "dismiss", text("tui.key.back")),
    ]

    def __init__(self, session: CaseSession | None = None) -> None:
        super().__init__()
        self._session = session
        self._entries: tuple[Entry, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the list."""
        yield Static(text("tui.terms.title"), classes="bar", markup=False)
        yield Static(text("tui.terms.lead"), classes="lead", markup=False)
        yield OptionList(id="terms", classes="listing")
        yield Static(text("tui.terms.none"), id="terms-empty", classes="lead", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Read what is remembered."""
        self._read()

    @work(exclusive=True, group="terms")
    async def _read(self) -> None:
        try:
            memory = await asyncio.to_thread(self.app.desk.memory)
        except ReportToolError as error:
            self.app.show_error(error)
            self.dismiss(None)
            return
        self._show(memory)

    @work(exclusive=True, group="terms")
    async def action_take_back(self) -> None:
        """Let the marked words be flagged again."""
        place = self.query_one(OptionList).highlighted
        if place is None or not self._entries:
            return
        entry, session = self._entries[place], self._session
        if entry.term is None and session is not None and session.is_locked:
            self.notify(text("tui.terms.locked"), severity="warning")
            return
        try:
            if entry.term is not None:
                await asyncio.to_thread(self.app.desk.forget, entry.term)
            memory = await asyncio.to_thread(self.app.desk.memory)
            if session is not None:
                session.use_memory(memory)
                if not session.is_locked:
                    session.apply(lambda case: self._without(case, entry))
        except ReportToolError as error:
            self.app.show_error(error)
            return
        self.notify(text("tui.terms.taken-back", surface=entry.surface))
        self._show(memory)

    def _without(self, case: Case, entry: Entry) -> Case:
        return remembered.take_back(case, entry.surface, entry.label, self.app.now())

    def _show(self, memory: Memory) -> None:
        case = None if self._session is None else self._session.case
        self._entries = tuple(_entries(memory, case))
        listing, empty = self.query_one(OptionList), self.query_one("#terms-empty")
        place = listing.highlighted or 0
        listing.clear_options()
        listing.add_options([Option(_row(entry)) for entry in self._entries])
        listing.display, empty.display = bool(self._entries), not self._entries
        if self._entries:
            listing.highlighted = min(place, len(self._entries) - 1)
            listing.focus()


def _entries(memory: Memory, case: Case | None) -> Iterator[Entry]:
    beyond = {(words_key(term.surface), term.label) for term in memory.terms}
    for decision in () if case is None else remembered.in_case(case):
        surface = decision.anchor.surface
        if (words_key(surface), decision.label) not in beyond:
            yield Entry(surface, decision.label, Scope.CASE, decision.reason)
    for term in memory.terms:
        yield Entry(term.surface, term.label, term.scope, term.reason, term)


def _row(entry: Entry) -> Text:
    row = Text(no_wrap=True, overflow="ellipsis")
    row.append(entry.surface, "bold")
    row.append(f" · {text(f'tui.label.{entry.label.value}')}\n  ")
    row.append(f"{text(f'tui.scope.{entry.scope.value}')} · {entry.reason}", "dim")
    return row
