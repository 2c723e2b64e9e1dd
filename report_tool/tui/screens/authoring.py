"""What the case screen and the form of one item share: typing, live flags, decisions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.screen import Screen

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui.deciding import decide, undo_last
from report_tool.tui.in_words import field_label
from report_tool.tui.screens.dialog import ConfirmScreen
from report_tool.tui.undoing import travel
from report_tool.tui.widgets.field import LONG_PARAGRAPH, Field
from report_tool.tui.widgets.findings_list import Findings, FindingsPane, Row
from report_tool.tui.widgets.flagged_text import FlaggedText
from report_tool.tui.widgets.spans import Mark, Span
from report_tool.tui.widgets.state_bar import state_label
from report_tool.workflow.anchors import words_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType

    from report_tool.tui.app import ReportApp
    from report_tool.tui.places import Place
    from report_tool.tui.session import CaseSession
    from schemas.case import Case
    from schemas.decision import Decision
    from schemas.finding import FieldFinding

MARKS = {"withhold": Mark.WITHHELD, "share": Mark.SHARED, "notSensitive": Mark.HARMLESS}


class AuthoringScreen(Screen[None]):
    """A screen with fields of the open case and the findings in them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "travel(-1)", text("tui.key.undo"), show=False),
        Binding("ctrl+y,ctrl+shift+z", "travel(1)", text("tui.key.redo"), show=False),
    ]

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self.session = session
        self.told_at_end: Case | None = None

    @property
    def program(self) -> ReportApp:
        """The application, by its own type."""
        from report_tool.tui.app import ReportApp

        assert isinstance(self.app, ReportApp)
        return self.app

    def shown_paths(self) -> tuple[str, ...]:
        """Paths of the fields whose findings are listed."""
        raise NotImplementedError

    def open_finding(self, found: FieldFinding) -> None:
        """Bring the place of a finding into view, with the cursor on it."""
        raise NotImplementedError

    def show_place(self, place: Place) -> None:
        """Bring a field or a part of its text into view, with the cursor in it."""
        raise NotImplementedError

    def adopt_case(self) -> None:
        """Show the case after a change that did not come from the fields."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin to follow the case."""
        self.session.listeners.append(self)
        self.session.advice.listeners.append(self.advice_changed)
        self.session.advice.case_changed()
        self.call_after_refresh(self.refresh_findings)

    def on_engine_changed(self) -> None:
        """Begin to check once the language check is there; say so if it is not."""
        self.session.check.start()
        self.refresh_findings()

    def on_unmount(self) -> None:
        """Stop following the case."""
        if self in self.session.listeners:
            self.session.listeners.remove(self)
        if self.advice_changed in self.session.advice.listeners:
            self.session.advice.listeners.remove(self.advice_changed)

    def case_changed(self) -> None:
        """Follow a decision, an undo, or a change of an item."""
        self.adopt_case()
        self.refresh_findings()

    def field_checked(self, path: str) -> None:
        """Show what the check found in a field."""
        self._mark_field(path)
        self.refresh_pane()

    @work(group="insert")
    async def action_insert(self) -> None:
        """Put in a ready-made phrase where the cursor is."""
        from report_tool.tui.inserting import ask_for_phrase

        if isinstance(self.focused, FlaggedText):
            await ask_for_phrase(self, self.focused)
        else:
            await self.insert_elsewhere()

    async def insert_elsewhere(self) -> None:
        """Say where a phrase can be put in."""
        self.notify(text("tui.phrases.nowhere"), severity="warning")

    def advice_changed(self) -> None:
        """Mark the sentences that are worth a second look."""
        for field in self.query(Field):
            self._mark_field(field.path)

    def save_changed(self) -> None:
        """Nothing to show unless a screen wants to."""

    @on(Field.TextChanged)
    def _take_text(self, event: Field.TextChanged) -> None:
        area = self._area(event.path)
        if area is None or area.text == event.text:
            self.session.type(event.path, event.text)
            self._show_status(event.path)

    @on(Field.ValueChanged)
    def _take_value(self, event: Field.ValueChanged) -> None:
        field = self._field(event.path)
        if field is None or field.value == event.value:
            self.guarded(lambda: self.session.set_value(event.path, event.value))

    @on(FlaggedText.Locked)
    def _ask_to_unlock(self) -> None:
        self.run_worker(self.may_change(), group="unlock", exclusive=True)

    @on(FindingsPane.Decide)
    def _decide(self, event: FindingsPane.Decide) -> None:
        self.run_worker(self._decide_and_move_on(event.found, event.kind), group="decide")

    @on(FindingsPane.Undo)
    @work(group="decide")
    async def _undo(self) -> None:
        if await self.may_change():
            self.guarded(lambda: undo_last(self.program, self.session))

    def action_travel(self, by: int) -> None:
        """Undo (-1) or redo (1) one step."""
        self.travel(by)

    def travel(self, by: int) -> None:
        """Go one step back (-1) or forward again (1) in what was written and decided."""
        travel(self, by)

    async def may_change(self) -> bool:
        """Whether the content may be changed; asked where that takes the case back to draft."""
        if not self.session.is_locked:
            return True
        if self.session.is_closed:
            self.notify(text("tui.locked.closed"), severity="warning")
            return False
        question = text("tui.locked.question", state=state_label(self.session.case.state))
        sure = await self.app.push_screen_wait(
            ConfirmScreen(text("tui.locked.title"), question, text("tui.locked.accept"))
        )
        if sure:
            self.session.unlock()
        return bool(sure)

    @on(FindingsPane.Open)
    def _open(self, event: FindingsPane.Open) -> None:
        self.open_finding(event.found)

    def guarded(self, change: object) -> bool:
        """Make a change, and explain what stood in its way if it could not be made."""
        try:
            change()  # type: ignore[operator]
        except ReportToolError as error:
            self.program.show_error(error)
            self.adopt_case()
            return False
        return True

    def refresh_findings(self) -> None:
        """Mark the findings in every field on the screen, and list them."""
        for field in self.query(Field):
            self._mark_field(field.path)
        self.refresh_pane()

    def refresh_pane(self) -> None:
        """List the findings of the fields that are shown."""
        try:
            pane = self.query_one(FindingsPane)
        except NoMatches:
            return
        pane.show(self._rows(), self.check_note())

    def check_note(self) -> str:
        """Say whether the check is running, missing or done, where that matters."""
        engine = self.program.engine_state
        if engine != "ready":
            return text(f"tui.engine.{engine}")
        waiting = [path for path in self.shown_paths() if not self.session.is_checked(path)]
        return text("tui.check.running") if waiting else ""

    def _rows(self) -> tuple[Row, ...]:
        equal = Counter(_words(found) for found in self.session.findings())
        return tuple(
            Row(found, self.session.decision(found), equal[_words(found)], field_label(found.field))
            for found in self.session.findings(self.shown_paths())
        )

    async def _decide_and_move_on(self, found: FieldFinding, kind: str) -> None:
        pane = self.query_one(FindingsPane)
        if not await self.may_change():
            return
        try:
            done = await decide(self.program, self.session, found, kind, pane.all_equal)
        except ReportToolError as error:
            self.program.show_error(error)
            return
        if done:
            pane.all_equal = False
            pane.mark_next_undecided()
            self.query_one(Findings).focus()

    def _mark_field(self, path: str) -> None:
        area = self._area(path)
        if area is None:
            return
        if self.session.is_checked(path):
            found = self.session.findings([path])
            area.mark((*self._doubts(path), *self._spans(found)), self.session.text(path))
        self._show_status(path)

    def _spans(self, findings: Iterable[FieldFinding]) -> Iterable[Span]:
        for found in findings:
            if found.finding.label.value == "UNCHECKED":
                continue
            mark = _mark(self.session.decision(found))
            yield Span(found.finding.start, found.finding.end, mark)

    def _doubts(self, path: str) -> Iterable[Span]:
        for hint in self.session.advice.doubts(path, self.session.text(path)):
            if hint.span is not None:
                yield Span(*hint.span, Mark.DOUBT)

    def _show_status(self, path: str) -> None:
        field = self._field(path)
        if field is None or field.editor is None:
            return
        field.set_status(self._status(path, field.editor))

    def _status(self, path: str, area: FlaggedText) -> str:
        if not area.text.strip():
            return ""
        if self.program.engine_state != "ready":
            return text("tui.check.status.unchecked")
        if not self.session.is_checked(path):
            return text("tui.check.status.running")
        found = self.session.findings([path])
        if any(each.finding.label.value == "UNCHECKED" for each in found):
            return text("tui.check.status.failed")
        if any(len(part.split()) > LONG_PARAGRAPH for part in area.text.split("\n")):
            return text("tui.check.status.long")
        open_count = len(self.session.undecided([path]))
        if open_count:
            return text("tui.check.status.undecided", count=open_count)
        if doubts := self.session.advice.doubts(path, area.text):
            return text("tui.check.status.doubts", count=len(doubts))
        return text("tui.check.status.done")

    def _field(self, path: str) -> Field | None:
        return next((field for field in self.query(Field) if field.path == path), None)

    def _area(self, path: str) -> FlaggedText | None:
        return next((area for area in self.query(FlaggedText) if area.path == path), None)


def _words(found: FieldFinding) -> tuple[str, str]:
    return found.finding.label.value, words_key(found.finding.surface)


def _mark(decision: Decision | None) -> Mark:
    return Mark.UNDECIDED if decision is None else MARKS.get(decision.kind.value, Mark.UNDECIDED)
