"""The words a recipient must not meet anywhere in a file, and places where they still stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redaction.normalise import fold
from report_tool.errors import ConflictingDecisionsError
from report_tool.workflow.anchors import find_anchor, is_unchecked
from report_tool.workflow.decisions import has_consent, is_withheld
from report_tool.workflow.fields import text_fields
from report_tool.workflow.masked import MaskedField, Spot, masked_fields
from report_tool.workflow.naming import field_name
from report_tool.workflow.need import left_out, parties_for, printed_values
from schemas.decision import DecisionKind
from schemas.labels import Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from schemas.case import Case
    from schemas.finding import FieldFinding

PARTIES = "parties"
"""Stands for the header where a conflict names the place that withholds."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same words withheld in one field and shown in another; the words are not told."""

    withheld: str
    shown: str


def withheld_strings(
    case: Case, findings: Sequence[FieldFinding], recipient: Recipient
) -> tuple[str, ...]:
    """Return every string that must not be in the recipient's file, for the leak gate.

    These are the surfaces withheld from them, the surfaces that were rewritten away, and the
    identifiers they do not need. Left out are words that the recipient's header prints by need,
    and rewritten words that are shown elsewhere by a decision. A field that was not checked is
    replaced as a whole and adds no string.
    """
    return tuple(dict.fromkeys(surface for surface, _ in _withheld(case, findings, recipient)))


def conflicts(
    case: Case, findings: Sequence[FieldFinding], recipient: Recipient
) -> tuple[Conflict, ...]:
    """Return where words withheld from the recipient would still be shown to them."""
    fields = masked_fields(case, findings, recipient)
    telling = set(telling_phrases(fields, withheld_strings(case, findings, recipient)))
    if telling:
        fields = masked_fields(case, findings, recipient, telling)
    return _conflicts(fields, _withheld(case, findings, recipient))


def refuse_conflicts(
    case: Case,
    findings: Sequence[FieldFinding],
    recipient: Recipient,
    fields: Iterable[MaskedField],
) -> None:
    """Refuse masked texts in which withheld words still stand.

    Raises:
        ConflictingDecisionsError: naming the two fields of the first conflict.
    """
    found = _conflicts(fields, _withheld(case, findings, recipient))
    if found:
        raise ConflictingDecisionsError(
            withheld=field_name(found[0].withheld), shown=field_name(found[0].shown)
        )


def telling_phrases(fields: Iterable[MaskedField], withheld: Sequence[str]) -> Iterator[Spot]:
    """Yield the neutral phrases that happen to hold a word withheld somewhere."""
    words = [fold(surface) for surface in withheld]
    for field in fields:
        for phrase in field.replaced:
            text = fold(field.text[phrase.start : phrase.end])
            if not phrase.by_hand and any(stands_in(each, text) for each in words):
                yield phrase.spot


def _conflicts(
    fields: Iterable[MaskedField], withheld: Iterable[tuple[str, str]]
) -> tuple[Conflict, ...]:
    texts = [(field.path, fold(field.text)) for field in fields]
    return tuple(
        dict.fromkeys(
            Conflict(origin, path)
            for words, origin in dict.fromkeys(
                (fold(surface), place) for surface, place in withheld
            )
            for path, text in texts
            if stands_in(words, text)
        )
    )


def _withheld(
    case: Case, findings: Sequence[FieldFinding], recipient: Recipient
) -> Iterator[tuple[str, str]]:
    """Yield each withheld string with the field that withholds it."""
    if recipient is Recipient.EMPLOYEE:
        written = fold(" \n ".join(field.text for field in text_fields(case.report)))
        allowed = [written]
        candidates: list[tuple[str, str]] = []
    else:
        visible = [f.finding.surface for f in findings if not is_withheld(case, f, recipient)]
        allowed = [fold(surface) for surface in visible]
        candidates = [*_from_findings(case, findings, recipient), *_from_decisions(case, recipient)]
    header = [fold(value) for value in printed_values(parties_for(case.parties, recipient))]
    unspaced = {_unspaced(value) for value in header}
    for surface, field in candidates:
        is_printed = any(stands_in(fold(surface), value) for value in header)
        if fold(surface) and not is_printed and _unspaced(surface) not in unspaced:
            yield surface, field
    softer = [
        *_rewritten(case, recipient),
        *(
            (spelling, PARTIES)
            for spelling in left_out(case.parties, recipient)
            if not any(_unspaced(spelling) in _unspaced(value) for value in allowed)
        ),
    ]
    for surface, field in softer:
        if fold(surface) and not any(stands_in(fold(surface), v) for v in [*header, *allowed]):
            yield surface, field


def _unspaced(value: str) -> str:
    """Return an identifier as it is whatever its grouping."""
    return "".join(fold(value).split())


def _from_findings(
    case: Case, findings: Sequence[FieldFinding], recipient: Recipient
) -> Iterator[tuple[str, str]]:
    for found in findings:
        if not is_unchecked(found) and is_withheld(case, found, recipient):
            yield found.finding.surface, found.field


def _from_decisions(case: Case, recipient: Recipient) -> Iterator[tuple[str, str]]:
    """Withheld words that a larger finding covers are withheld all the same."""
    texts = {field.path: field.text for field in text_fields(case.report)}
    for decision in case.decisions:
        anchor = decision.anchor
        hides = decision.kind is DecisionKind.WITHHOLD or (
            decision.kind is DecisionKind.SHARE and not has_consent(case, decision, recipient)
        )
        if hides and anchor.field in texts and find_anchor(texts[anchor.field], anchor):
            yield anchor.surface, anchor.field


def _rewritten(case: Case, recipient: Recipient) -> Iterator[tuple[str, str]]:
    if recipient is not Recipient.EMPLOYEE:
        for decision in case.decisions:
            if decision.kind is DecisionKind.REWRITE:
                yield decision.anchor.surface, decision.anchor.field


def stands_in(words: str, text: str) -> bool:
    """Say whether the folded words stand in the folded text as whole words."""
    if not words or words not in text:
        return False
    return re.search(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", text) is not None
