"""The case one is working on, saved with every change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report_tool.workflow import decisions, detection, remembered

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from report_tool.workflow.desk import Desk
    from schemas.case import Case
    from schemas.finding import FieldFinding


@dataclass(slots=True)
class OpenCase:
    """A case in hand. ``case`` is always what was saved last."""

    desk: Desk
    case: Case
    now: Callable[[], datetime]

    def change(self, change: Callable[[Case], Case]) -> None:
        """Change the case and save it. Whatever is raised, the case stays as it was.

        Raises:
            ReportToolError: if the case does not allow it, or it cannot be saved.
        """
        changed = change(self.case)
        if changed is not self.case:
            self.desk.save(changed)
            self.case = changed

    def findings(self) -> tuple[FieldFinding, ...]:
        """Return what is found in the report now; remembered terms are decided on the way.

        Raises:
            ReportToolError: if such a decision cannot be saved.
        """
        found = detection.locate(self.case, self.desk.detector)
        memory = self.desk.memory()
        if memory.terms and decisions.undecided(self.case, found):
            self.change(lambda case: remembered.apply_memory(case, found, memory, self.now()))
        return found

    def undecided(self) -> tuple[FieldFinding, ...]:
        """Return the findings without a decision, in print order."""
        return decisions.undecided(self.case, self.findings())
