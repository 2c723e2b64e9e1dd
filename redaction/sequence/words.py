"""Features of a word taken alone, and the shorter set of them that its neighbours see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from redaction.compounds import analyse
from redaction.normalise import fold
from redaction.sequence.knowledge import LETTERS
from redaction.sequence.tokens import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from redaction.sequence.knowledge import Knowledge

_ENDING = re.compile(r"(?:ene|ane|ens|ets|enes|anes|en|et|er|ar|a|e|s)$")
_UPPER = re.compile(r"[A-ZÆØÅ]")
_LOWER = re.compile(r"[a-zæøåéèöäü]")
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(.)\1{2,}")
_COMMONEST = 5
_SHORTEST_COMPOUND = 7
_SHORTEST_PART = 4
_CACHED_WORDS = 12_000

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """What a word says on its own.

    ``own`` are its form features, ``known`` those from lexicons and term lists (left out now and
    then in training), ``seen_from`` the features that the neighbours at that distance get.
    """

    own: tuple[str, ...]
    known: tuple[str, ...]
    seen_from: Mapping[int, tuple[str, ...]]
    is_sure: bool


class WordReader:
    """Gives the features of words, each word read once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._cache: dict[str, WordFeatures] = {}

    def read(self, word: str) -> WordFeatures:
        """Return the features of a word as it is written."""
        features = self._cache.get(word)
        if features is None:
            if len(self._cache) >= _CACHED_WORDS:
                self._cache.clear()
            features = self._cache[word] = self._features(word)
        return features

    def _features(self, word: str) -> WordFeatures:
        low = plain(word)
        form = [f"W={low}", f"s3={low[-3:]}", f"sh={shape(word)}"]
        groups = filter(None, self.knowledge.clusters.get(low, "").split(","))
        clusters = [f"c{level}={group}" for level, group in enumerate(groups)]
        known = [*self._marks(low), *self._kinds(low)]
        compound = analyse(fold(low))
        if compound is not None:
            known.append(f"K={LETTERS[compound.label]}{compound.bound:d}")
        trait = self.knowledge.traits.get(low) or self.knowledge.traits.get(low[:-1])
        if trait and ("b" in trait or word[:1].isupper()):
            known.append(f"B={trait}")
        near, further = [*form, *known, *clusters], [form[0], *known, *clusters[:1]]
        return WordFeatures(
            own=(*self._form(word, low), *clusters),
            known=tuple(known),
            seen_from={
                distance: tuple(f"{distance:+d}{feature}" for feature in features)
                for distance, features in (
                    (-1, near),
                    (1, near),
                    (-2, further),
                    (2, further),
                    (-3, known),
                    (3, known),
                )
            },
            is_sure=any(mark[:2] == "L=" and mark[2:].isupper() for mark in known),
        )

    def _form(self, word: str, low: str) -> list[str]:
        frequency = self.knowledge.frequency.get(low, 0)
        features = [
            f"W={low}",
            f"S={stem(low)}",
            f"sh={shape(word)}",
            f"n={min(len(low) // 3, 6)}",
            f"fr={frequency}",
        ]
        features += [f"p{n}={low[:n]}" for n in range(1, min(6, len(low)))]
        features += [f"s{n}={low[-n:]}" for n in range(1, min(7, len(low)))]
        if frequency <= _COMMONEST:
            features += pieces(low)
        is_name = low in self.knowledge.names
        if is_name:
            features.append("name")
        if word[:1].isupper():
            features.append("U")
            if is_name or not frequency:
                features.append("Uname" if is_name else "Unew")
        return features + self._parts(low, frequency)

    def _parts(self, low: str, frequency: int) -> list[str]:
        """Return the last and first part of a compound, and the last part's coarse cluster."""
        features: list[str] = []
        tail = _listed_tail(low, frequency, self.knowledge.marks)
        if tail:
            features.append(f"TW={stem(tail)}")
        elif "-" in low:
            features.append(f"KT={stem(low.rsplit('-', 1)[1])}")
        elif len(low) > _SHORTEST_COMPOUND + 1:
            features += self._common_parts(low)
        if low not in self.knowledge.clusters and len(low) >= _SHORTEST_COMPOUND:
            clustered = _first_tail(low, 3, self.knowledge.clusters.get)
            if clustered:
                features.append(f"ct={clustered.partition(',')[0]}")
        return features

    def _common_parts(self, low: str) -> list[str]:
        common = self.knowledge.frequency
        for cut in range(3, len(low) - 3):
            if common.get(low[cut:], 0) > 1:
                head = low[:cut] if low[:cut] in common else low[:cut].rstrip("s")
                if head in common:
                    return [f"KT={stem(low[cut:])}", f"KH={head}"]
        return []

    def _marks(self, low: str) -> list[str]:
        marks = self.knowledge.marks
        whole = marks.get(low) or (marks.get(low[:-1]) if low.endswith("s") else None)
        features = [f"L={mark}" for mark in whole or ()]
        frequency = self.knowledge.frequency.get(low, 0)
        tail = _listed_tail(low, frequency, marks)
        features += [f"T={mark}" for mark in marks.get(tail, ())]
        if len(low) >= _SHORTEST_COMPOUND and frequency <= _COMMONEST:
            features += [f"H={mark}" for mark in _first_head(low, marks.get)]
        return features

    def _kinds(self, low: str) -> list[str]:
        kinds = self.knowledge.kinds
        if low in kinds:
            return [f"N={kinds[low]}"]
        tail = _first_tail(low, 3, kinds.get)
        head = _first_head(low, kinds.get)
        return [*([f"NT={tail}"] if tail else []), *([f"NH={head}"] if head else [])]


def shape(word: str) -> str:
    """Return the pattern of capitals, letters and digits: ``Xxx``, ``X-xx``, ``dd``."""
    pattern = _DIGIT.sub("d", _LOWER.sub("x", _UPPER.sub("X", word)))
    return _RUN.sub(r"\1\1", pattern)[:8]


def pieces(low: str) -> list[str]:
    """Return the runs of four and five letters of a word of four letters or more."""
    if len(low) < _SHORTEST_PART:
        return []
    whole = f"^{low}$"
    runs = (whole[at : at + size] for size in (4, 5) for at in range(len(whole) - size + 1))
    return [f"g={run}" for run in dict.fromkeys(runs)]


def stem(low: str) -> str:
    """Return a word without its inflection, roughly."""
    if len(low) > 5:
        short = _ENDING.sub("", low)
        if len(short) >= 3:
            return short
    return low


def _listed_tail(low: str, frequency: int, marks: Mapping[str, tuple[str, ...]]) -> str:
    if len(low) >= _SHORTEST_COMPOUND and frequency <= _COMMONEST:
        for cut in range(2, len(low) - _SHORTEST_PART + 1):
            if low[cut:] in marks and (cut > 2 or low[1] == "-"):
                return low[cut:]
    return ""


def _first_tail(
    low: str, shortest_head: int, find: Callable[[str], _Found | None]
) -> _Found | None:
    for cut in range(shortest_head, len(low) - _SHORTEST_PART + 1):
        found = find(low[cut:])
        if found:
            return found
    return None


def _first_head(low: str, find: Callable[[str], tuple[str, ...] | str | None]) -> str:
    for cut in range(len(low) - 3, _SHORTEST_PART - 1, -1):
        found = find(low[:cut])
        if not found and low[cut - 1] in "s-":
            found = find(low[:cut].rstrip("s-"))
        if found:
            return "".join(found)
    return ""
