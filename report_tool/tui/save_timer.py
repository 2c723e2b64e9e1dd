"""When to save next: soon after a change, and again after a save that failed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

SAVE_DELAY = 0.6
"""Seconds from a change to its save: with the save itself, autosave stays under one second."""

RETRY_DELAY = 5.0
"""Seconds from a save that failed to the next try, if nothing is changed before."""


class SaveTimer:
    """Calls ``save`` once, at the earliest of the times it was asked for."""

    def __init__(self, save: Callable[[], Coroutine[None, None, None]]) -> None:
        self._save = save
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def ask(self, delay: float = SAVE_DELAY) -> None:
        """Save in so many seconds at the latest."""
        loop = asyncio.get_running_loop()
        due = loop.time() + delay
        if self._timer is not None and self._timer.when() > due:
            self.cancel()
        if self._timer is None:
            self._timer = loop.call_at(due, self._begin)

    def cancel(self) -> None:
        """Forget what was asked for."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _begin(self) -> None:
        self._timer = None
        task = asyncio.create_task(self._save())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
