"""Putting a wording into the sentence it replaces a detail in, so that little is left to mend.

A wording is a predicate (*trenger korte pauser*), a clause with a subject of its own
(*arbeidskapasiteten varierer*), or a noun phrase. A predicate takes the place of the verb that
carries the detail; where none can be told, the detail becomes its neutral phrase and the wording a
sentence after it. Nothing is dropped but the detail, its verb, and small words between them.
"""

from __future__ import annotations

import re

from redaction.phrases.bank import load
from redaction.phrases.neutral import phrase
from redaction.phrases.slots import (
    Slot,
    about,
    carrier,
    clause_start,
    ends_there,
    is_subject,
    listed,
    without_aside,
    words_in,
)

_END = re.compile(r"[.!?…]\s*$")


def fitted(slot: Slot, wording: str) -> str:
    """Return the sentence with the wording in place of the detail, capital and stop in order."""
    kind = _kind(wording)
    if kind == "predicate":
        new = _with_predicate(slot, wording)
    elif kind == "clause":
        new = _with_clause(slot, wording)
    else:
        new = _with_noun(slot, wording)
    return _capitalised(new if new is not None else _with_own_sentence(slot, wording, kind))


def _with_predicate(slot: Slot, wording: str) -> str | None:
    verb = carrier(slot)
    if verb is None or not ends_there(slot.after):
        return None
    head, _, rest = wording.partition(" ")
    lead = slot.sentence[: verb.start()]
    previous = words_in(lead)
    clause = [each.group().casefold() for each in words_in(lead[clause_start(lead) :])]
    following = words_in(slot.sentence[verb.end() : slot.start])
    subject = following[0].group() if following and is_subject(following[0].group()) else ""
    if subject and clause:
        return f"{lead}{head} {subject} {rest}{slot.after}"
    if not previous or not clause:
        return None
    last = clause[-1]
    if not (is_subject(previous[-1].group()) or last in listed("same_subject")):
        return None
    negation, _, others = rest.partition(" ")
    if set(clause) & listed("subordinators") and negation in listed("not"):
        return f"{lead}{negation} {head} {others}{slot.after}"
    return f"{lead}{wording}{slot.after}"


def _with_clause(slot: Slot, wording: str) -> str | None:
    """Put the clause in place of subject, verb and detail, where they stand in this order."""
    verb = carrier(slot)
    if verb is None or not ends_there(slot.after):
        return None
    lead = slot.sentence[: verb.start()]
    previous = words_in(lead)
    if not previous or not is_subject(previous[-1].group()):
        return None
    start = previous[-1].start()
    if len(previous) > 1 and previous[-2].group().casefold() in {"den", "denne"}:
        start = previous[-2].start()
    opening = [each.group().casefold() for each in words_in(lead[:start])]
    if opening and opening[-1] not in listed("subordinators") | {"og", "men"}:
        return None
    return f"{lead[:start]}{wording}{slot.after}"


def _with_noun(slot: Slot, wording: str) -> str:
    """Put a noun phrase in place; an article goes, and "er" before an adjective becomes "har".

    A name that only explains a role ("styreren Kari", "legen hennes, Per Li,") goes with nothing
    in its place.
    """
    before = slot.before
    without = without_aside(slot)
    if slot.label.value == "PERSON" and without is not None:
        return without
    words = words_in(before)
    if (
        words
        and words[-1].group().casefold() in listed("articles")
        and not _starts_singular(wording)
    ):
        before = before[: words[-1].start()]
        words = words[:-1]
    have = load("fit.toml")["have"]
    if words and before[words[-1].end() :].isspace():
        word = words[-1].group().casefold()
        subject = words[-2].group() if len(words) > 1 else ""
        if word in have and is_subject(subject):
            before = before[: words[-1].start()] + have[word] + before[words[-1].end() :]
    first = words_in(slot.sentence[slot.start : slot.end])
    if first and first[0].group().casefold() in listed("verbs"):
        wording = f"har {wording}"
    return f"{before}{wording}{slot.after}"


def _with_own_sentence(slot: Slot, wording: str, kind: str) -> str:
    """Say the detail neutrally, and the wording in a sentence of its own after it."""
    subject = f"{about(slot)} " if kind == "predicate" else ""
    added = f"{_capitalised(subject + wording)}."
    if not words_in(slot.before + slot.after):
        return added
    surface = slot.sentence[slot.start : slot.end]
    neutral = phrase(slot.label, slot.lang, surface, slot.before, slot.after)
    first = without_aside(slot) or f"{slot.before}{neutral}{slot.after}".rstrip()
    return f"{first}{'' if _END.search(first) else '.'} {added}"


def _kind(wording: str) -> str:
    words = [each.group().casefold() for each in words_in(wording)]
    place = next((n for n, word in enumerate(words) if word in listed("verbs")), None)
    if place is None or "som" in words[:place]:
        return "noun"
    return "clause" if place else "predicate"


def _starts_singular(wording: str) -> bool:
    return wording.split(" ", 1)[0].casefold() in listed("articles")


def _capitalised(text: str) -> str:
    place = next((n for n, letter in enumerate(text) if letter.isalpha()), 0)
    return text[:place] + text[place : place + 1].upper() + text[place + 1 :]
