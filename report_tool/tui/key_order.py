"""Keys go where one was when one pressed them, however fast they come.

Textual hands every key on to what has the focus at that moment, and moves the focus only when the
key before has been worked through. On a slow line or a busy machine the words after a Tab or an
Enter would land in the field that was left. So keys that may lead elsewhere are waited for.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.message_pump import MessagePump

PATIENCE = 2.0
"""Seconds after which the keys go on, whatever the key before them is still doing."""

STAYING = frozenset({"up", "down", "left", "right", "home", "end", "backspace", "delete"})
"""Keys that print nothing and lead nowhere else."""


class KeyOrder:
    """Holds keys and pastes back where one of them may move the focus.

    Args:
        app: the program.
        pass_on: hands an event on to what has the focus.
    """

    def __init__(self, app: App[None], pass_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._pass_on = pass_on
        self._held: deque[events.Event] = deque()
        self._task: asyncio.Task[None] | None = None

    async def take(self, event: events.Event) -> None:
        """Pass an event on, at once or after the keys before it."""
        is_typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not is_typed or (self._task is None and not _may_move(event)):
            await self._pass_on(event)
        else:
            self._held.append(event)
            if self._task is None:
                self._task = asyncio.create_task(self._go_on())

    async def _go_on(self) -> None:
        while self._held:
            event = self._held.popleft()
            if _may_move(event):
                target = self._target()
                await self._settled(target)
                await self._pass_on(event)
                await self._settled(target)
            else:
                await self._pass_on(event)
        self._task = None

    def _target(self) -> MessagePump:
        return self._app.focused or self._app.screen

    async def _settled(self, target: MessagePump) -> None:
        """Return when the keys and the messages they gave rise to have been worked through.

        A message bubbles from the widget to the program, and what takes it in on the way may send
        one of its own; so the way is gone twice.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                for _ in range(2):
                    await _worked_through(target)
                    pump: MessagePump | None = target
                    while pump is not None:
                        await _worked_through(pump)
                        pump = pump._parent
        except TimeoutError:
            return


def _may_move(event: events.Event) -> bool:
    return isinstance(event, events.Key) and not event.is_printable and event.key not in STAYING


async def _worked_through(pump: MessagePump) -> None:
    """Return when everything that is in the queue now has been handled."""
    done = asyncio.Event()
    if pump.is_running and pump.call_later(done.set):
        await done.wait()
