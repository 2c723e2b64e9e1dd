"""Undo and redo: one line of states over text, decisions, tables and parties.

A state is kept whole; frozen models share all that did not change, so that two hundred of them
cost little more than one. Going back is a change like any other: the audit trail says so, and an
approval falls. What others did is never taken back: the line begins anew there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from report_tool.workflow import editing
from report_tool.workflow.decision_log import with_decisions
from schemas.case import Case, CaseState

if TYPE_CHECKING:
    from datetime import datetime

    from schemas.decision import Decision
    from schemas.parties import Parties
    from schemas.report import Report

LIMIT = 200
"""Steps that can be undone; older ones are forgotten."""

_OTHERS = ("reviews", "consents", "deliveries", "bestilling", "tilsagn")
"""What an undo must not reach behind: the employee's part, what left the house, NAV's papers."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the expert wrote and decided: all that an undo may bring back."""

    report: Report
    parties: Parties
    decisions: tuple[Decision, ...]

    @classmethod
    def of(cls, case: Case) -> Content:
        """Return the content of a case."""
        return cls(case.report, case.parties, case.decisions)


@dataclass(frozen=True, slots=True)
class History:
    """States in the order they came to be; ``here`` is the one that stands now.

    ``typing`` is the path of the field whose typing still belongs to the state that stands;
    empty if the next change begins a step of its own.
    """

    states: tuple[Content, ...]
    here: int = 0
    typing: str = ""

    @classmethod
    def begun(cls, case: Case) -> History:
        """Return the history of a case in which nothing can be undone yet."""
        return cls((Content.of(case),))

    @property
    def earlier(self) -> Content | None:
        """The state that an undo brings back."""
        return self.states[self.here - 1] if self.here else None

    @property
    def later(self) -> Content | None:
        """The state that a redo brings back."""
        return self.states[self.here + 1] if self.here + 1 < len(self.states) else None

    def changed(self, content: Content, typing: str = "") -> History:
        """Return the history with one more state; what was undone can then not be redone.

        Typing in the field that was typed in last joins the state that stands.
        """
        if content == self.states[self.here]:
            return self
        if typing and typing == self.typing:
            return replace(self.amended(content), typing=typing)
        kept = self.states[max(0, self.here + 1 - LIMIT) : self.here + 1]
        return History((*kept, content), len(kept), typing)

    def amended(self, content: Content) -> History:
        """Return the history with the state that stands replaced, as if it had come so.

        A step that then changes nothing is no step any more.
        """
        after = self.states[self.here + 1 :]
        if self.here and content == self.states[self.here - 1]:
            return History((*self.states[: self.here], *after), self.here - 1)
        return replace(self, states=(*self.states[: self.here], content, *after))

    def closed(self) -> History:
        """Return the history in which the next typing begins a step of its own."""
        return replace(self, typing="")

    def moved(self, by: int) -> History:
        """Return the history with the state that stands ``by`` places later or earlier."""
        return replace(self, here=min(max(self.here + by, 0), len(self.states) - 1), typing="")


def followed(history: History, before: Case, after: Case, typing: str = "") -> History:
    """Return the history after the case has become another one.

    It begins anew where something happened that is not the expert's to take back: a version was
    sent, an answer or a consent came, a copy was made, the case was closed or moved on.
    """
    if _is_cut(before, after):
        return History.begun(after)
    return history.changed(Content.of(after), typing)


def restored(case: Case, content: Content, now: datetime) -> Case:
    """Return the case with an earlier or later content, each difference said in its trail.

    Raises:
        CaseClosedError: if the case is closed.
    """
    case = editing.set_parties(case, content.parties, now)
    case = with_decisions(case, content.decisions, now)
    return editing.edit(case, content.report, now)


def _is_cut(before: Case, after: Case) -> bool:
    if any(getattr(before, name) != getattr(after, name) for name in _OTHERS):
        return True
    return before.state is not after.state and after.state is not CaseState.DRAFT
