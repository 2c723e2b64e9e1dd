"""The steps of undo of an open case, as typing and changes make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.tui.bursts import Burst
from report_tool.workflow.history import Content, History, followed

if TYPE_CHECKING:
    from schemas.case import Case


class Timeline:
    """Where one stands among the steps that can be undone and redone."""

    def __init__(self, case: Case) -> None:
        self._history = History.begun(case)
        self._burst: Burst | None = None

    def goes_on(self, path: str, before: str, text: str, at: float) -> bool:
        """Take note of a keystroke, ``at`` in seconds; False if it begins a new step.

        A pause, a paste, a new line and another field begin one.
        """
        if self._burst is not None and self._burst.goes_on(path, text, at):
            self._burst = Burst(path, text, at)
            return True
        self._burst = Burst.begun(path, before, text, at)
        return False

    def close_step(self) -> None:
        """Let the next change be a step of its own."""
        self._history = self._history.closed()

    def follow(self, before: Case, after: Case, typing: str = "") -> None:
        """Take in what the case has become; ``typing`` names the field it was typed in."""
        self._history = followed(self._history, before, after, typing)

    def amend(self, after: Case) -> None:
        """Take in what the case has become as a part of the step before."""
        self._history = self._history.amended(Content.of(after))

    def content(self, by: int) -> Content | None:
        """Return what the case held one step back (-1) or holds one step on (1), if any."""
        return self._history.earlier if by < 0 else self._history.later

    def move(self, by: int) -> None:
        """Stand one step further back or on."""
        self._history = self._history.moved(by)
        self._burst = None
