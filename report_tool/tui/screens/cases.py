"""The list of cases: whose, in which state, when saved, what is missing."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.table import Table
from rich.text import Text
from textual import work
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui import recovery
from report_tool.tui.dates import show_moment
from report_tool.tui.screens.dialog import ConfirmScreen
from report_tool.tui.session import CaseSession
from report_tool.tui.widgets.state_bar import StateBar, case_title, state_label
from report_tool.tui.widgets.word_keys import Line
from report_tool.workflow.completeness import missing
from report_tool.workflow.search import Match, find

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.app import ReportApp
    from schemas.case import Case
    from schemas.memory import Memory

PARTS = "#cases-bar, #cases-search, #cases-head, #cases, #cases-empty"
"""What the list is shown in; while the program ends, some of it is gone already."""

WIDE = 100
"""Columns from which a case takes one line."""


class Listed(Protocol):
    """A stored case, as far as the list needs it."""

    @property
    def case(self) -> Case:
        """The case."""
        ...

    @property
    def saved_at(self) -> datetime:
        """When it was last saved."""
        ...


class CaseList(OptionList):
    """The list itself, which says that Enter opens a case."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", text("tui.cases.key.open")),
    ]


class CasesScreen(Screen[None]):
    """All cases of the vault, the newest first."""

    app: ReportApp
    AUTO_FOCUS = "#cases"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", text("tui.cases.key.new")),
        Binding("slash", "search", text("tui.cases.key.search"), key_display="/"),
        Binding("h", "audit", text("tui.cases.key.audit")),
        Binding("delete", "delete", text("tui.cases.key.delete")),
        Binding("f1", "app.help", text("tui.key.help")),
        Binding("e", "example", text("tui.cases.key.example")),
        Binding("escape", "end_search", show=False),
        Binding("o", "terms", text("tui.key.terms")),
        Binding("ctrl+q", "app.quit", text("tui.key.quit"), priority=True),
    ]

    def __init__(self, case_id: str | None = None, *, welcome: bool = False) -> None:
        super().__init__()
        self._welcome = welcome
        self._wanted = case_id
        self._cases: tuple[Listed, ...] = ()
        self._shown: tuple[tuple[Listed, Match], ...] = ()
        self._told: set[str] = set()

    def compose(self) -> ComposeResult:
        """Yield the list."""
        yield StateBar(id="cases-bar")
        yield Line(placeholder=text("tui.cases.search"), id="cases-search")
        yield Static("", id="cases-head", markup=False)
        yield CaseList(id="cases")
        yield Static(text("tui.cases.empty"), id="cases-empty", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Open the case that was asked for, or show the list."""
        bar = self.query_one(StateBar)
        bar.who = text("tui.title")
        if self._wanted is not None:
            self._open(self._wanted)
        elif self._welcome:
            self._ask_who()

    def on_screen_resume(self) -> None:
        """Read the list afresh whenever it comes to the front."""
        self.reload()

    def on_resize(self) -> None:
        """Give the columns the width there is."""
        self._fill()

    @work(exclusive=True, group="list")
    async def reload(self) -> None:
        """Read the list from the vault."""
        try:
            self._cases = await asyncio.to_thread(self.app.desk.cases)
            for damage in await asyncio.to_thread(self.app.desk.damaged):
                case_id = str(damage.parameters["case"])
                if case_id not in self._told:
                    self._told.add(case_id)
                    self.app.show_error(damage)
        except ReportToolError as error:
            if self.is_attached:
                self.app.show_error(error)
        self._fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the case."""
        event.stop()
        self._open(self._shown[event.option_index][0].case.case_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer an example as long as there is no case, and the search where there are some."""
        if action == "example":
            return not self._cases
        return bool(self._cases) or action not in {"search", "audit", "delete"}

    def action_search(self) -> None:
        """Ask for words to find a case by."""
        line = self.query_one("#cases-search", Line)
        line.display = True
        line.focus()

    def action_end_search(self) -> None:
        """Show all cases again."""
        line = self.query_one("#cases-search", Line)
        line.value = ""
        line.display = False
        self._fill()
        self.query_one("#cases").focus()

    def on_input_changed(self) -> None:
        """Show the cases that hold the words typed so far."""
        self._fill()

    def on_input_submitted(self) -> None:
        """Go from the words to the cases found."""
        self.query_one("#cases").focus()

    @work(group="new")
    async def _ask_who(self) -> None:
        from report_tool.tui.screens.welcome import WelcomeScreen

        answer = await self.app.push_screen_wait(WelcomeScreen())
        if answer is None:
            return
        try:
            await asyncio.to_thread(self.app.desk.save_profile, answer.expert)
        except ReportToolError as error:
            self.app.show_error(error)
        if answer.example:
            await self._add_example()

    @work(group="new")
    async def action_example(self) -> None:
        """Put an example case into the list, to try the program on."""
        await self._add_example()

    async def _add_example(self) -> None:
        from report_tool.workflow import examples

        try:
            memory = await asyncio.to_thread(self.app.desk.memory)
            case = examples.own_draft(memory.ekspert, self.app.now())
            await asyncio.to_thread(self.app.desk.save, case)
        except ReportToolError as error:
            self.app.show_error(error)
        self.reload()

    @work(group="new")
    async def action_new(self) -> None:
        """Begin a new case."""
        from report_tool.tui.screens.new_case import NewCaseScreen

        desk = self.app.desk
        try:
            memory = await asyncio.to_thread(desk.memory)
            case = await self.app.push_screen_wait(NewCaseScreen(memory.ekspert))
            if case is None:
                return
            saved_at = await asyncio.to_thread(desk.save, case)
            await recovery.begin(desk, case.case_id)
        except ReportToolError as error:
            self.app.show_error(error)
            return
        self._show(case, saved_at, memory)

    def action_terms(self) -> None:
        """Show the words that are never flagged in any case."""
        from report_tool.tui.screens.terms import TermsScreen

        self.app.push_screen(TermsScreen())

    def action_audit(self) -> None:
        """Show what happened to the case that is marked."""
        from report_tool.tui.screens.audit import AuditScreen

        if (marked := self._marked()) is not None:
            self.app.push_screen(AuditScreen(marked.case))

    @work(group="delete")
    async def action_delete(self) -> None:
        """Delete the case that is marked, after asking."""
        marked = self._marked()
        if marked is None:
            return
        question = text("tui.cases.delete.question", name=case_title(marked.case))
        sure = await self.app.push_screen_wait(
            ConfirmScreen(text("tui.cases.delete.title"), question, text("tui.cases.delete.accept"))
        )
        if not sure:
            return
        try:
            await asyncio.to_thread(self.app.desk.delete, marked.case.case_id)
        except ReportToolError as error:
            self.app.show_error(error)
        self.reload()

    @work(exclusive=True, group="open")
    async def _open(self, case_id: str) -> None:
        try:
            stored = await asyncio.to_thread(self.app.desk.open, case_id)
            memory = await asyncio.to_thread(self.app.desk.memory)
            was_cut_off = await recovery.begin(self.app.desk, case_id)
        except ReportToolError as error:
            self.app.show_error(error)
            return
        self._show(stored.case, stored.saved_at, memory, was_cut_off=was_cut_off)

    def _show(
        self, case: Case, saved_at: datetime, memory: Memory, *, was_cut_off: bool = False
    ) -> None:
        from report_tool.tui.screens.case import CaseScreen

        session = CaseSession(self.app.desk, case, saved_at, memory, self.app.now)
        session.was_cut_off = was_cut_off
        session.on_closed = partial(recovery.end, self.app.desk, case.case_id)
        session.check_everything()
        if self.app.engine_state != "starting":
            session.check.start()
        self.app.push_screen(CaseScreen(session))

    def _marked(self) -> Listed | None:
        place = self.query_one(OptionList).highlighted
        return None if place is None or not self._shown else self._shown[place][0]

    def _fill(self) -> None:
        if not self.is_attached or len(self.query(PARTS)) < PARTS.count("#"):
            return
        listing = self.query_one(OptionList)
        place = listing.highlighted or 0
        wide = self.size.width >= WIDE
        search = self.query_one("#cases-search", Line)
        found = ((each, find(each.case, search.value)) for each in self._cases)
        self._shown = tuple((each, match) for each, match in found if match is not None)
        listing.clear_options()
        listing.add_options([Option(self._row(*each, wide)) for each in self._shown])
        head = self.query_one("#cases-head", Static)
        head.display = wide and bool(self._shown)
        head.update(_grid([text(f"tui.cases.column.{name}") for name in COLUMNS]))
        empty = self.query_one("#cases-empty", Static)
        empty.update(text("tui.cases.nothing-found" if self._cases else "tui.cases.empty"))
        empty.display = not self._shown
        listing.display = bool(self._shown)
        count = len(self._shown)
        key = "tui.cases.count-one" if count == 1 else "tui.cases.count"
        self.query_one(StateBar).notes = (text(key, count=count),)
        if self._shown:
            listing.highlighted = min(place, count - 1)
            if not search.has_focus:
                listing.focus()
        self.refresh_bindings()

    def _row(self, stored: Listed, match: Match, wide: bool) -> Table | Text:
        case = stored.case
        what = _found_in(match) or _lacking(case)
        saved = show_moment(stored.saved_at, self.app.now())
        name, firm = case_title(case), case.parties.virksomhet.virksomhetsnavn or "–"
        if wide:
            return _grid([name, firm, state_label(case.state), saved, what])
        row = Text(no_wrap=True, overflow="ellipsis")
        row.append(name, "bold")
        row.append(f" · {firm}\n  {state_label(case.state)} · {saved} · {what}")
        return row


def _lacking(case: Case) -> str:
    lacking = len(missing(case.report))
    return text("tui.cases.missing", count=lacking) if lacking else text("tui.cases.complete")


def _found_in(match: Match) -> str:
    names = ", ".join(text(f"tui.section.{section}") for section in match.sections)
    return text("tui.cases.found-in", sections=names) if names else ""


COLUMNS = ("employee", "employer", "state", "saved", "missing")


def _grid(cells: Sequence[str]) -> Table:
    grid = Table.grid(expand=True, padding=(0, 2))
    for ratio in (5, 6, 4, 4, 4):
        grid.add_column(ratio=ratio, no_wrap=True, overflow="ellipsis")
    grid.add_row(*cells)
    return grid
