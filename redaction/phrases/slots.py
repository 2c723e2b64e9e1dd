"""The place of a detail in its sentence: its clause, the verb that carries it, who it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from redaction.phrases.bank import load

if TYPE_CHECKING:
    from schemas.labels import Label

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BREAK = re.compile(r"[,;:.!?–—()\n]")
_ROLE = re.compile(r"[^\W\d_]{3,}(?:gaen|leder|leiar|eren|aren|legen|læreren)[ ]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """A detail in its sentence; offsets count in the sentence."""

    sentence: str
    start: int
    end: int
    label: Label
    lang: str

    @property
    def before(self) -> str:
        """What stands before the detail."""
        return self.sentence[: self.start]

    @property
    def after(self) -> str:
        """What stands after it."""
        return self.sentence[self.end :]


def carrier(slot: Slot) -> re.Match[str] | None:
    """Return the verb that carries the detail: in it, or before it with small words between."""
    inside = words_in(slot.sentence, slot.start, slot.end)
    if inside and inside[0].group().casefold() in listed("verbs"):
        return inside[0]
    clause = clause_start(slot.before)
    for word in reversed(words_in(slot.sentence, clause, slot.start)):
        name = word.group().casefold()
        if name in listed("verbs"):
            return word
        if name not in listed("carriers") and not is_subject(word.group()):
            return None
    return None


def ends_there(after: str) -> bool:
    """Whether the detail's clause ends with it, so that what follows fits any other one."""
    following = words_in(_BREAK.split(after, maxsplit=1)[0])
    names = [word.group().casefold() for word in following[:2]]
    if not names or names in (["nå"], ["no"]) or names[0] in listed("clauses"):
        return True
    if names[0] not in listed("same_subject") or len(following) < 2:
        return False
    return names[1] in listed("verbs") or is_subject(following[1].group())


def without_aside(slot: Slot) -> str | None:
    """Return the sentence without a detail that stands between commas, or a name after a role."""
    between = slot.before.rstrip().endswith(",") and slot.after.lstrip().startswith(",")
    if between and slot.label.value in listed("asides"):
        return slot.before.rstrip().removesuffix(",") + slot.after.lstrip()[1:]
    if slot.label.value == "PERSON" and _ROLE.search(slot.before):
        return slot.before.rstrip() + slot.after
    return None


def clause_start(text: str) -> int:
    """Return where the last clause of a text begins."""
    return max((match.end() for match in _BREAK.finditer(text)), default=0)


def is_subject(word: str) -> bool:
    """Whether a word may be who the sentence is about: a pronoun, a role or a name."""
    known = word.casefold() in listed("pronouns") | listed("people")
    return known or (word[:1].isupper() and word.casefold() not in listed("not_names"))


def about(slot: Slot) -> str:
    """Return who the sentence is about: its pronoun, or the employee."""
    for word in words_in(slot.sentence):
        if word.group().casefold() in listed("pronouns"):
            return word.group().capitalize()
    return str(load("fit.toml")["employee"]["nn" if slot.lang == "nn" else "nb"])


def words_in(text: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    """Return the words of a text between two offsets."""
    return list(_WORD.finditer(text, start, len(text) if end is None else end))


@cache
def listed(name: str) -> frozenset[str]:
    """Return one list of ``fit.toml``."""
    return frozenset(load("fit.toml")[name])
