"""Does a text hold a withheld word, in any of the forms that would give it away?

Two strengths, both after folding:

* The **same words**: the withheld surface, or an inflection of it, as whole words. Wherever they
  stand, the detail is told.
* A **giveaway**: one content word of a longer withheld phrase, a form that only the endings make
  likely (``krefter`` beside ``kreft``), or a compound with a withheld word in it. It tells the
  detail where nobody expects words at all, but in the report's own text the same word can be
  harmless (``operasjon`` withheld, and the employee works as ``operasjonssykepleier``), and there
  the detector has judged it in its sentence.

An abbreviation of up to four capitals (``MR``, ``ME``) counts only in capitals and never inside
another word, so that ``MRSA`` and the nynorsk pronoun ``me`` are no alarm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redaction.inflection import lexicon_forms, related_forms
from redaction.normalise import fold, folded_with_offsets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
_TELLING_HEADS = re.compile(
    r"^(?:e|s)?(?:lidels|plag|symptom|anfall|diagnos|sykdom|sjukdom|smert|vansk|episod|tilstand)"
)
_LONGEST_ABBREVIATION = 4
_SHORTEST_GIVEAWAY = 4
_SHORTEST_IN_COMPOUND = 5
_SHORTEST_NUMBER = 5
_SHORTEST_IN_BYTES = 5
_FOREIGN = re.compile(r"[^\x00-\xff\u2010-\u2015\u00ad]")
"""Chance bytes beside a word read as letters of other scripts; they must not join it."""
_AROUND = 64
"""Bytes read before and after a hit."""
_BETWEEN = r"[\W_]{0,3}"


@dataclass(frozen=True, slots=True)
class Match:
    """Folded words found in a text; ``same`` tells the same words from a giveaway."""

    folded: str
    same: bool


@dataclass(frozen=True, slots=True)
class Watch:
    """What is withheld from one recipient, prepared for matching."""

    words: frozenset[str]
    abbreviations: frozenset[str]
    phrases: tuple[re.Pattern[str], ...]
    parts: frozenset[str]
    heads: tuple[str, ...]
    needles: tuple[tuple[bytes, tuple[str, ...]], ...]

    @classmethod
    def of(cls, withheld: Iterable[str]) -> Watch:
        """Prepare the withheld surfaces; an empty one watches nothing."""
        words: set[str] = set()
        abbreviations: set[str] = set()
        phrases: list[re.Pattern[str]] = []
        parts: set[str] = set()
        heads: set[str] = set()
        for surface in dict.fromkeys(withheld):
            tokens = _WORD.findall(fold(surface))
            digits = "".join(tokens)
            if digits.isdecimal() and len(digits) >= _SHORTEST_NUMBER:
                phrases.append(_number(digits))
            elif len(tokens) == 1 and _is_abbreviation(surface.strip()):
                abbreviations.add(tokens[0])
            elif len(tokens) == 1:
                known = _known_forms(tokens[0])
                words |= known
                parts |= _forms(tokens[0]) - known
                if len(tokens[0]) >= _SHORTEST_IN_COMPOUND:
                    heads.add(tokens[0])
            elif tokens:
                phrases.append(_phrase(tokens))
                parts |= {
                    form
                    for token in tokens
                    if len(token) >= _SHORTEST_GIVEAWAY and not token.isdecimal()
                    for form in _forms(token)
                }
        return cls(
            frozenset(words - {""}),
            frozenset(abbreviations),
            tuple(phrases),
            frozenset(parts),
            tuple(sorted(heads)),
            _needles({word for word in words | parts if len(word) >= _SHORTEST_IN_BYTES}),
        )

    def matches(self, text: str) -> Iterator[Match]:
        """Yield every match in a text, in no particular order."""
        folded = fold(text)
        if not folded:
            return
        tokens = set(_WORD.findall(folded))
        yield from (Match(word, same=True) for word in sorted(tokens & self.words))
        for pattern in self.phrases:
            yield from (Match(found[0], same=True) for found in pattern.finditer(folded))
        if tokens & self.abbreviations:
            yield from self._abbreviations(text)
        yield from (Match(word, same=False) for word in sorted(tokens & self.parts))
        for token in sorted(tokens):
            for head in self.heads:
                if head in token and token not in self.words:
                    yield Match(token, same=_tells(token, head))

    def contexts(self, data: bytes) -> Iterator[str]:
        """Yield the surroundings of every place in the bytes that may hold a withheld word.

        Words of fewer than five letters are not looked for: in a font or a picture they come up
        by chance.
        """
        lowered = data.lower()
        for pattern, encodings in self.needles:
            start = lowered.find(pattern)
            while start >= 0:
                first = max(0, start - _AROUND)
                around = data[first : start + len(pattern) + _AROUND]
                for encoding in encodings:
                    for part in (around, around[1:]):
                        yield _FOREIGN.sub(" ", part.decode(encoding, errors="replace"))
                start = lowered.find(pattern, start + len(pattern))

    def _abbreviations(self, text: str) -> Iterator[Match]:
        folded, offsets = folded_with_offsets(text)
        for found in _WORD.finditer(folded):
            if found[0] in self.abbreviations:
                original = text[offsets[found.start()] : offsets[found.end() - 1] + 1]
                if not any(character.islower() for character in original):
                    yield Match(found[0], same=True)


def _needles(words: set[str]) -> tuple[tuple[bytes, tuple[str, ...]], ...]:
    """Return what to look for in bytes, in lower case, and the encodings to read a hit in.

    A word that begins with another is left out: where it stands, the other does too.
    """
    needles: list[tuple[bytes, tuple[str, ...]]] = []
    shortest = ""
    for word in sorted(words):
        if shortest and word.startswith(shortest):
            continue
        shortest = word
        for spelling in {word, word.upper()}:
            patterns: dict[bytes, tuple[str, ...]] = {spelling.encode(): ("utf-8", "latin-1")}
            patterns[spelling.encode("utf-16-le")[:-1]] = ("utf-16-le", "utf-16-be")
            if not spelling.isascii():
                patterns[spelling.encode("latin-1", "ignore")] = ("latin-1",)
            needles += [(p.lower(), encodings) for p, encodings in patterns.items() if p]
    return tuple(dict.fromkeys(needles))


def words_of(text: str) -> frozenset[str]:
    """Return the folded words of a text."""
    return frozenset(_WORD.findall(fold(text)))


def _forms(token: str) -> set[str]:
    return {token} | {form for form in related_forms(token) if _WORD.fullmatch(form)}


def _known_forms(token: str) -> set[str]:
    """A word of the lexicons in its real forms (``gjeld`` is not in ``gjelder``), others in all."""
    known = lexicon_forms(token)
    if not known:
        return _forms(token)
    forms = {token} | {form for form in known if _WORD.fullmatch(form)}
    return forms | {f"{form}s" for form in forms}


def _is_abbreviation(surface: str) -> bool:
    return surface.isupper() and surface.isalpha() and len(surface) <= _LONGEST_ABBREVIATION


def _number(digits: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\d)" + r"\W{0,2}".join(digits) + r"(?!\d)")


def _phrase(tokens: list[str]) -> re.Pattern[str]:
    """Each word in any of its forms; the words apart, hyphenated, or written together."""
    alternatives = (
        "(?:" + "|".join(sorted(map(re.escape, _forms(token)), key=len, reverse=True)) + ")"
        for token in tokens
    )
    return re.compile(rf"(?<![^\W_]){_BETWEEN.join(alternatives)}(?![^\W_])")


def _tells(token: str, head: str) -> bool:
    """``angstlidelse`` tells ``angst`` whatever the sentence says."""
    before, _, after = token.partition(head)
    return not before and bool(_TELLING_HEADS.match(after))
