"""How much there is to read, and how hard it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from redaction.sentences import sentence_spans
from report_tool.workflow.fields import SECTIONS, text_fields
from report_tool.workflow.quality.hint import Hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.report import Report

MOST_PAGES = 4
"""Pages that readers manage (evaluation 2024: a report should be short and directed at action)."""

HARD = 45
"""LIX from which a text counts as hard: 45 to 54 is the language of official texts (Björnsson,
*Läsbarhet*, 1968)."""

ENOUGH_WORDS = 60
"""Words a field must have before its LIX says anything."""

LONG_SENTENCE = 30
"""Words in a sentence that is pointed at; plain-language advice is 15 to 20 on average."""

_LONG_WORD = 6
_WORD = re.compile(r"[^\W_]+(?:[-–'][^\W_]+)*")
_HISTORY, _WAY_ON = SECTIONS[1:4], SECTIONS[4:7]

_BARE_PAGES, _WORDS_A_PAGE, _PAGES_A_MEASURE, _PAGES_A_STEP = 1.56, 650, 0.275, 0.17
_PAGES_UNSURE = 0.35
"""Least squares over 72 real PDF exports of both examples with 180 to 3,400 words, 1 to 5 measures
and 1 to 3 steps, notes to the reader left out: the largest error was 0.35 pages."""


def pages(report: Report) -> float:
    """Return about how many pages the exported report takes, to a third of a page."""
    return (
        _BARE_PAGES
        + sum(_words_by_section(report).values()) / _WORDS_A_PAGE
        + _PAGES_A_MEASURE * len(report.tiltaksplan.tiltak)
        + _PAGES_A_STEP * len(report.vei_tilbake.steg)
    )


def lix(text: str) -> int:
    """Return the LIX of a text: words per sentence plus the percentage of words over six letters.

    0 for a text without words.
    """
    words = _WORD.findall(text)
    if not words:
        return 0
    long_words = sum(len(word) > _LONG_WORD for word in words)
    sentences = max(len(sentence_spans(text)), 1)
    return round(len(words) / sentences + 100 * long_words / len(words))


def short(report: Report) -> Iterator[Hint]:
    """The report takes at most four pages.

    Source: evaluation 2024. The estimate must be over by more than its error.
    """
    estimate = pages(report)
    if estimate > MOST_PAGES + _PAGES_UNSURE:
        whole = str(int(estimate) + 1)
        yield Hint("pages", "", (("pages", whole), ("most", str(MOST_PAGES))), about=whole)


def directed(report: Report) -> Iterator[Hint]:
    """History (sections 2 to 4) is not longer than measures and plan (5 to 7).

    Source: evaluation 2024: "heavy history and no concrete measures". Asked once both are begun.
    """
    words = _words_by_section(report)
    before = sum(words[section] for section in _HISTORY)
    after = sum(words[section] for section in _WAY_ON)
    begun = report.tiltaksplan.tiltak and report.vei_tilbake.steg
    if begun and before > after:
        yield Hint("history", _HISTORY[0], (("before", str(before)), ("after", str(after))))


def plain(report: Report) -> Iterator[Hint]:
    """Every longer text has a LIX under 45, and no sentence is very long.

    Source: Björnsson 1968; språklova § 9 (public bodies write clearly) sets the readers' standard.
    """
    for field in text_fields(report):
        if field.section == "merknader":
            continue
        words = _count(field.text)
        value = lix(field.text) if words >= ENOUGH_WORDS else 0
        if value >= HARD:
            yield Hint(
                "lix", field.path, (("lix", str(value)), ("hard", str(HARD))), about=field.path
            )
        for start, end in sentence_spans(field.text):
            sentence = field.text[start:end]
            if (count := _count(sentence)) > LONG_SENTENCE:
                number = (("count", str(count)),)
                yield Hint("long-sentence", field.path, number, (start, end), sentence)


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def _words_by_section(report: Report) -> dict[str, int]:
    words = dict.fromkeys(SECTIONS, 0)
    for field in text_fields(report):
        words[field.section] += _count(field.text)
    return words
