"""What is known of a word before any training text: lexicons, terms, frequency, clusters.

The word table of ``redaction/model`` holds, for each common word of general Norwegian, how common
it is, whether it is a name, and its clusters; and for each word of the licensed term lists
(NorMedTerm rows from FEST, ICD, ICPC, PROC and ALOC) the kind of term it occurs in.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from redaction.lexicon import entries
from redaction.morphology import body_parts
from redaction.sequence.tokens import plain, tokenise
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from redaction.lexicon import Entry

LETTERS: Mapping[Label, str] = {
    Label.DIAGNOSIS: "D",
    Label.SYMPTOM: "Y",
    Label.TREATMENT: "T",
    Label.MEDICATION: "M",
    Label.CARE_PROVIDER: "C",
    Label.REPRODUCTIVE: "R",
    Label.SUBSTANCE: "U",
    Label.PRIVATE_LIFE: "P",
    Label.SPECIAL_CATEGORY: "S",
}
"""One letter a lexicon; upper case marks a ``sure`` term, lower case a ``context`` term."""


@dataclass(frozen=True)
class Knowledge:
    """The tables behind the features; words are in ``plain`` form.

    ``marks`` gives a word's lexicons, ``phrases`` the terms of several words by their first word
    (longest first), ``frequency`` a logarithmic count from 1 (rare) to 9, ``names`` the words
    nearly always written with a capital, ``clusters`` a word's clusters from coarse to fine,
    parted by commas, and ``kinds`` the kind of licensed term: ``c`` condition, ``s`` substance,
    ``p`` procedure, ``a`` body part. ``traits`` says of a word that it is a body part (``b``) in
    any form, or in the lists of first names (``f``) or surnames (``s``).
    """

    marks: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    frequency: Mapping[str, int]
    names: frozenset[str]
    clusters: Mapping[str, str]
    kinds: Mapping[str, str]
    traits: Mapping[str, str]


def lexicon_tables(
    lines: Iterable[Entry],
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[tuple[str, ...], str], ...]]]:
    """Return ``marks`` and ``phrases`` of a ``Knowledge`` from lexicon lines."""
    marks: dict[str, set[str]] = {}
    phrases: dict[str, dict[tuple[str, ...], str]] = {}
    for entry in lines:
        letter = LETTERS.get(entry.term.label)
        if letter is None:
            continue
        mark = letter if entry.term.sure else letter.lower()
        for form in dict.fromkeys(entry.forms):
            words = _words(form)
            if len(words) == 1:
                marks.setdefault(words[0], set()).add(mark)
            elif words:
                known = phrases.setdefault(words[0], {})
                if not known.get(words, "").isupper():
                    known[words] = mark
    return (
        {word: tuple(sorted(found)) for word, found in marks.items()},
        {
            first: tuple(sorted(terms.items(), key=lambda item: (-len(item[0]), item[0])))
            for first, terms in phrases.items()
        },
    )


def _words(form: str) -> tuple[str, ...]:
    parts = form.split()
    if all(map(str.isalpha, parts)):
        return tuple(map(plain, parts))
    return tuple(token.low for token in tokenise(form))


def word_table(
    packed: bytes,
) -> tuple[dict[str, int], frozenset[str], dict[str, str], dict[str, str]]:
    """Return ``frequency``, ``names``, ``clusters`` and ``kinds`` from the packed word table."""
    frequency: dict[str, int] = {}
    names: set[str] = set()
    clusters: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        word, count, is_name, kind, groups = line.split("\t")
        if count:
            frequency[word] = int(count)
        if is_name:
            names.add(word)
        if kind:
            kinds[word] = kind
        if groups:
            clusters[word] = groups
    return frequency, frozenset(names), clusters, kinds


def knowledge(packed: bytes) -> Knowledge:
    """Return everything known of words, from the packed word table and the lexicons.

    Raises:
        DetectionError: if a lexicon cannot be read.
    """
    marks, phrases = lexicon_tables(entries())
    frequency, names, clusters, kinds = word_table(packed)
    return Knowledge(marks, phrases, frequency, names, clusters, kinds, _traits())


def _traits() -> dict[str, str]:
    root = resources.files("redaction.names")
    found: dict[str, str] = {}
    for file, trait in (("first_names.txt", "f"), ("surnames.txt", "s")):
        for name in root.joinpath(file).read_text(encoding="utf-8").split():
            found[plain(name)] = found.get(plain(name), "") + trait
    for word in body_parts():
        found[plain(word)] = found.get(plain(word), "") + "b"
    return found


def party_words(parties: Iterable[str]) -> frozenset[str]:
    """Return the single words of the parties' names in ``plain`` form."""
    return frozenset(
        token.low for name in parties for token in tokenise(plain(name)) if len(token.low) > 1
    )
