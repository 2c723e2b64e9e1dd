"""The masked text, checked once more: nothing undecided is left, and no phrase of ours misleads.

A neutral phrase tells nothing, but a detector may suspect it in its new surroundings, and it may
happen to be a word that is withheld elsewhere. Where it stands in the way, the last resort
``[utelatt]`` takes its place. Words that the expert chose are judged like any other text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redaction.normalise import fold
from report_tool.errors import DetectionFailedError, UndecidedLeftError
from report_tool.workflow.anchors import is_unchecked
from report_tool.workflow.detection import Detector, locate_masked
from report_tool.workflow.masked import MaskedField, Spot, masked_fields
from report_tool.workflow.naming import field_name
from report_tool.workflow.need import parties_for, printed_values
from report_tool.workflow.withheld import (
    refuse_conflicts,
    telling_phrases,
    withheld_strings,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from schemas.case import Case
    from schemas.finding import FieldFinding
    from schemas.labels import Recipient


@dataclass(frozen=True, slots=True)
class Settled:
    """Masked fields that passed, and the surfaces in them that a detector may still mark."""

    fields: tuple[MaskedField, ...]
    cleared: tuple[str, ...]


def settled(
    case: Case, findings: Sequence[FieldFinding], recipient: Recipient, detector: Detector
) -> Settled:
    """Mask the report for the recipient and check the result.

    Raises:
        ConflictingDecisionsError: if withheld words would still be shown.
        DetectionFailedError: if a masked text could not be checked.
        UndecidedLeftError: naming the field, if anything is found that the recipient may not see.
    """
    withheld = withheld_strings(case, findings, recipient)
    omitted: set[Spot] = set()
    while True:
        fields = masked_fields(case, findings, recipient, omitted)
        left = tuple(_left(case, fields, detector))
        troubling = {*_suspected(fields, left), *telling_phrases(fields, withheld)} - omitted
        if not troubling:
            break
        omitted |= troubling
    refuse_conflicts(case, findings, recipient, fields)
    header = fold(" \n ".join(printed_values(parties_for(case.parties, recipient))))
    cleared = [field.text[start:end] for field in fields for start, end in field.shown]
    for field, found in left:
        surface = found.finding.surface
        if _is_covered(field, found):
            cleared.append(surface)
        elif fold(surface) not in header:
            raise UndecidedLeftError(field=field_name(field.path))
    return Settled(fields, tuple(cleared))


def _left(
    case: Case, fields: Sequence[MaskedField], detector: Detector
) -> Iterator[tuple[MaskedField, FieldFinding]]:
    for field in fields:
        for found in locate_masked(case, field.path, field.text, detector):
            if is_unchecked(found):
                raise DetectionFailedError()
            yield field, found


def _suspected(
    fields: Sequence[MaskedField], left: Sequence[tuple[MaskedField, FieldFinding]]
) -> Iterator[Spot]:
    """Phrases of ours that what is left touches."""
    for field, found in left:
        for phrase in field.replaced:
            touches = phrase.start < found.finding.end and found.finding.start < phrase.end
            if touches and not phrase.by_hand:
                yield phrase.spot


def _is_covered(field: MaskedField, found: FieldFinding) -> bool:
    """Say whether every letter found belongs to a detail that is shown or a phrase of ours."""
    ours = ((phrase.start, phrase.end) for phrase in field.replaced if not phrase.by_hand)
    known = [*field.shown, *ours]
    return all(
        not field.text[i].isalnum() or any(start <= i < end for start, end in known)
        for i in range(found.finding.start, found.finding.end)
    )
