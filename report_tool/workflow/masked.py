"""One recipient's text: what is withheld replaced, what is shown kept track of, checked again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redaction.masking import mask, neutral_phrase
from redaction.normalise import fold
from report_tool.errors import DetectionFailedError, UndecidedLeftError
from report_tool.workflow.decisions import decision_for, is_withheld
from report_tool.workflow.detection import Detector, locate_masked
from report_tool.workflow.fields import text_fields, with_text
from report_tool.workflow.naming import field_name
from schemas.labels import Label, Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from schemas.case import Case
    from schemas.finding import FieldFinding
    from schemas.report import Report


@dataclass(frozen=True, slots=True)
class MaskedField:
    """A field as the recipient reads it; ``shown`` are the spans of details they may see."""

    path: str
    text: str
    shown: tuple[tuple[int, int], ...]
    omissions: int


def masked_fields(
    case: Case, findings: Sequence[FieldFinding], recipient: Recipient
) -> tuple[MaskedField, ...]:
    """Return every text field with what is withheld from the recipient replaced."""
    return tuple(
        _masked(
            case, field.path, field.text, [f for f in findings if f.field == field.path], recipient
        )
        for field in text_fields(case.report)
    )


def masked_report(report: Report, fields: Iterable[MaskedField]) -> Report:
    """Return the report with the masked texts in place."""
    for field in fields:
        report = with_text(report, field.path, field.text)
    return report


def checked_again(
    case: Case, fields: Iterable[MaskedField], detector: Detector, printed: Iterable[str]
) -> tuple[str, ...]:
    """Run detection on the masked texts; all it finds must be something the recipient may see.

    Returns:
        The surfaces of the details that stand in the copy by a decision.

    Raises:
        DetectionFailedError: if a masked text could not be checked.
        UndecidedLeftError: naming the field, if anything else is found.
    """
    header = fold(" \n ".join(printed))
    cleared: list[str] = []
    for field in fields:
        cleared += [field.text[start:end] for start, end in field.shown]
        for found in locate_masked(case, field.path, field.text, detector):
            if found.finding.label is Label.UNCHECKED:
                raise DetectionFailedError()
            surface = found.finding.surface
            if _is_covered(field, found):
                cleared.append(surface)
            elif fold(surface) not in header:
                raise UndecidedLeftError(field=field_name(field.path))
    return tuple(cleared)


def _masked(
    case: Case, path: str, text: str, findings: Sequence[FieldFinding], recipient: Recipient
) -> MaskedField:
    replacements: list[tuple[int, int, str]] = []
    shown: list[tuple[int, int]] = []
    shift = 0
    for found in sorted(findings, key=lambda f: f.finding.start):
        start, end = found.finding.start, found.finding.end
        if not is_withheld(case, found, recipient):
            shown.append((start + shift, end + shift))
            continue
        neutral = neutral_words(case, text, found)
        replacements.append((start, end, neutral))
        shift += len(neutral) - (end - start)
    return MaskedField(path, mask(text, replacements), tuple(shown), len(replacements))


def neutral_words(case: Case, text: str, found: FieldFinding) -> str:
    """Return what is printed instead of a withheld detail in its field's ``text``."""
    decision = decision_for(case, found)
    if decision is not None and decision.neutral.strip():
        return decision.neutral
    finding = found.finding
    return neutral_phrase(
        finding.label,
        case.report.language.value,
        finding.surface,
        text[: finding.start],
        text[finding.end :],
    )


def _is_covered(field: MaskedField, found: FieldFinding) -> bool:
    return all(
        field.text[i].isspace() or any(start <= i < end for start, end in field.shown)
        for i in range(found.finding.start, found.finding.end)
    )
