"""The steps of a case that its content does not depend on, by their names in the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.errors import ReportToolError
from report_tool.workflow import states

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from schemas.case import Case

STEPS: dict[str, Callable[[Case, datetime], Case]] = {
    "delivered": states.mark_delivered,
    "followed-up": states.mark_followed_up,
    "reopen": states.reopen,
    "close": states.close,
}


def possible(case: Case, now: datetime) -> tuple[str, ...]:
    """Return the names of the steps that the case allows as it is."""
    return tuple(name for name, step in STEPS.items() if _allows(case, step, now))


def _allows(case: Case, step: Callable[[Case, datetime], Case], now: datetime) -> bool:
    try:
        step(case, now)
    except ReportToolError:
        return False
    return True
