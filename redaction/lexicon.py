"""The lists of ``redaction/lexicons`` as one structure that finds the longest term at a word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from redaction import DetectionError
from redaction.morphology import homographs
from redaction.normalise import fold
from redaction.reading import read
from redaction.wordlist import common_words
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redaction.reading import Reading


@dataclass(frozen=True, slots=True)
class Term:
    """A lemma of a list; ``sure`` tells whether it counts without a cue."""

    lemma: str
    label: Label
    sure: bool
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    term: Term
    forms: tuple[str, ...]


_END = ""


class Lexicon:
    """All forms of all lists, ready for lookup; made once by ``lexicon()``."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.words: dict[str, Term] = {}
        self._acronyms: set[str] = set()
        self._phrases: dict[str, dict[str, object]] = {}
        self._unread: dict[str, list[tuple[str, Term]]] = {}
        self._homographs = homographs()
        self._common = common_words()
        for entry in entries:
            for form in dict.fromkeys(entry.forms):
                self._add(form, entry.term)

    def match(self, reading: Reading, at: int) -> tuple[int, Term] | None:
        """Return the longest term that starts at word ``at`` and the word number after it."""
        found: tuple[int, Term] | None = None
        first = reading.folds[at]
        term = self.words.get(first)
        if term is not None and self._is_written_so(first, reading.words[at]):
            found = at + 1, term
        node = self._phrases_after(first)
        position = at
        while node is not None and reading.adjacent[position]:
            position += 1
            node = node.get(reading.folds[position])  # type: ignore[assignment]
            if node is None:
                break
            end = node.get(_END)
            if isinstance(end, Term):
                found = position + 1, end
        return found

    def _phrases_after(self, first: str) -> dict[str, object] | None:
        """Return the phrases that begin with a word; they are read when it is first met."""
        for form, term in self._unread.pop(first, ()):
            self._add_phrase(read(form).folds, term)
        return self._phrases.get(first)

    def _is_written_so(self, folded: str, word: str) -> bool:
        return folded not in self._acronyms or sum(map(str.isupper, word)) > 1

    def _add(self, form: str, term: Term) -> None:
        if form.isalpha():
            self._add_word(form, fold(form), term)
            return
        first, space, _ = form.partition(" ")
        if space and first.isalpha():
            self._unread.setdefault(fold(first), []).append((form, term))
            return
        folds = read(form).folds
        if len(folds) == 1:
            self._add_word(form, folds[0], term)
        elif folds:
            self._add_phrase(folds, term)

    def _add_word(self, form: str, folded: str, term: Term) -> None:
        mark = self._homographs.get(folded)
        if mark == "context" and term.sure:
            term = replace(term, sure=False)
        if _is_acronym(form) and (len(form) < 3 or mark or folded in self._common):
            self._acronyms.add(folded)
        elif mark == "never":
            return
        known = self.words.get(folded)
        if known is None or (term.sure and not known.sure):
            self.words[folded] = term

    def _add_phrase(self, folds: list[str], term: Term) -> None:
        node: dict[str, object] = self._phrases.setdefault(folds[0], {})
        for word in folds[1:]:
            node = node.setdefault(word, {})  # type: ignore[assignment]
        known = node.get(_END)
        if not isinstance(known, Term) or (term.sure and not known.sure):
            node[_END] = term


def _is_acronym(form: str) -> bool:
    return form.isupper() and 1 < len(form) < 7


@cache
def entries() -> tuple[Entry, ...]:
    """Return every line of every list, read once.

    Raises:
        DetectionError: if a list is missing or a line cannot be read.
    """
    found: list[Entry] = []
    root = resources.files("redaction.lexicons")
    for label in Label:
        folder = root.joinpath(label.value.lower())
        if not folder.is_dir():
            continue
        for source in sorted(folder.iterdir(), key=lambda item: item.name):
            if source.name.endswith(".txt"):
                name = f"{label.value.lower()}/{source.name}"
                found += _read_list(source.read_text(encoding="utf-8"), label, name)
    return tuple(found)


def _read_list(content: str, label: Label, name: str) -> Iterator[Entry]:
    for number, line in enumerate(content.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 4 or fields[3] not in {"sure", "context"}:
            raise DetectionError(f"lexicon {name}, line {number} cannot be read")
        lemma, bokmal, nynorsk, mark = fields
        forms = (lemma, *bokmal.split(","), *nynorsk.split(","))
        yield Entry(Term(lemma, label, mark == "sure", name), tuple(f for f in forms if f.strip()))


@cache
def lexicon() -> Lexicon:
    """Return the compiled lexicon.

    Raises:
        DetectionError: if the lists are missing or broken.
    """
    loaded = entries()
    if not loaded:
        raise DetectionError("the lexicons are missing")
    return Lexicon(loaded)
