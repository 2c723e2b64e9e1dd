"""How long nobody has touched the program, by the clock on the wall.

The wall clock goes on while a laptop sleeps, so a program that wakes up is found idle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from datetime import datetime, timedelta

TOUCHES = (events.Key, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp, events.Paste)
"""What counts as somebody being there; a mouse that only moves may be a cat."""


@dataclass(slots=True)
class IdleWatch:
    """Watches for a pause.

    Attributes:
        limit: the pause after which the program locks; None for never.
        touched_at: when it was last touched.
    """

    limit: timedelta | None
    touched_at: datetime

    def note(self, event: events.Event, now: datetime) -> None:
        """Begin to count again if the event is somebody's doing."""
        if isinstance(event, TOUCHES):
            self.touched_at = now

    def is_over(self, now: datetime) -> bool:
        """Whether the pause has been long enough; a clock put back begins a new pause."""
        self.touched_at = min(self.touched_at, now)
        return self.limit is not None and now - self.touched_at >= self.limit
