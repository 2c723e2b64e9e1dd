"""Tokens of the tagger: words with inner hyphens, and every other sign on its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\w+(?:[-'][^\W_]\w*)*-?|[^\w\s]")
_SENTENCE_END = frozenset(".!?:;")
_LETTERS = re.compile(r"[a-zæøå]{3}")


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a cleaned paragraph: offsets, its text and its plain lower-case form."""

    start: int
    end: int
    text: str
    low: str


def tokenise(text: str) -> list[Token]:
    """Cut a cleaned paragraph into tokens."""
    return [
        Token(match.start(), match.end(), match.group(), plain(match.group()))
        for match in _TOKEN.finditer(text)
    ]


def plain(word: str) -> str:
    """Return a word in lower case, with the digits that scanning puts for letters mended."""
    low = word.lower().replace("é", "e")
    if low.isalpha() or not _LETTERS.search(low):
        return low
    return low.replace("0", "ø").replace("1", "l")


def sentence_numbers(text: str, tokens: list[Token]) -> tuple[list[int], list[bool]]:
    """Return each token's sentence number and whether it starts a line."""
    numbers: list[int] = []
    at_line_start: list[bool] = []
    number = 0
    for index, token in enumerate(tokens):
        new_line = False
        if index:
            previous = tokens[index - 1]
            gap = text[previous.end : token.start]
            new_line = "\n" in gap
            stopped = bool(gap) and previous.text in _SENTENCE_END
            if stopped or (new_line and not token.text[0].islower()):
                number += 1
        numbers.append(number)
        at_line_start.append(new_line)
    return numbers, at_line_start
