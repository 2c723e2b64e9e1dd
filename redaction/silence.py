"""The second net's measures: what neither a finding nor a hint points at, and at what price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redaction.paragraphs import paragraph_spans
from redaction.sentences import sentence_spans
from schemas.labels import CRITICAL_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from redaction.corpus import CorpusDocument
    from redaction.scoring import Scored


@dataclass(frozen=True, slots=True)
class SecondNet:
    """How many critical gold spans stand in sentences without finding or hint.

    Rates lie between 0 and 1; ``clean_hints`` is hints per 1,000 words in documents without a
    gold span. ``None`` without a base.
    """

    silent_leak_rate: float | None
    silent_leak_rate_without_hints: float | None
    clean_hints: float | None


def second_net(scored: Sequence[Scored], hinted: Sequence[Sequence[tuple[int, int]]]) -> SecondNet:
    """Measure the hints, given per document in the order of ``scored``.

    Raises:
        ValueError: if the two sequences differ in length.
    """
    silent: list[bool] = []
    unmarked: list[bool] = []
    words = hints = 0
    for one, spans in zip(scored, hinted, strict=True):
        found = [(p.start, p.end) for p in one.predicted]
        for start, end in _critical_sentences(one.document):
            unmarked.append(not _touches(start, end, found))
            silent.append(unmarked[-1] and not _touches(start, end, spans))
        if not one.document.spans:
            words += len(one.document.text.split())
            hints += len(spans)
    return SecondNet(
        silent_leak_rate=sum(silent) / len(silent) if silent else None,
        silent_leak_rate_without_hints=sum(unmarked) / len(unmarked) if unmarked else None,
        clean_hints=1000 * hints / words if words else None,
    )


def _critical_sentences(document: CorpusDocument) -> list[tuple[int, int]]:
    """Return for each critical gold span where the sentences around it begin and end."""
    critical = [span for span in document.spans if span.label in CRITICAL_LABELS]
    if not critical:
        return []
    sentences = [
        (start + first, start + last)
        for start, end in paragraph_spans(document.text)
        for first, last in sentence_spans(document.text[start:end])
    ]
    found = []
    for span in critical:
        around = [(a, b) for a, b in sentences if a < span.end and span.start < b]
        around.append((span.start, span.end))
        found.append((min(a for a, _ in around), max(b for _, b in around)))
    return found


def _touches(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in spans)
