"""What stands around a term, as named signs: whose it is, and whether it is work."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from redaction.morphology import cues
from redaction.words import words

if TYPE_CHECKING:
    from redaction.reading import Reading

_HEADER = re.compile(r"^[^\n:]{2,30}:", re.MULTILINE)
_COUNT_SUBJECT = words(
    "en én ein éin to tre fire fem seks sju syv åtte ni ti flere fleire mange noen nokre andre"
    " resten halvparten alle de dei"
)
_HAVE = words("har hadde er var bruker får lever trenger brukar treng")
_NEAR_BEFORE = 6
_NEAR_AFTER = 6


@lru_cache(maxsize=256)
def _party_words(parties: tuple[str, ...]) -> frozenset[str]:
    names = {word.casefold() for name in parties for word in name.split() if len(word) > 1}
    return frozenset(names | {name + "s" for name in names})


def signs(reading: Reading, first: int, last: int, crowd: int) -> list[str]:
    """Return the signs around the words ``first`` to ``last`` of a reading.

    ``crowd`` is how many terms the sentence holds: many stand in a list of what the work is about.
    """
    start, end = sentence_range(reading, first)
    before = reading.folds[start:first]
    after = reading.folds[last + 1 : end]
    subject = _subject(reading, before)
    own = _is_own(before, after)
    found = [f"subject={subject}", f"own={own}", f"subject={subject},own={own}"]
    population = cues("population") | cues("animal")
    if any(word in population for word in after[:_NEAR_AFTER]):
        found.append("population-after")
    if subject == "none" and _carried(reading, start, population):
        found.append("population-carried")
    if any(word in cues("handling") for word in before):
        found.append(f"handling,own={own}")
    if any(word in cues("employment") for word in (*before, *after)):
        found.append(f"employment,own={own}")
    if any(word in cues("relative") for word in (*before, *after)):
        found.append("relative-near")
    if reading.setting:
        others, _, work = reading.setting.partition("-")
        found += [f"others={others},subject={subject}", f"work={work},subject={subject}"]
        found += [f"others={others}", f"work={work}", f"setting={reading.setting},own={own}"]
    if first == start:
        found.append("sentence-start")
    person = bool(_people(reading) & {*before, *after})
    found += [_position(reading, first, last), f"crowd={min(crowd, 5)},subject={subject}"]
    found.append(f"person-in-sentence={person},in-paragraph={reading.is_personal}")
    previous = before[-1] if before else "^"
    following = after[0] if after else "$"
    found += [f"previous={previous}", f"following={following}"]
    return found


def sentence_range(reading: Reading, word: int) -> tuple[int, int]:
    """Return the word numbers of the sentence that holds a word."""
    return reading.sentence_words[reading.sentence_at(reading.starts[word])]


def setting(folds: list[str]) -> str:
    """Return how much a text is about other people's health, and about work that meets it.

    Each is ``0`` (little) to ``2`` (much): ``"2-1"`` speaks often of patients, and now and then of
    a workplace in health, justice or the like.
    """
    population = cues("population") | cues("animal")
    return f"{_share(folds, population)}-{_share(folds, cues('workplace'))}"


def _share(folds: list[str], kind: frozenset[str]) -> int:
    share = sum(word in kind for word in folds) / (len(folds) + 50)
    return 2 if share > 0.015 else 1 if share > 0.005 else 0


def _people(reading: Reading) -> frozenset[str]:
    return cues("person") | cues("relative") | _party_words(reading.parties)


def _subject(reading: Reading, before: list[str]) -> str:
    parties = _party_words(reading.parties)
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        if word in cues("population") or word in cues("animal"):
            return "population"
        if word in cues("person") or word in parties:
            return "person"
        if word in cues("relative"):
            return "relative"
        if word in _COUNT_SUBJECT and before[at + 1 : at + 2] and before[at + 1] in _HAVE:
            return "population"
    return "none"


def _is_own(before: list[str], after: list[str]) -> str:
    if set(before[-3:]) & cues("possessive") or set(after[:1]) & cues("possessive"):
        return "possessive"
    return "verb" if set(before[-_NEAR_BEFORE:]) & cues("has") else "no"


def _carried(reading: Reading, start: int, population: frozenset[str]) -> bool:
    return any(word in population for word in reading.folds[max(0, start - 14) : start])


def _position(reading: Reading, first: int, last: int) -> str:
    text = reading.text
    line_start = text.rfind("\n", 0, reading.starts[first]) + 1
    line_end = text.find("\n", reading.ends[last])
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    if _HEADER.match(line) and len(line) < 90:
        return "line=header"
    if len(line) < 60 and not line.rstrip().endswith((".", "!", "?")):
        return "line=short"
    if text[reading.starts[first] - 1 : reading.starts[first]] in {"«", '"', "(", "“"}:
        return "line=quoted"
    return "line=running"
