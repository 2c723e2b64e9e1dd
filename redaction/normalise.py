"""Text as it means, not as it is typed: folding for comparison, cleaning for detection.

Both keep a map back to the text they came from, so that a span found in the folded or cleaned
text can be placed in the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_LOOKALIKES = str.maketrans(
    "аАеЕоОрРсСуУхХіІјЈѕЅһԁкКмМтТвВнНαΑεΕοΟρΡιΙκΚνΝτΤ–—‑−‐’ʼ`´",
    "aAeEoOpPcCyYxXiIjJsShdkKmMtTBBhHaAeEoOpPiIkKvNtT-----''''",
)
_PLAIN = re.compile(r"[\t\n\r\x20-\x7eæøåÆØÅ«»§°…]*")
_INVISIBLE_CHARACTER = re.compile(f"[{_INVISIBLE}]")
_LINE_END_HYPHEN = re.compile(
    r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[a-zæøå])(?!(?:og|eller|samt|til)\b)"
)
_SPACED_LETTERS = re.compile(
    r"(?<![^\W_])[^\W\d_](?: [^\W\d_]){3,}(?: (?![iåIÅ] [^\W\d_]{2})[^\W\d_])+(?![^\W_])"
)
_SIMPLE = re.compile(r"[a-zæøåA-ZÆØÅ0-9-]*")
_RINGED = {"a\u030a": "å", "A\u030a": "Å"}
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without disguise, and where each of its characters stood.

    ``starts[i]`` and ``ends[i]`` are the original offsets of character ``i``; both are empty
    when the text was plain already.
    """

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the original offsets of a non-empty span of the cleaned text."""
        if not self.starts:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> str:
    """Return the text in the form in which two spellings of one word are equal.

    NFKC and case folding; soft hyphens, zero-width and combining characters are dropped (å keeps
    its ring), look-alike letters become Latin ones, white space collapses to single blanks.
    """
    if _SIMPLE.fullmatch(text):
        return text.lower()
    if _PLAIN.fullmatch(text):
        return _SPACES.sub(" ", text.casefold()).strip().translate(_LOOKALIKES).replace("…", "...")
    folded = text.translate(_FOLDS)
    if _COMBINES in folded:
        return folded_with_offsets(text)[0]
    return _SPACES.sub(" ", folded).strip()


def folded_with_offsets(text: str) -> tuple[str, tuple[int, ...]]:
    """Return ``fold(text)`` and, for each of its characters, the offset it came from."""
    characters: list[str] = []
    offsets: list[int] = []
    for start, _, cluster in _clusters(text):
        for character in _folded(cluster):
            if character.isspace():
                if not characters or characters[-1] == " ":
                    continue
                character = " "
            characters.append(character)
            offsets.append(start)
    if characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return "".join(characters), tuple(offsets)


def clean(text: str) -> Cleaned:
    """Return the text as a reader sees it: case and lines kept, disguises and line hyphens gone.

    Joined are words hyphenated at a line end (``dia-`` / ``betes``) and words spelled with blanks
    (``d i a b e t e s``).
    """
    undisguised = Cleaned(text) if _PLAIN.fullmatch(text) else _undisguised(text)
    gaps = [match.span() for match in _LINE_END_HYPHEN.finditer(undisguised.text)]
    for match in _SPACED_LETTERS.finditer(undisguised.text):
        gaps.extend((i, i + 1) for i in range(match.start() + 1, match.end(), 2))
    return _without(undisguised, sorted(gaps)) if gaps else undisguised


def _undisguised(text: str) -> Cleaned:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, cluster in _clusters(text):
        for character in _readable(cluster):
            characters.append(character)
            starts.append(start)
            ends.append(end)
    return Cleaned("".join(characters), tuple(starts), tuple(ends))


def _without(cleaned: Cleaned, gaps: list[tuple[int, int]]) -> Cleaned:
    kept: list[int] = []
    position = 0
    for start, end in gaps:
        kept.extend(range(position, start))
        position = max(position, end)
    kept.extend(range(position, len(cleaned.text)))
    starts = cleaned.starts or range(len(cleaned.text))
    ends = cleaned.ends or range(1, len(cleaned.text) + 1)
    return Cleaned(
        "".join(cleaned.text[i] for i in kept),
        tuple(starts[i] for i in kept),
        tuple(ends[i] for i in kept),
    )


def _clusters(text: str) -> list[tuple[int, int, str]]:
    clusters: list[tuple[int, int, str]] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            clusters.append((start, end, text[start:end]))
            start = end
    return clusters


@lru_cache(maxsize=8192)
def _readable(cluster: str) -> str:
    if cluster[0].isspace():
        return cluster[0]
    composed = unicodedata.normalize("NFKC", _INVISIBLE_CHARACTER.sub("", cluster))
    return "".join(_bare(character) for character in composed).translate(_LOOKALIKES)


@lru_cache(maxsize=8192)
def _folded(cluster: str) -> str:
    folded = " " if cluster[0].isspace() else cluster
    for _ in range(3):
        composed = unicodedata.normalize("NFKC", _INVISIBLE_CHARACTER.sub("", folded))
        again = "".join(_bare(c) for c in composed.translate(_LOOKALIKES).casefold())
        if again == folded:
            break
        folded = again
    return folded


class _Folds(dict[int, str]):
    """Folded characters that stand alone; ``_COMBINES`` for those that belong to another."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if len(self) >= _MOST_FOLDS:
            self.clear()
        self[code] = _COMBINES if unicodedata.combining(character) else _folded(character)
        return self[code]


_COMBINES = "\ud800"
_MOST_FOLDS = 8192
_FOLDS = _Folds()


def _bare(character: str) -> str:
    if character in "åÅ":
        return character
    if unicodedata.combining(character):
        return ""
    decomposed = unicodedata.normalize("NFKD", character)
    if decomposed[:2] in _RINGED:
        return _RINGED[decomposed[:2]]
    return "".join(c for c in decomposed if not unicodedata.combining(c))
