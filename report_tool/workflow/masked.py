"""One recipient's text: what is withheld replaced, what is shown kept track of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redaction.masking import mask, neutral_phrase
from report_tool.workflow.decisions import decision_for, is_withheld
from report_tool.workflow.fields import TextField, text_fields, with_text
from schemas.labels import Label, Recipient

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from schemas.case import Case
    from schemas.finding import FieldFinding
    from schemas.report import Report


Spot = tuple[str, int]
"""A detail by its field's path and its offset in the original text."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words in place of a withheld detail, at their offsets in the masked text.

    ``spot`` is the detail; ``by_hand`` tells that the expert chose the words.
    """

    start: int
    end: int
    spot: Spot
    by_hand: bool


@dataclass(frozen=True, slots=True)
class MaskedField:
    """A field as the recipient reads it; ``shown`` are the spans of details they may see."""

    path: str
    text: str
    shown: tuple[tuple[int, int], ...]
    replaced: tuple[Replacement, ...]


def masked_fields(
    case: Case,
    findings: Sequence[FieldFinding],
    recipient: Recipient,
    omitted: Collection[Spot] = (),
) -> tuple[MaskedField, ...]:
    """Return every text field with what is withheld from the recipient replaced.

    The details at ``omitted`` get the last resort, ``[utelatt]``, instead of a neutral phrase.
    """
    return tuple(
        _masked(case, field, [f for f in findings if f.field == field.path], recipient, omitted)
        for field in text_fields(case.report)
    )


def masked_report(report: Report, fields: Iterable[MaskedField]) -> Report:
    """Return the report with the masked texts in place."""
    for field in fields:
        report = with_text(report, field.path, field.text)
    return report


def _masked(
    case: Case,
    field: TextField,
    findings: Sequence[FieldFinding],
    recipient: Recipient,
    omitted: Collection[Spot],
) -> MaskedField:
    edits: list[tuple[int, int, str]] = []
    shown: list[tuple[int, int]] = []
    replaced: list[Replacement] = []
    shift = 0
    for found in sorted(findings, key=lambda f: f.finding.start):
        start, end = found.finding.start, found.finding.end
        if not is_withheld(case, found, recipient):
            shown.append((start + shift, end + shift))
            continue
        spot = (field.path, start)
        own = _chosen_by_hand(case, found)
        words = neutral_words(case, field.text, found)
        if spot in omitted and not own:
            words = neutral_phrase(Label.UNCHECKED, case.report.language.value)
        edits.append((start, end, words))
        first = start + shift
        replaced.append(Replacement(first, first + len(words), spot, by_hand=bool(own)))
        shift += len(words) - (end - start)
    return MaskedField(field.path, mask(field.text, edits), tuple(shown), tuple(replaced))


def neutral_words(case: Case, text: str, found: FieldFinding) -> str:
    """Return what is printed instead of a withheld detail in its field's ``text``."""
    finding = found.finding
    return _chosen_by_hand(case, found) or neutral_phrase(
        finding.label,
        case.report.language.value,
        finding.surface,
        text[: finding.start],
        text[finding.end :],
    )


def _chosen_by_hand(case: Case, found: FieldFinding) -> str:
    decision = decision_for(case, found)
    return decision.neutral if decision is not None and decision.neutral.strip() else ""
