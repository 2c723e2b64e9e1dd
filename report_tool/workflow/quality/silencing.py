"""Putting a hint aside with a reason, and taking it up again.

The reason is the expert's own: it is part of no copy, voids no approval, and names no transition,
so that it is not in the audit trail either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.workflow.editing import refuse_closed
from schemas.hint import SilencedHint

if TYPE_CHECKING:
    from datetime import datetime

    from report_tool.workflow.quality.hint import Hint
    from schemas.case import Case


def is_silenced(case: Case, hint: Hint) -> bool:
    """Whether the hint was put aside, and is still about the same words."""
    return not hint.required and any(_fits(each, hint) for each in case.silenced_hints)


def silence(case: Case, hint: Hint, reason: str, now: datetime) -> Case:
    """Put a hint aside.

    Raises:
        CaseClosedError: if the case is closed.
        ValueError: if the hint tells of required content, or there is no reason.
    """
    refuse_closed(case)
    if hint.required:
        raise ValueError("required content cannot be put aside")
    if not reason.strip():
        raise ValueError("a reason is needed")
    kept = SilencedHint(
        rule=hint.rule,
        place=hint.place,
        about=hint.about_hash,
        reason=reason,
        silenced_at=now,
    )
    others = tuple(each for each in case.silenced_hints if not _fits(each, hint))
    return case.model_copy(update={"silenced_hints": (*others, kept)})


def restore(case: Case, hint: Hint) -> Case:
    """Take a hint up again; one that was never put aside changes nothing.

    Raises:
        CaseClosedError: if the case is closed.
    """
    refuse_closed(case)
    others = tuple(each for each in case.silenced_hints if not _fits(each, hint))
    return (
        case
        if others == case.silenced_hints
        else case.model_copy(update={"silenced_hints": others})
    )


def _fits(silenced: SilencedHint, hint: Hint) -> bool:
    return (silenced.rule, silenced.place, silenced.about) == (
        hint.rule,
        hint.place,
        hint.about_hash,
    )
