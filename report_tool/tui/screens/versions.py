"""The earlier versions of the open case: what differs, and one of them brought back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui.dates import show_moment
from report_tool.tui.screens.dialog import ConfirmScreen
from report_tool.tui.screens.difference import DifferenceScreen
from report_tool.tui.widgets.state_bar import case_title, state_label
from report_tool.workflow.history import Content
from report_tool.workflow.versions import content, is_before_answer, restore

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.app import ReportApp
    from report_tool.tui.session import CaseSession
    from schemas.versions import Version


class VersionList(OptionList):
    """The list itself; its own key is shown at the bottom like the others."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", text("tui.versions.key.compare"))
    ]


class VersionsScreen(Screen[bool]):
    """The versions, the newest first. Answers with True when one was brought back."""

    app: ReportApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "compare_before", text("tui.versions.key.before")),
        Binding("r", "restore", text("tui.versions.key.restore")),
        Binding("f1", "app.help", text("tui.key.help")),
        Binding("escape", "dismiss", text("tui.key.back")),
    ]

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self._session = session
        self._versions: tuple[Version, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the list."""
        title = text("tui.versions.title", name=case_title(self._session.case))
        yield Static(title, classes="bar", markup=False)
        yield Static(text("tui.versions.lead"), classes="lead", markup=False)
        yield VersionList(id="versions", classes="listing")
        yield Static("", id="versions-empty", classes="lead", markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Read the versions."""
        self.query_one("#versions-empty").display = False
        self._read()

    @work(exclusive=True, group="versions")
    async def _read(self) -> None:
        await self._session.save()
        case_id = self._session.case.case_id
        try:
            kept = await asyncio.to_thread(self._session.desk.versions, case_id)
        except ReportToolError as error:
            self.app.show_error(error)
            self.dismiss(False)
            return
        self._versions = tuple(reversed(kept.versions))
        listing, empty = self.query_one(OptionList), self.query_one("#versions-empty", Static)
        listing.add_options([Option(self._row(version)) for version in self._versions])
        listing.display, empty.display = bool(self._versions), not self._versions
        empty.update(text("tui.versions.none"))
        if self._versions:
            listing.highlighted = 0
            listing.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Show what was changed from the marked version until now."""
        event.stop()
        if (version := self._marked()) is not None:
            title = text("tui.versions.compared", name=self._called(version))
            now = Content.of(self._session.case)
            self.app.push_screen(DifferenceScreen(title, content(version), now))

    def action_compare_before(self) -> None:
        """Show what the marked version changed in the one before it."""
        place = self.query_one(OptionList).highlighted
        if place is None or place + 1 >= len(self._versions):
            self.notify(text("tui.versions.first"))
            return
        version, before = self._versions[place], self._versions[place + 1]
        title = text("tui.versions.between", name=self._called(before), later=self._called(version))
        self.app.push_screen(DifferenceScreen(title, content(before), content(version)))

    @work(group="versions")
    async def action_restore(self) -> None:
        """Bring the marked version back, after a question; it can be undone."""
        version, session = self._marked(), self._session
        if version is None:
            return
        if session.is_closed:
            self.notify(text("tui.locked.closed"), severity="warning")
            return
        question = text("tui.versions.restore.question", name=self._called(version))
        if is_before_answer(version, session.case):
            question = f"{question} {text('tui.versions.restore.answered')}"
        if session.is_locked:
            locked = text("tui.locked.question", state=state_label(session.case.state))
            question = f"{question}\n\n{locked}"
        sure = await self.app.push_screen_wait(
            ConfirmScreen(
                text("tui.versions.restore.title"), question, text("tui.versions.key.restore")
            )
        )
        if not sure:
            return
        try:
            session.apply(lambda case: restore(case, version, self.app.now()))
        except ReportToolError as error:
            self.app.show_error(error)
            return
        self.app.notify(text("tui.versions.restored", name=self._called(version)))
        self.dismiss(True)

    def _marked(self) -> Version | None:
        place = self.query_one(OptionList).highlighted
        return None if place is None or not self._versions else self._versions[place]

    def _called(self, version: Version) -> str:
        return text("tui.versions.name", number=version.number, when=self._when(version))

    def _when(self, version: Version) -> str:
        return show_moment(version.kept_at, self.app.now())

    def _row(self, version: Version) -> Text:
        row = Text(f"{version.number:>3}  ", no_wrap=True, overflow="ellipsis")
        row.append(f"{self._when(version):<16}", "bold")
        row.append(f"  {text(f'tui.versions.reason.{version.reason.value}')}")
        return row
