"""The return-to-work plan told in words, one line a step: what its drawing shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from report_tool.messages import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.report import Steg


def plan_in_words(steps: Sequence[Steg]) -> tuple[str, ...]:
    """Return a line for every step, the dated ones in the order of time, the others after them.

    Steps that are not filled in yet are told as far as they are.
    """
    order = sorted(steps, key=lambda step: step.fra_dato or date.max)
    return tuple(_line(step) for step in order)


def _line(step: Steg) -> str:
    parts = [
        text("workflow.plan.from", day=_day(step.fra_dato))
        if step.fra_dato
        else text("workflow.plan.undated"),
        text("workflow.plan.percent", percent=step.arbeidsprosent)
        if step.arbeidsprosent is not None
        else text("workflow.plan.no-percent"),
    ]
    if step.evaluerings_dato:
        parts.append(text("workflow.plan.review", day=_day(step.evaluerings_dato)))
    return ", ".join(parts) + "."


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
