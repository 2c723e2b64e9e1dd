"""What makes a way back to work a plan: dates, steps that rise, a review, and a plan B.

Source of every rule here: FOR-2019-08-29-1105 § 3 (measures for return to work) and
arbeidsmiljøloven § 4-6 (3) (further follow-up belongs to the plan); DESIGN.md § 2, section 6.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from report_tool.workflow.quality.hint import Hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.report import Report, Steg

_STEPS = "veiTilbake/steg"


def dated(report: Report) -> Iterator[Hint]:
    """Every step has a date and a work percentage: a step without them cannot be followed up."""
    for number, step in enumerate(report.vei_tilbake.steg, 1):
        which = (("number", str(number)),)
        if step.fra_dato is None:
            yield Hint("plan-date", f"{_STEPS}/{step.id}/fraDato", which)
        if step.arbeidsprosent is None:
            yield Hint("plan-percent", f"{_STEPS}/{step.id}/arbeidsprosent", which)


def rising(report: Report) -> Iterator[Hint]:
    """The work percentage rises from step to step; the same twice may be, less may not."""
    steps = by_date(report.vei_tilbake.steg)
    for before, after in pairwise(steps):
        low, high = after.arbeidsprosent, before.arbeidsprosent
        if low is not None and high is not None and low < high:
            yield Hint(
                "plan-rises",
                f"{_STEPS}/{after.id}/arbeidsprosent",
                (("before", str(high)), ("after", str(low))),
                about=f"{high} {low}",
            )


def reviewed(report: Report) -> Iterator[Hint]:
    """Every dated step has a day on which it is reviewed."""
    steps = [s for s in report.vei_tilbake.steg if s.fra_dato and not s.evaluerings_dato]
    if steps:
        place = f"{_STEPS}/{steps[0].id}/evalueringsDato"
        count = len(steps)
        yield Hint(
            "plan-review",
            place,
            (("count", str(count)),),
            about=",".join(step.id for step in steps),
            variant="one" if count == 1 else "many",
        )


def plan_b(report: Report) -> Iterator[Hint]:
    """The plan says what happens if a step is too much."""
    if report.vei_tilbake.steg and not report.vei_tilbake.hvis_det_ikke_gaar.strip():
        yield Hint("plan-b", "veiTilbake/hvisDetIkkeGaar")


def by_date(steps: tuple[Steg, ...]) -> list[Steg]:
    """Return the dated steps in the order of time."""
    return sorted((s for s in steps if s.fra_dato), key=lambda step: step.fra_dato or date.max)
