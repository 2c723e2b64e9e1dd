"""What the employee's review page shows, as data: one set of texts, three ways to read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.copy import RecipientCopy
    from schemas.decision import DecisionKind
    from schemas.labels import Label, Recipient
    from schemas.report import Report


@dataclass(frozen=True, slots=True)
class Detail:
    """A decided detail that the employee answers once, wherever it stands.

    ``words`` and ``sentence`` are as they stand in the report; ``before`` is the sentence that a
    rewrite replaced. Details with equal words have the same ``key``: whoever removes one removes
    all. ``section`` is where it stands first.
    """

    decisions: tuple[str, ...]
    kind: DecisionKind
    label: Label
    words: str
    sentence: str
    section: str
    key: int
    before: str = ""
    reason: str = ""
    share_with: tuple[Recipient, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a field's text that belongs to a detail, and what others read there."""

    field: str
    start: int
    end: int
    detail: int
    neutral: str


@dataclass(frozen=True, slots=True)
class ReviewContent:
    """Everything in the page. ``copies`` hold each recipient's header; ``new`` are fresh spans."""

    case_id: str
    review_hash: str
    reply_key: str
    report: Report
    copies: Mapping[Recipient, RecipientCopy]
    details: tuple[Detail, ...]
    spots: tuple[Spot, ...]
    new: tuple[tuple[str, int, int], ...]
