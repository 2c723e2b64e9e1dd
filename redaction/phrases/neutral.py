"""Choosing the neutral phrase that fits the place of what is withheld."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from redaction.lexicon import lexicon
from redaction.normalise import fold
from redaction.phrases.bank import load

if TYPE_CHECKING:
    from schemas.labels import Label

_SHORTEST_DEFINITE = 5
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\s*(?:[-–•*]\s+)?|^\s*(?:[-–•*]\s+))$")
_PAST = re.compile(r"(?:te|de|falt|fekk|fikk|gret|gråt|sov|drakk|slo)$")
_PARTICIPLE = re.compile(r"(?:ert|let|lagt|ått|vist|prøvd|satt|sett|gt|dd)(?:e|a)?$")


def phrase(label: Label, lang: str, surface: str, before: str, after: str) -> str:
    """Return the neutral phrase for a label in the slot between ``before`` and ``after``."""
    bank = load("neutral.toml")
    standard = "nn" if lang == "nn" else "nb"
    slots = bank[standard].get(label.value)
    if slots is None:
        return str(bank[standard]["omitted"])
    chosen = str(slots.get(_slot(surface, before, after, slots), slots["noun"]))
    starts = not before.strip() or bool(_SENTENCE_START.search(before[-40:]))
    if starts and not chosen.startswith("["):
        return chosen[0].upper() + chosen[1:]
    return chosen


def _slot(surface: str, before: str, after: str, slots: dict[str, str]) -> str:
    bank = load("neutral.toml")["words"]
    previous = [fold(word) for word in _WORD.findall(before[-60:])][-3:]
    last = previous[-1] if previous else ""
    following = _WORD.findall(after[:40])
    next_word = fold(following[0]) if following else ""
    words = [fold(word) for word in _WORD.findall(surface)]
    first = words[0] if words else ""
    if first in bank["present"] or first in bank["past"]:
        return "present" if first in bank["present"] else "past"
    if last == "å" and "infinitive" in slots:
        return "infinitive"
    if last in bank["pronoun"] and len(words) > 1 and "past" in slots and _PAST.search(first):
        return "past"
    if last in bank["be"] and previous[-2:-1] and previous[-2] in bank["it"]:
        return "noun"
    if last in bank["be"] and "adjective" in slots:
        is_verb = len(words) <= 3 and _PARTICIPLE.search(words[-1] if words else "")
        return "participle" if is_verb and "participle" in slots else "adjective"
    if last in bank["have"] and words and _PARTICIPLE.search(words[0]) and "participle" in slots:
        return "participle"
    if last in bank["article"] and "bare_singular" in slots:
        return "bare_singular" if last != "et" and last != "eit" else "bare_neuter"
    if last in bank["demonstrative"]:
        return "definite"
    if last in bank["possessive"]:
        return "bare_singular"
    if next_word in bank["possessive"] or _is_definite(words):
        return "definite"
    return "noun"


def _is_definite(words: list[str]) -> bool:
    if not words or len(words[0]) < _SHORTEST_DEFINITE:
        return False
    term = lexicon().words.get(words[0])
    if term is not None and fold(term.lemma) == words[0]:
        return False
    return words[0].endswith(("en", "a", "et", "ene", "ane"))
