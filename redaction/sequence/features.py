"""Features of the tokens of a paragraph: the word, its neighbours, its sentence, its terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction.sequence.tokens import sentence_numbers, tokenise

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from redaction.sequence.knowledge import Knowledge
    from redaction.sequence.tokens import Token
    from redaction.sequence.words import WordFeatures, WordReader

_WORK = (
    "pasient pasienter pasientene pasientar pasientane beboer beboere beboerne bebuarar bebuarane"
    " bruker brukere brukerne brukarar brukarane elev elever elevene elevar elevane kunde kunder"
    " kundene kundar barna barn avdeling avdelingen avdelinga kollega kolleger kollegaer kollegene"
    " post posten vakt vakter vakten skift turnus kurs kurset opplæring ansatte tilsette"
    " virksomhet bedrift bedriften firma dyr hunder søker søkere medlemmer"
)
WORK_CUES = frozenset(_WORK.split())
"""Words that tell of the work; a disease beside them is often the work's."""

_PERSON = (
    "hun han ho hen arbeidstaker arbeidstakeren arbeidstakar arbeidstakaren jeg eg meg sin sitt"
    " sine hans hennes hennar selv sjølv ansatt"
)
PERSON_CUES = frozenset(_PERSON.split())
"""Words that tell of the person the report is about."""

_NEAR = 3
_FAR = 8


def paragraph_features(
    text: str,
    reader: WordReader,
    parties: Collection[str] = (),
    unlisted: Collection[str] = (),
) -> tuple[list[Token], list[list[str]]]:
    """Return the tokens of a cleaned paragraph and the features of each.

    ``parties`` are the words of the parties' names; for the words in ``unlisted`` the lexicons
    stay silent (training leaves them out so that the model learns to do without).
    """
    tokens = tokenise(text)
    words = [reader.read(token.text) for token in tokens]
    terms = _terms(tokens, reader.knowledge)
    numbers, line_starts = sentence_numbers(text, tokens)
    cues = _sentence_cues(tokens, words, numbers)
    rows: list[list[str]] = []
    for i, (token, word) in enumerate(zip(tokens, words, strict=True)):
        row = list(word.own)
        listed = token.low not in unlisted
        if listed:
            row += word.known
            if terms[i]:
                row.append(terms[i])
        _add_neighbours(row, i, tokens, words, terms)
        if listed and word.known and i:
            row.append(f"wl={tokens[i - 1].low}|{word.known[0]}")
        if line_starts[i]:
            row.append("nl")
        if i + 1 < len(tokens) and line_starts[i + 1]:
            row.append("nl+")
        _add_sentence(row, i, tokens, numbers, cues[numbers[i]], word.is_sure)
        if token.low in parties or token.low.rstrip("s") in parties:
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


def _add_sentence(
    row: list[str],
    i: int,
    tokens: Sequence[Token],
    numbers: Sequence[int],
    cues: Sequence[int],
    is_sure: bool,
) -> None:
    work, person, sure = cues
    if work:
        row.append("work")
    if person:
        row.append("person")
    row.append(f"sure{min(sure - is_sure, 2)}")
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
    at = 0
    while at < len(tokens):
        length = 1
        for term, mark in knowledge.phrases.get(tokens[at].low, ()):
            end = at + len(term)
            if end <= len(tokens) and all(
                tokens[at + k].low == word for k, word in enumerate(term)
            ):
                length = len(term)
                marks[at:end] = [f"M=B{mark}", *[f"M=I{mark}"] * (length - 1)]
                break
        at += length
    return marks


def _sentence_cues(
    tokens: Sequence[Token], words: Sequence[WordFeatures], numbers: Sequence[int]
) -> dict[int, list[int]]:
    cues: dict[int, list[int]] = {}
    for token, word, number in zip(tokens, words, numbers, strict=True):
        counts = cues.setdefault(number, [0, 0, 0])
        counts[0] += token.low in WORK_CUES
        counts[1] += token.low in PERSON_CUES
        counts[2] += word.is_sure
    return cues
