"""Later mentions: a person once named in full is found again by first name or surname alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from redaction.normalise import fold
from redaction.overlap import Candidate
from redaction.wordlist import common_words
from schemas.finding import Reason
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHORTEST = 3
_SCORE = 0.8
_WHY = Reason(
    detector="echo",
    rule="name",
    text="Samme navn er funnet som navn på en person ellers i teksten.",
)


def name_echoes(
    text: str, found: Iterable[Candidate], parties: Sequence[str]
) -> tuple[Candidate, ...]:
    """Return uncovered mentions of parts of the persons' names that ``found`` holds.

    Only names of two words or more are echoed, and only by parts that are neither a party's name
    nor an everyday word. ``found`` must be sorted and disjoint, with offsets into ``text``.
    """
    known = list(found)
    own = {part for name in parties for part in fold(name).split()}
    parts = {
        part for c in known if c.label is Label.PERSON for part in _parts(text[c.start : c.end])
    }
    wanted = sorted(p for p in parts if fold(p) not in own and fold(p) not in common_words())
    if not wanted:
        return ()
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, wanted))})s?(?![\w-])")
    echoes: list[Candidate] = []
    at = 0
    for match in pattern.finditer(text):
        while at < len(known) and known[at].end <= match.start():
            at += 1
        if at == len(known) or known[at].start >= match.end():
            echoes.append(Candidate(match.start(), match.end(), Label.PERSON, _SCORE, (_WHY,)))
    return tuple(echoes)


def _parts(name: str) -> list[str]:
    parts = [part.strip(".,") for part in name.split()]
    if len(parts) < 2:
        return []
    return [part for part in parts if len(part) >= _SHORTEST and part[0].isupper()]
