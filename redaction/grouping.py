"""How far a detail reaches: its degree before, its place in the body and its dose after."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from redaction.morphology import body_parts, grammar
from schemas.labels import Label

if TYPE_CHECKING:
    from redaction.reading import Reading

_PLACED = frozenset({Label.DIAGNOSIS, Label.SYMPTOM, Label.TREATMENT})
_GRADED = frozenset({Label.DIAGNOSIS, Label.SYMPTOM})
_LONGEST_PLACE = 6
_DOSE = re.compile(
    r" ?\d+(?:[.,/x-]\d+)* ?(?:mg|mikrogram|µg|mcg|g|ml|IE|E|stk|tabl(?:etter|\.)?)?"
    r"(?:/(?:døgn|dag|ml|t))?(?: ?[x×] ?\d(?:/d(?:ag|øgn)?)?)?(?![\w%])"
)
_UNIT = re.compile(r"mg|mikrogram|µg|mcg|ml|IE|stk|tabl|[x×]", re.IGNORECASE)


def widen(reading: Reading, first: int, last: int, label: Label) -> tuple[int, int]:
    """Return the character span of words ``first`` to ``last`` with what belongs to them."""
    if label in _GRADED:
        while first > 0 and reading.adjacent[first - 1]:
            if reading.folds[first - 1] not in grammar("degree"):
                break
            first -= 1
    if label in _PLACED:
        last = place_after(reading, last) or last
    end = reading.ends[last]
    if label is Label.MEDICATION:
        dose = _DOSE.match(reading.text, end)
        if dose is not None and _UNIT.search(dose.group()):
            end = dose.end()
    return reading.starts[first], end


def place_after(reading: Reading, last: int) -> int | None:
    """Return the last word of a place in the body that follows a word, or ``None``.

    A place is one or two prepositions, determiners and sides, and a body part (or several joined
    by ``og``): ``i høyre skulder``, ``nedover hele venstre arm``, ``i nakke og skuldre``.
    """
    at = last + 1
    prepositions = 0
    found: int | None = None
    limit = min(len(reading.folds), last + 1 + _LONGEST_PLACE)
    while at < limit and reading.adjacent[at - 1]:
        word = reading.folds[at]
        if word in body_parts() and prepositions:
            found = _joined(reading, at)
            break
        if word in grammar("preposition"):
            prepositions += 1
        elif word not in grammar("determiner") and word not in grammar("side"):
            break
        at += 1
    return found


def _joined(reading: Reading, at: int) -> int:
    while at + 2 < len(reading.folds) and reading.adjacent[at]:
        following = reading.folds[at + 1]
        if following in {"og", "eller"} and reading.adjacent[at + 1]:
            step = 2
            if reading.folds[at + 2] in grammar("side") and reading.adjacent[at + 2]:
                step = 3
            if at + step < len(reading.folds) and reading.folds[at + step] in body_parts():
                at += step
                continue
        break
    return at
