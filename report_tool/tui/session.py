"""The open case: its text, what the check says about it, and its way to the vault."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from report_tool.errors import LeakGateError, ReportToolError
from report_tool.tui.advice_watch import AdviceWatch
from report_tool.tui.live_check import LiveCheck
from report_tool.tui.places import changed_place
from report_tool.tui.save_timer import RETRY_DELAY, SAVE_DELAY, SaveTimer
from report_tool.tui.seen import SeenFindings
from report_tool.tui.timeline import Timeline
from report_tool.tui.values import with_value
from report_tool.workflow import decisions, detection, editing, fields, remembered
from report_tool.workflow.history import Content, restored
from schemas.case import Case, CaseState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from report_tool.tui.places import Place
    from report_tool.workflow.desk import Desk
    from schemas.decision import Decision
    from schemas.delivery import FileFormat
    from schemas.finding import FieldFinding
    from schemas.labels import Recipient
    from schemas.memory import Memory
    from schemas.report import Report

WRITING = frozenset({CaseState.DRAFT, CaseState.CHANGES_REQUESTED})
"""States in which the report is being written."""


APPLICATION = "bestilling"
"""Under this path the free text of NAV's application is checked, all of it at once."""


class Listener(Protocol):
    """A screen that shows the case."""

    def case_changed(self) -> None:
        """The case has another content, decision or state."""

    def field_checked(self, path: str) -> None:
        """The check of a field has come in."""

    def save_changed(self) -> None:
        """Something was saved, or could not be."""


class MadeFile(Protocol):
    """A copy that passed the gate."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        ...

    @property
    def format(self) -> FileFormat:
        """What it is."""
        ...

    @property
    def replaced(self) -> int:
        """How many places show U+FFFD instead of a character."""
        ...


class CaseSession:
    """One open case. What is typed waits here until it is taken into the case and saved.

    Args:
        desk: where cases are stored and the detector lives.
        case: the case as it was opened.
        saved_at: when it was last saved; None for a case that never was.
        memory: the words that the expert said are never sensitive.
        now: the clock.
    """

    def __init__(
        self,
        desk: Desk,
        case: Case,
        saved_at: datetime | None,
        memory: Memory,
        now: Callable[[], datetime],
    ) -> None:
        self.desk = desk
        self.case = case
        self.saved_at = saved_at
        self.save_error: ReportToolError | None = None
        self.was_cut_off = False
        self.on_closed: Callable[[], Awaitable[None]] | None = None
        self.listeners: list[Listener] = []
        self.check = LiveCheck(self._locate, self._deliver)
        self.application_findings: tuple[FieldFinding, ...] | None = None
        self._memory = memory
        self._now = now
        self._unlocked = False
        self._typed: dict[str, str] = {}
        self._timeline = Timeline(case)
        self._seen = SeenFindings()
        self._decided: dict[tuple[str | int, ...], Decision | None] = {}
        self._decided_by = case.decisions
        self._dirty = False
        self._save_timer = SaveTimer(self.save)
        self._saving = asyncio.Lock()
        self.advice = AdviceWatch(self)
        self.listeners.append(self.advice)

    @property
    def report(self) -> Report:
        """The report with everything typed so far."""
        self.commit()
        return self.case.report

    @property
    def is_locked(self) -> bool:
        """Whether a change would take the case back to draft, and that was not agreed to."""
        return self.case.state not in WRITING and not self._unlocked

    @property
    def is_closed(self) -> bool:
        """Whether the case can only be read."""
        return self.case.state is CaseState.CLOSED

    def unlock(self) -> None:
        """Allow changes although the case is out for review or further."""
        self._unlocked = True
        for listener in self.listeners:
            listener.case_changed()

    def text(self, path: str) -> str:
        """The text of a field as it is now."""
        return self._typed.get(path, "") if path in self._typed else self._stored(path)

    def findings(self, paths: Iterable[str] | None = None) -> tuple[FieldFinding, ...]:
        """What was found in the fields, in print order; of a text since changed, as last seen."""
        wanted = None if paths is None else set(paths)
        return tuple(
            found
            for field in fields.text_fields(self.case.report)
            if wanted is None or field.path in wanted
            for found in self._seen.of(field.path)
        )

    def is_checked(self, path: str) -> bool:
        """Whether the findings belong to the text as it is now."""
        return self._seen.fits(path, self.text(path))

    def decision(self, found: FieldFinding) -> Decision | None:
        """The decision about a finding, remembered while no decision changes."""
        if self._decided_by is not self.case.decisions:
            self._decided, self._decided_by = {}, self.case.decisions
        finding = found.finding
        key = (found.field, found.sentence, finding.surface, found.occurrence, finding.label)
        if key not in self._decided:
            self._decided[key] = decisions.decision_for(self.case, found)
        return self._decided[key]

    def undecided(self, paths: Iterable[str] | None = None) -> tuple[FieldFinding, ...]:
        """The findings that need a decision, in print order."""
        return tuple(each for each in self.findings(paths) if self.decision(each) is None)

    def unchecked(self) -> tuple[str, ...]:
        """Paths of the fields whose check has not come in yet."""
        return tuple(
            field.path
            for field in fields.text_fields(self.case.report)
            if not self.is_checked(field.path)
        )

    def type(self, path: str, text: str) -> None:
        """Take in what was typed; it is checked and saved soon."""
        before = self.text(path)
        if text == before:
            return
        if not self._timeline.goes_on(path, before, text, asyncio.get_running_loop().time()):
            self.commit()
            self._timeline.close_step()
        self._typed[path] = text
        self.check.ask(path, text)
        self._touch()

    def set_value(self, path: str, value: object, *, amends: bool = False) -> None:
        """Replace a value or a list of the report; ``amends`` takes it into the step before."""
        self.apply(
            lambda case: editing.edit(case, with_value(case.report, path, value), self._now()),
            amends=amends,
        )

    def apply(self, change: Callable[[Case], Case], *, amends: bool = False) -> None:
        """Change the case, as one step. Whatever the change raises, the case stays as it was."""
        self.commit()
        before = self.case
        after = change(before)
        if after is before:
            return
        if amends:
            self._timeline.amend(after)
        else:
            self._timeline.follow(before, after)
        self._become(after)

    def use_memory(self, memory: Memory) -> None:
        """Go by what is remembered now, where the check comes in from here on."""
        self._memory = memory

    def travel(self, by: int) -> Place | None:
        """Undo (-1) or redo (1) one step and return where; None if there is nothing to.

        Raises:
            CaseClosedError: if the case is closed.
        """
        self.commit()
        there = self._timeline.content(by)
        if there is None:
            return None
        here = Content.of(self.case)
        after = restored(self.case, there, self._now())
        self._timeline.move(by)
        self._become(after)
        return changed_place(here, there)

    def _become(self, after: Case) -> None:
        before, self.case = self.case, after
        if self.case.state is not before.state:
            self._unlocked = False
        self._touch()
        if (
            before.parties != self.case.parties
            or before.report.language != self.case.report.language
        ):
            self.check_everything()
        elif before.report != self.case.report:
            self._check_changed()
        for listener in self.listeners:
            listener.case_changed()

    def commit(self) -> None:
        """Take everything typed into the case."""
        if not self._typed:
            return
        report = self.case.report
        for path, text in self._typed.items():
            report = fields.with_text(report, path, text)
        before, path = self.case, next(iter(self._typed))
        self.case = editing.edit(before, report, self._now())
        self._typed.clear()
        self._timeline.follow(before, self.case, path)
        if before.state is not self.case.state:
            for listener in self.listeners:
                listener.case_changed()

    def check_everything(self) -> None:
        """Check every field afresh, the first one first, and the application after them."""
        self._seen.clear()
        self._ask(APPLICATION, self._application())
        for field in reversed(fields.text_fields(self.case.report)):
            self._ask(field.path, self.text(field.path))

    async def save(self) -> None:
        """Save now, if there is anything to save."""
        async with self._saving:
            self.commit()
            if not self._dirty:
                return
            self._dirty = False
            try:
                await asyncio.to_thread(self.desk.save, self.case)
                self.saved_at = self._now()
                self.save_error = None
            except ReportToolError as error:
                self._touch(RETRY_DELAY)
                self.save_error = error
        for listener in self.listeners:
            listener.save_changed()

    async def export(
        self, recipient: Recipient, formats: Sequence[FileFormat], folder: Path, *, draft: bool
    ) -> tuple[MadeFile, ...]:
        """Make a recipient's copies; whatever becomes of it stands in the case's trail.

        Raises:
            ReportToolError: if a copy may not be made, or the gate stopped it.
        """
        await self.save()
        before = self.case
        async with self._saving:
            try:
                self.case, files = await asyncio.to_thread(
                    self.desk.export,
                    self.case,
                    recipient,
                    formats,
                    folder,
                    self._now(),
                    draft=draft,
                )
            except LeakGateError as error:
                if isinstance(error.case, Case):
                    self.case = error.case
                raise
        self._timeline.follow(before, self.case)
        self.saved_at = self._now()
        for listener in self.listeners:
            listener.case_changed()
        return files

    async def close(self) -> None:
        """Save what is left and stop checking.

        Raises:
            ReportToolError: if it could not be saved; the session stays usable.
        """
        self._save_timer.cancel()
        await self.save()
        if self.save_error is not None:
            raise self.save_error
        self.check.stop()
        self.advice.stop()
        if self.on_closed is not None:
            await self.on_closed()

    def _stored(self, path: str) -> str:
        try:
            return fields.get_text(self.case.report, path)
        except KeyError:
            return ""

    def _touch(self, delay: float = SAVE_DELAY) -> None:
        self._dirty = True
        self._save_timer.ask(delay)

    def _check_changed(self) -> None:
        for field in fields.text_fields(self.case.report):
            if not self.is_checked(field.path):
                self._seen.recall(field.path, field.text)
                self._ask(field.path, field.text)

    def _ask(self, path: str, text: str) -> None:
        if text.strip():
            self.check.ask(path, text)

    def _application(self) -> str:
        order = self.case.bestilling
        return "\n".join(getattr(order, name) for name in detection.BESTILLING_FIELDS)

    def _locate(self, path: str, text: str) -> tuple[FieldFinding, ...]:
        if path == APPLICATION:
            return detection.locate_bestilling(self.case, self.desk.detector)
        return detection.locate_field(self.case, path, text, self.desk.detector)

    def _recall(self, found: tuple[FieldFinding, ...]) -> None:
        if self._memory.terms and decisions.undecided(self.case, found):
            now = self._now()
            self.apply(
                lambda case: remembered.apply_memory(case, found, self._memory, now), amends=True
            )

    def _deliver(self, path: str, text: str, found: tuple[FieldFinding, ...]) -> None:
        if path == APPLICATION:
            self.application_findings = found
        elif text != self.text(path):
            return
        else:
            self._seen.take(path, text, found)
            self._recall(found)
        for listener in self.listeners:
            listener.field_checked(path)
