"""Messages between the program and its screens."""

from __future__ import annotations

from textual.message import Message


class EngineChanged(Message):
    """The language check is ready, or could not be started."""
