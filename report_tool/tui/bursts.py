"""Which keystrokes belong to one step of undo. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from report_tool.tui.widgets.spans import changed_region

PAUSE = 1.0
"""Seconds without a key after which the next one begins a new step."""

PASTED = 20
"""Characters that come or go at once from which it was no typing but a paste or a cut."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Keystrokes in one field without a pause; ``at`` is when the last one came, in seconds."""

    path: str
    text: str
    at: float
    is_pasted: bool = False

    def goes_on(self, path: str, text: str, at: float) -> bool:
        """Whether this text came from the last one by going on typing."""
        if self.is_pasted or path != self.path or at - self.at > PAUSE:
            return False
        start, old_end, new_end = changed_region(self.text, text)
        is_paste = max(old_end, new_end) - start > PASTED
        return not is_paste and "\n" not in text[start:new_end]

    @classmethod
    def begun(cls, path: str, before: str, text: str, at: float) -> Burst:
        """Return a burst that begins by turning ``before`` into ``text``."""
        start, old_end, new_end = changed_region(before, text)
        return cls(path, text, at, max(old_end, new_end) - start > PASTED)
