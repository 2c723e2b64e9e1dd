"""Advice on the open case, worked out in a thread while nobody types.

It follows saves, checks and decisions, which come at most a few times a second, and begins only
when none has come for a while. A key is never a reason to do anything here.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from report_tool.workflow.fields import text_fields
from report_tool.workflow.quality import all_hints, in_print_order, is_silenced, lacking
from report_tool.workflow.second_look import second_look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from report_tool.tui.session import CaseSession
    from report_tool.workflow.completeness import Missing
    from report_tool.workflow.quality import Hint
    from schemas.case import Case
    from schemas.finding import FieldFinding

PAUSE = 0.8
"""Seconds without a save, a check or a decision before the advice is worked out again."""


class AdviceWatch:
    """The hints about a session's case; ``listeners`` are told when they may be others."""

    def __init__(self, session: CaseSession) -> None:
        self.listeners: list[Callable[[], None]] = []
        self._session = session
        self._hints: tuple[Hint, ...] = ()
        self._doubted: dict[str, tuple[str, tuple[FieldFinding, ...], tuple[Hint, ...]]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._stale = True

    @property
    def hints(self) -> tuple[Hint, ...]:
        """All hints as last worked out, those put aside among them."""
        return self._hints

    @property
    def open(self) -> tuple[Hint, ...]:
        """The hints that were not put aside."""
        case = self._session.case
        return tuple(hint for hint in self._hints if not is_silenced(case, hint))

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Required content that no hint tells of."""
        return lacking(self._session.case.report)

    def doubts(self, path: str, text: str) -> tuple[Hint, ...]:
        """The sentences to read again in a field, where they stand in this text."""
        known, _, hints = self._doubted.get(path, ("", (), ()))
        case = self._session.case
        standing = (hint for hint in hints if not is_silenced(case, hint))
        return tuple(standing if known == text else _moved(standing, text))

    def case_changed(self) -> None:
        """Follow a decision or another content."""
        self._soon()

    def field_checked(self, path: str) -> None:
        """Follow the check of a field."""
        self._soon()

    def save_changed(self) -> None:
        """Follow a save: what was typed is in the case now."""
        self._soon()

    async def settled(self) -> None:
        """Work out the advice now if it is out of date, and return when it is there."""
        if self._timer is not None:
            self._timer.cancel()
            self._begin()
        elif self._task is None:
            self._begin()
        while self._task is not None and not self._task.done():
            await asyncio.shield(self._task)

    def stop(self) -> None:
        """Work out nothing more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._task is not None:
            self._task.cancel()

    def _soon(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(PAUSE, self._begin)

    def _begin(self) -> None:
        self._timer = None
        self._stale = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())

    async def _work(self) -> None:
        session = self._session
        while self._stale:
            self._stale = False
            case = session.case
            checked = {
                field.path: session.findings([field.path])
                for field in text_fields(case.report)
                if session.is_checked(field.path)
            }
            self._hints = await asyncio.to_thread(self._advice, case, checked)
        for listener in self.listeners:
            listener()

    def _advice(self, case: Case, checked: dict[str, tuple[FieldFinding, ...]]) -> tuple[Hint, ...]:
        found = [each for findings in checked.values() for each in findings]
        hints = list(all_hints(case, found))
        for field in text_fields(case.report):
            if field.path in checked:
                hints += self._doubts(case, field.path, field.text, checked[field.path])
        return in_print_order(hints)

    def _doubts(
        self, case: Case, path: str, text: str, findings: tuple[FieldFinding, ...]
    ) -> tuple[Hint, ...]:
        known = self._doubted.get(path)
        if known is None or known[:2] != (text, findings):
            looked = tuple(second_look(case, path, text, findings, self._session.desk.detector))
            known = (text, findings, looked)
            self._doubted[path] = known
        return known[2]


def _moved(hints: Iterable[Hint], text: str) -> Iterator[Hint]:
    """Yield the hints whose sentences still stand in a text that has changed."""
    for hint in hints:
        start = text.find(hint.about)
        if start >= 0:
            yield replace(hint, span=(start, start + len(hint.about)))
