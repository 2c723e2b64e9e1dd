"""From which doubt on a sentence becomes a hint: as low as clean unread text can bear."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from redaction.agreement import probability
from redaction.paragraphs import paragraph_spans
from redaction.sentences import sentence_spans
from redaction.thresholds import AGREED
from redaction.training.agreement import seen_stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from presidio_analyzer import RecognizerResult

    from redaction.sequence.decode import Decoding
    from redaction.training.tagger import Probabilities

HINTS = 2.0
"""Hints per 1,000 clean words of unread voices; ordinary reports get up to half as many again."""


def doubtful(
    judged: Sequence[Sequence[RecognizerResult]],
    tagged: Sequence[Probabilities],
    decoding: Decoding,
    weights: Mapping[str, float],
) -> float:
    """Return the probability from which on a word makes its sentence a hint.

    Where a document has no gold span, every hint is one too many: the sentences without a finding
    are counted from the greatest doubt down until they are ``HINTS`` per 1,000 words.
    """
    doubts: list[float] = []
    words = 0
    for results, probabilities in zip(judged, tagged, strict=True):
        if not probabilities.document.spans:
            words += len(probabilities.document.text.split())
            found = [
                (stretch[0].start, max(result.end for result in stretch))
                for stretch, seen in seen_stretches(results, probabilities, decoding)
                if probability(seen, weights) >= AGREED[stretch[0].entity_type]
            ]
            doubts += _unmarked(probabilities, found)
    doubts.sort(reverse=True)
    allowed = int(HINTS * words / 1000)
    return round(doubts[allowed], 3) if allowed < len(doubts) else 0.05


def _unmarked(tagged: Probabilities, found: Sequence[tuple[int, int]]) -> Iterator[float]:
    """Yield for each sentence without a finding the greatest probability of its words."""
    text = tagged.document.text
    marked = [
        (token.start + start, float(1 - row[0]))
        for start, tokens, table in tagged.paragraphs
        for token, row in zip(tokens, table, strict=True)
    ]
    places = [place for place, _ in marked]
    for start, end in paragraph_spans(text):
        for first, last in sentence_spans(text[start:end]):
            a, b = start + first, start + last
            if not any(x < b and a < y for x, y in found):
                inside = marked[bisect_left(places, a) : bisect_left(places, b)]
                yield max((doubt for _, doubt in inside), default=0.0)
