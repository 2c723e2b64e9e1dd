"""One finding where several layers marked: nothing that was marked is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.finding import Reason

_FIRM = frozenset({Label.NATIONAL_ID, Label.CONTACT})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span one layer marked; ``score`` between 0 and 1."""

    start: int
    end: int
    label: Label
    score: float
    reasons: tuple[Reason, ...] = ()


def resolve(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return sorted, disjoint candidates that together cover exactly what was covered.

    Overlapping ones become one span from the first start to the last end. Its label is that of
    the firmest: numbers and addresses before words, then the longest, then the highest score. Its
    score is the highest, its reasons are all of them.
    """
    groups: list[list[Candidate]] = []
    end = -1
    for candidate in sorted(candidates, key=lambda c: (c.start, c.end)):
        if candidate.start < end:
            groups[-1].append(candidate)
        else:
            groups.append([candidate])
        end = max(end, candidate.end)
    return tuple(_merged(group) for group in groups)


def _merged(group: list[Candidate]) -> Candidate:
    if len(group) == 1:
        return group[0]
    ranked = sorted(group, key=_firmness, reverse=True)
    reasons = tuple(dict.fromkeys(reason for c in ranked for reason in c.reasons))
    return Candidate(
        start=min(c.start for c in group),
        end=max(c.end for c in group),
        label=ranked[0].label,
        score=max(c.score for c in group),
        reasons=reasons,
    )


def _firmness(candidate: Candidate) -> tuple[bool, int, float, str]:
    length = candidate.end - candidate.start
    return candidate.label in _FIRM, length, candidate.score, candidate.label.value
