"""Where a term and the trained tagger mark the same words, both become likelier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction.context.scoring import JUDGED

if TYPE_CHECKING:
    from presidio_analyzer import RecognizerResult

TAGGER = "sequence"
_WEIGHTY = 0.2


def strengthen(results: list[RecognizerResult]) -> None:
    """Raise the scores of overlapping results of terms and tagger to their joint probability.

    The joint probability is ``1 - (1 - p)(1 - q)``, as if each saw the detail on its own.
    """
    terms = sorted((r for r in results if _layer(r) in JUDGED), key=lambda r: r.start)
    tagged = sorted((r for r in results if _layer(r) == TAGGER), key=lambda r: r.start)
    if not terms or not tagged:
        return
    before = {id(result): result.score for result in results}
    for term, tag in _overlaps(terms, tagged):
        if before[id(term)] >= _WEIGHTY or _inside(term, tag):
            joint = 1 - (1 - before[id(term)]) * (1 - before[id(tag)])
            term.score = max(term.score, joint)
            if before[id(term)] >= _WEIGHTY:
                tag.score = max(tag.score, joint)


def _layer(result: RecognizerResult) -> str:
    return str(result.analysis_explanation.recognizer)


def _inside(term: RecognizerResult, tag: RecognizerResult) -> bool:
    return bool(tag.start <= term.start and term.end <= tag.end)


def _overlaps(
    terms: list[RecognizerResult], tagged: list[RecognizerResult]
) -> list[tuple[RecognizerResult, RecognizerResult]]:
    pairs: list[tuple[RecognizerResult, RecognizerResult]] = []
    first = 0
    for term in terms:
        while first < len(tagged) and tagged[first].end <= term.start:
            first += 1
        at = first
        while at < len(tagged) and tagged[at].start < term.end:
            if tagged[at].end > term.start:
                pairs.append((term, tagged[at]))
            at += 1
    return pairs
