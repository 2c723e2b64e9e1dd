"""The copy as data: schema, integrity, approval, and that nothing undecided is in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import ValidationError

from redaction.normalise import fold
from report_tool.export.own_words import json_strings, surface_hash
from report_tool.export.verification import Check, check
from schemas.canonical import canonical_json, content_hash
from schemas.copy import RecipientCopy
from schemas.labels import Recipient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_tool.export.leak_gate import Detector


def checks(data: bytes, detector: Detector) -> tuple[Check, ...]:
    """Check one copy's JSON; without a valid schema the rest cannot be told and is left out."""
    copy = parse(data)
    if copy is None:
        return (check("schema", False),)
    return (
        check("schema", True),
        check("hash", _hash_fits(copy)),
        check("approval", _is_approved(copy)),
        check("need", _holds_only_what_is_needed(copy)),
        check("detection", _nothing_undecided(copy, detector)),
    )


def parse(data: bytes) -> RecipientCopy | None:
    """Return the copy, or nothing unless the data is the canonical JSON of a valid one."""
    try:
        copy = RecipientCopy.model_validate_json(data)
        return copy if canonical_json(copy) == data else None
    except (ValidationError, ValueError, RecursionError):
        return None


def _hash_fits(copy: RecipientCopy) -> bool:
    return copy.content_hash == content_hash(copy.model_copy(update={"content_hash": ""}))


def _is_approved(copy: RecipientCopy) -> bool:
    """A copy for others carries the employee's approval; a draft goes to the employee only."""
    if copy.recipient is Recipient.EMPLOYEE:
        return copy.draft or copy.approval is not None
    return copy.approval is not None and not copy.draft


def _holds_only_what_is_needed(copy: RecipientCopy) -> bool:
    """The national id stands in NAV's copy alone, and withheld details in the employee's."""
    own_id = not copy.parties.arbeidstaker.fnr or copy.recipient is Recipient.NAV
    return own_id and (not copy.withheld or copy.recipient is Recipient.EMPLOYEE)


def _nothing_undecided(copy: RecipientCopy, detector: Detector) -> bool:
    decided = {*copy.cleared, *(surface_hash(detail.surface) for detail in copy.withheld)}
    header = fold("\n".join(json_strings(copy.parties)))
    for text in _free_texts(copy):
        try:
            findings = detector.analyze(text, copy.parties.names(), str(copy.language))
        except Exception:
            return False
        for finding in findings:
            if surface_hash(finding.surface) in decided:
                continue
            if not re.search(rf"(?<!\w){re.escape(fold(finding.surface))}(?!\w)", header):
                return False
    return True


def _free_texts(copy: RecipientCopy) -> Iterator[str]:
    """Yield the texts of the report that people wrote; ids, dates and enum words are one word."""
    yield from (text for text in json_strings(copy.report) if text.strip())
