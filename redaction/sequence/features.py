"""Features of the tokens of a paragraph: the word, its neighbours, its sentence, its terms."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from redaction.morphology import cues
from redaction.sequence.tokens import sentence_numbers, tokenise

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from redaction.sequence.knowledge import Knowledge
    from redaction.sequence.tokens import Token
    from redaction.sequence.words import WordFeatures, WordReader

KINDS_OF_CUE = ("population", "animal", "person", "relative", "employment", "handling", "has")
"""Cue lists of the lexicons: whose a detail is, and whether it is the work's."""

_SUBJECTS = frozenset("paro")
_NEAR = 3
_FAR = 8


def paragraph_features(
    text: str,
    reader: WordReader,
    parties: Collection[str] = (),
    unlisted: Collection[str] = (),
    setting: str = "",
) -> tuple[list[Token], list[list[str]]]:
    """Return the tokens of a cleaned paragraph and the features of each.

    ``parties`` are the words of the parties' names; for the words in ``unlisted`` the lexicons
    stay silent (training leaves them out so that the model learns to do without). ``setting``
    tells how much the whole text is about other people's health as work.
    """
    tokens = tokenise(text)
    words = [reader.read(token.text) for token in tokens]
    terms = _terms(tokens, reader.knowledge)
    numbers, line_starts = sentence_numbers(text, tokens)
    around = _Surroundings(tokens, words, numbers)
    rows: list[list[str]] = []
    for i, (token, word) in enumerate(zip(tokens, words, strict=True)):
        row = list(word.own)
        listed = token.low not in unlisted
        if listed:
            row += word.known
            if terms[i]:
                row.append(terms[i])
        _add_neighbours(row, i, tokens, words, terms)
        known = word.known[0] if listed and word.known else "-"
        if known != "-" and i:
            row.append(f"wl={tokens[i - 1].low}|{known}")
        if line_starts[i]:
            row.append("nl")
        if i + 1 < len(tokens) and line_starts[i + 1]:
            row.append("nl+")
        _add_sentence(row, i, tokens, numbers)
        signs = around.signs(i)
        if setting:
            signs.append(f"set={setting}")
        row += signs
        if known != "-":
            row += [f"{sign}|{known}" for sign in signs]
        named = token.low in parties or token.low.rstrip("s") in parties
        if named and token.text[0].isupper():
            row.append("party")
        rows.append(row)
    return tokens, rows


def _add_neighbours(
    row: list[str],
    i: int,
    tokens: Sequence[Token],
    words: Sequence[WordFeatures],
    terms: Sequence[str],
) -> None:
    last = len(tokens) - 1
    for distance in range(1, _NEAR + 1):
        if i >= distance:
            row += words[i - distance].seen_from[-distance]
        if i + distance <= last:
            row += words[i + distance].seen_from[distance]
    if i:
        row.append(f"b-={tokens[i - 1].low}|{tokens[i].low}")
        if terms[i - 1]:
            row.append(f"-1{terms[i - 1]}")
    else:
        row.append("first")
    if i < last:
        row.append(f"b+={tokens[i].low}|{tokens[i + 1].low}")
        if terms[i + 1]:
            row.append(f"+1{terms[i + 1]}")
    else:
        row.append("last")


def _add_sentence(row: list[str], i: int, tokens: Sequence[Token], numbers: Sequence[int]) -> None:
    number = numbers[i]
    if i == 0 or numbers[i - 1] != number:
        row.append("begin")
    for distance in range(_NEAR, _FAR):
        if i >= distance and numbers[i - distance] == number:
            row.append(f"<{tokens[i - distance].low}")
        if i + distance < len(tokens) and numbers[i + distance] == number:
            row.append(f">{tokens[i + distance].low}")


def _terms(tokens: Sequence[Token], knowledge: Knowledge) -> list[str]:
    """Mark the tokens of lexicon terms of several words, the longest first."""
    marks = [""] * len(tokens)
    words = tuple(token.low for token in tokens)
    at = 0
    while at < len(words):
        length = 1
        for term, mark in knowledge.phrases.get(words[at], ()):
            end = at + len(term)
            if words[at:end] == term:
                length = len(term)
                marks[at:end] = [f"M=B{mark}", *[f"M=I{mark}"] * (length - 1)]
                break
        at += length
    return marks


class _Surroundings:
    """Whose the words of each sentence are, by its cues."""

    def __init__(
        self, tokens: Sequence[Token], words: Sequence[WordFeatures], numbers: Sequence[int]
    ) -> None:
        table = cue_table()
        self._numbers = numbers
        self._sure = [word.is_sure for word in words]
        self._kinds: dict[int, set[str]] = {}
        self._count: dict[int, int] = {}
        self._subjects: list[str] = []
        self._last: dict[int, str] = {}
        for token, number, sure in zip(tokens, numbers, self._sure, strict=True):
            kinds = table.get(token.low, "")
            self._subjects.append(self._last.get(number, "-"))
            self._kinds.setdefault(number, set()).update(kinds)
            self._count[number] = self._count.get(number, 0) + sure
            for kind in kinds:
                if kind in _SUBJECTS:
                    self._last[number] = kind

    def signs(self, i: int) -> list[str]:
        """Return the nearest subject before a word, that of the sentence before, and the cues."""
        number = self._numbers[i]
        kinds = "".join(sorted(self._kinds[number]))
        return [
            f"sub={self._subjects[i]}",
            f"sub={self._subjects[i]}{self._last.get(number - 1, '-')}",
            f"cues={kinds}",
            f"sure={min(self._count[number] - self._sure[i], 2)}",
        ]


@cache
def cue_table() -> dict[str, str]:
    """Return the kinds of cue a word is: first letters, ``o`` for a person's own."""
    letters = dict(zip(KINDS_OF_CUE, "paoreht", strict=True))
    found: dict[str, str] = {}
    for kind, letter in letters.items():
        for word in cues(kind):
            found[word] = found.get(word, "") + letter
    return found
