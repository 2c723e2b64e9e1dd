"""Detection beside the typing: one check at a time, off the UI thread, and the latest text wins."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemas.finding import FieldFinding

    Locate = Callable[[str, str], tuple[FieldFinding, ...]]
    Deliver = Callable[[str, str, tuple[FieldFinding, ...]], None]


PAUSE = 0.1
"""Seconds without a new text before a check begins, so that it never runs between two keys."""

LONGEST_PAUSE = 0.5
"""Seconds after which a check begins although somebody types on without a pause."""


class LiveCheck:
    """Checks texts in one background thread and delivers the findings in the event loop.

    ``locate(path, text)`` runs in the thread; ``deliver(path, text, findings)`` in the loop. A
    text that was replaced while it waited is never checked, and the text asked for last is
    checked first. Until ``start`` is called, texts only wait.
    """

    def __init__(self, locate: Locate, deliver: Deliver) -> None:
        self._locate = locate
        self._deliver = deliver
        self._waiting: dict[str, str] = {}
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live-check")
        self._task: asyncio.Task[None] | None = None
        self._started = False
        self._asked_at = 0.0
        self._idle = asyncio.Event()
        self._idle.set()

    def start(self) -> None:
        """Begin to check what is waiting and whatever comes."""
        self._started = True
        self._wake()

    def ask(self, path: str, text: str) -> None:
        """Check this text of a field soon; forget an older one that waits."""
        self._waiting.pop(path, None)
        self._waiting[path] = text
        self._asked_at = asyncio.get_running_loop().time()
        self._idle.clear()
        self._wake()

    async def settled(self) -> None:
        """Return when nothing waits any more."""
        await self._idle.wait()

    def stop(self) -> None:
        """Check nothing more; a check that runs finishes in its thread and is dropped."""
        self._waiting.clear()
        self._started = False
        if self._task is not None:
            self._task.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _wake(self) -> None:
        if self._started and self._waiting and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            await self._pause()
            path, text = self._waiting.popitem()
            found = await loop.run_in_executor(self._pool, self._locate, path, text)
            if path not in self._waiting:
                self._deliver(path, text, found)
        self._idle.set()

    async def _pause(self) -> None:
        loop = asyncio.get_running_loop()
        latest = loop.time() + LONGEST_PAUSE
        while (due := min(self._asked_at + PAUSE, latest)) > loop.time():
            await asyncio.sleep(due - loop.time())
