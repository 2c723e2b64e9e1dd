"""All advice about a case at once: what is missing, the rules' hints, sentences to read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report_tool.workflow.detection import locate_field
from report_tool.workflow.fields import text_fields
from report_tool.workflow.quality import all_hints, in_print_order, is_silenced, lacking
from report_tool.workflow.second_look import second_look

if TYPE_CHECKING:
    from report_tool.workflow.completeness import Missing
    from report_tool.workflow.detection import Detector
    from report_tool.workflow.quality import Hint
    from schemas.case import Case
    from schemas.finding import FieldFinding


@dataclass(frozen=True, slots=True)
class Advice:
    """What is missing, the hints that stand, and how many were put aside."""

    missing: tuple[Missing, ...]
    hints: tuple[Hint, ...]
    silenced: int


def advise(case: Case, detector: Detector) -> Advice:
    """Return the advice for a case, every text of it checked by the detector."""
    found: list[FieldFinding] = []
    doubts: list[Hint] = []
    for field in text_fields(case.report):
        located = locate_field(case, field.path, field.text, detector)
        found += located
        doubts += second_look(case, field.path, field.text, located, detector)
    hints = in_print_order([*all_hints(case, found), *doubts])
    standing = tuple(hint for hint in hints if not is_silenced(case, hint))
    return Advice(lacking(case.report), standing, len(hints) - len(standing))
