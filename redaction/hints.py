"""A second net: sentences that may tell something private though nothing in them was marked.

A hint is no finding. It asks the writer to read one sentence again; it withholds nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction import DetectionError
from redaction.context.features import setting
from redaction.normalise import clean, fold
from redaction.paragraphs import paragraph_spans
from redaction.sentences import sentence_spans
from redaction.sequence.model import sequence_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from schemas.finding import Finding


def hints(
    text: str, parties: Sequence[str], findings: Iterable[Finding]
) -> tuple[tuple[int, int], ...]:
    """Return the sentences without a finding that are worth a second look, as sorted spans.

    Such a sentence holds a word the tagger doubts: its probability of belonging to a detail is at
    least the model's ``doubtful``, set on unread voices so that clean text costs few hints.

    Raises:
        DetectionError: if the tagger is missing or fails.
    """
    model = sequence_model()
    around = setting(fold(text).split())
    names = tuple(parties)
    marked = [(finding.start, finding.end) for finding in findings]
    found: list[tuple[int, int]] = []
    try:
        for start, end in paragraph_spans(text):
            cleaned = clean(text[start:end])
            doubts = []
            for first, after, probability in model.marked(cleaned.text, names, around):
                if probability >= model.doubtful:
                    place, _ = cleaned.original(first, after)
                    doubts.append(start + place)
            if doubts:
                for a, b in sentence_spans(text[start:end]):
                    found += _hint(start + a, start + b, doubts, marked)
    except Exception as error:
        raise DetectionError(f"the hints failed: {type(error).__name__}") from None
    return tuple(found)


def _hint(
    start: int, end: int, doubts: Sequence[int], marked: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    doubted = any(start <= place < end for place in doubts)
    covered = any(a < end and start < b for a, b in marked)
    return [(start, end)] if doubted and not covered else []
