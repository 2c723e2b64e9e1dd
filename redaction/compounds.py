"""Compounds by their last part: ``vinterdepresjon`` is a depression."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from redaction.lexicon import lexicon
from redaction.morphology import heads, stems
from redaction.wordlist import common_words
from schemas.labels import Label

_SHORTEST = 7
_SHORTEST_TERM = 6
_MEDICAL = frozenset(
    {Label.DIAGNOSIS, Label.SYMPTOM, Label.MEDICATION, Label.REPRODUCTIVE, Label.TREATMENT}
)


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound's label, its last part, and whether the first part is a body part or the like."""

    label: Label
    head: str
    bound: bool


@lru_cache(maxsize=65536)
def analyse(word: str) -> Compound | None:
    """Return what a folded word's last part makes of it, or ``None``."""
    if len(word) < _SHORTEST:
        return None
    known = heads()
    terms = lexicon().words
    for cut in range(2, len(word) - 2):
        tail = word[cut:]
        first = word[:cut].rstrip("-")
        options = known.get(tail)
        if options is not None:
            for option in options:
                if _fits(first, option.mode):
                    return Compound(option.label, tail, _is_bound(first))
        elif len(tail) >= _SHORTEST_TERM:
            term = terms.get(tail)
            if term is not None and term.sure and term.label in _MEDICAL and _fits(first, "any"):
                return Compound(term.label, term.lemma, _is_bound(first))
    return None


def _fits(first: str, mode: str) -> bool:
    bare = _without_link(first)
    if bare & stems("blocked"):
        return False
    if mode == "any":
        return len(first) > 2 and _is_word(first, bare)
    if bare & stems("body"):
        return True
    return mode == "mind" and bool(bare & stems("mind"))


def _is_word(first: str, bare: frozenset[str]) -> bool:
    if "-" in first or bare & stems("body") or bare & stems("mind"):
        return True
    return bool(bare & common_words())


def _is_bound(first: str) -> bool:
    bare = _without_link(first)
    return bool(bare & stems("body") or bare & stems("mind"))


def _without_link(first: str) -> frozenset[str]:
    bare = {first, first.split("-")[-1]}
    bare |= {part[:-1] for part in tuple(bare) if part.endswith(("s", "e"))}
    return frozenset(bare)
