"""More training text from the text there is: other terms, other spelling, the other standard."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from redaction.evaluation import CorpusDocument, Span
from redaction.sequence.knowledge import LETTERS
from redaction.sequence.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from redaction.lexicon import Entry
    from redaction.sequence.knowledge import Knowledge
    from schemas.labels import Label

Piece = tuple[str, "Label | None"]

_ENDING = re.compile(r"(ene|ane|ens|ets|en|et|er|ar|a|e|s|t)$")
_LETTERS = re.compile(r"[^\W\d_]+")
_ASCII = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A"})
_KINDS_OF_NOISE = ("typo", "ascii", "scan", "hyphen", "upper", "lower", "split", "typo")


def pieces(document: CorpusDocument) -> list[Piece]:
    """Cut a document's text at its spans."""
    found: list[Piece] = []
    at = 0
    for span in document.spans:
        found.append((document.text[at : span.start], None))
        found.append((document.text[span.start : span.end], span.label))
        at = span.end
    return [*found, (document.text[at:], None)]


def joined(document: CorpusDocument, parts: Iterable[Piece]) -> CorpusDocument:
    """Return the document with a new text made of pieces."""
    text = ""
    marked = []
    for part, label in parts:
        if label is not None and part:
            marked.append(Span(len(text), len(text) + len(part), label))
        text += part
    return replace(document, text=text, spans=tuple(marked))


class Substitution:
    """Puts other terms of the same label and ending in the place of marked words."""

    def __init__(self, entries: Iterable[Entry], knowledge: Knowledge, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311
        self._marks: Mapping[str, tuple[str, ...]] = knowledge.marks
        self._single: dict[tuple[Label, str], list[str]] = defaultdict(list)
        self._several: dict[Label, list[str]] = defaultdict(list)
        for entry in entries:
            if not entry.term.sure:
                continue
            for form in entry.forms:
                if len(tokenise(form)) == 1:
                    self._single[entry.term.label, _ending(form)].append(form)
                else:
                    self._several[entry.term.label].append(form)

    def __call__(self, document: CorpusDocument, share: float = 0.7) -> CorpusDocument:
        """Return the document with about ``share`` of its terms exchanged."""
        return joined(
            document,
            [
                (self._other(part, label), label)
                if label is not None and self._chance.random() < share
                else (part, label)
                for part, label in pieces(document)
            ],
        )

    def _other(self, part: str, label: Label) -> str:
        tokens = tokenise(part)
        letter = LETTERS.get(label)
        if letter is None or not tokens:
            return part
        listed = [t for t in tokens if letter in self._marks.get(t.low, ())]
        if not listed:
            several = self._several[label]
            if len(tokens) > 1 and several and self._chance.random() < 0.3:
                return self._chance.choice(several)
            return part
        token = self._chance.choice(listed)
        pool = self._single.get((label, _ending(token.low)))
        if not pool:
            return part
        word = self._chance.choice(pool)
        if token.text[:1].isupper():
            word = word[:1].upper() + word[1:]
        return part[: token.start] + word + part[token.end :]


class Noise:
    """Writes a document as hurried typing, plain keyboards and scanning would."""

    def __init__(self, knowledge: Knowledge, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311
        self._common = knowledge.frequency

    def __call__(self, document: CorpusDocument) -> CorpusDocument:
        """Return the document with one kind of noise."""
        kind = self._chance.choice(_KINDS_OF_NOISE)
        change: Callable[[str], str] = getattr(self, f"_{kind}")
        return joined(
            document,
            [
                (_LETTERS.sub(lambda word: change(word.group()), part), label)
                for part, label in pieces(document)
            ],
        )

    def _typo(self, word: str) -> str:
        if len(word) < 5 or self._chance.random() > 0.2:
            return word
        at = self._chance.randrange(1, len(word) - 1)
        return self._chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at] + word[at:],
            )
        )

    def _ascii(self, word: str) -> str:
        return word.translate(_ASCII)

    def _scan(self, word: str) -> str:
        draw = self._chance.random()
        if draw < 0.15:
            return word.replace("ø", "0")
        if draw < 0.25:
            return word.replace("rn", "m")
        return word[:1] + word[1:].replace("l", "1") if draw < 0.3 else word

    def _hyphen(self, word: str) -> str:
        return self._parted(word, "-\n", 0.2)

    def _split(self, word: str) -> str:
        return self._parted(word, " ", 0.6)

    def _upper(self, word: str) -> str:
        return word.upper()

    def _lower(self, word: str) -> str:
        return word.lower()

    def _parted(self, word: str, between: str, share: float) -> str:
        if len(word) < 9 or self._chance.random() > share:
            return word
        for at in range(4, len(word) - 3):
            if word[:at].lower() in self._common and word[at:].lower() in self._common:
                return word[:at] + between + word[at:]
        return word


def _ending(word: str) -> str:
    match = _ENDING.search(word.lower())
    return match.group() if match and len(word) > 4 else ""
