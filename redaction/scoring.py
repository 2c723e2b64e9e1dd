"""One document's findings against its gold spans, as the annotation guideline counts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redaction.corpus import CorpusDocument, Span
from schemas.labels import CRITICAL_LABELS, Label

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Scored:
    """Which gold spans were found, which predictions were right, and how many labels agree."""

    document: CorpusDocument
    predicted: tuple[Span, ...]
    found: tuple[bool, ...]
    right: tuple[bool, ...]
    labels_agree: int

    @property
    def leaks(self) -> bool:
        """Return whether a gold span was missed."""
        return not all(self.found)

    @property
    def is_critical(self) -> bool:
        """Return whether the document has a gold span of a critical label."""
        return any(span.label in CRITICAL_LABELS for span in self.document.spans)

    @property
    def critical_misses(self) -> int:
        """Return how many gold spans of critical labels were missed."""
        pairs = zip(self.document.spans, self.found, strict=True)
        return sum(not found for span, found in pairs if span.label in CRITICAL_LABELS)


def score(document: CorpusDocument, predicted: tuple[Any, ...]) -> Scored:
    """Score the predictions of one document; each has ``start``, ``end`` and ``label``."""
    text = document.text
    spans = tuple(Span(p.start, p.end, Label(p.label)) for p in predicted)
    found = tuple(_is_covered(text, span, spans) for span in document.spans)
    right = tuple(_is_covered(text, span, document.spans) for span in spans)
    agree = sum(
        1
        for span, was_found in zip(document.spans, found, strict=True)
        if was_found and _closest(text, span, spans).label is span.label
    )
    return Scored(document, spans, found, right, agree)


def _is_covered(text: str, span: Span, others: Iterable[Span]) -> bool:
    size = _size(text, span.start, span.end)
    covered: set[int] = set()
    for other in others:
        covered.update(range(max(span.start, other.start), min(span.end, other.end)))
    return 2 * sum(not text[i].isspace() for i in covered) >= size > 0


def _closest(text: str, span: Span, others: Iterable[Span]) -> Span:
    return max(
        others,
        key=lambda o: (
            _size(text, max(span.start, o.start), min(span.end, o.end)),
            o.label is span.label,
        ),
    )


def _size(text: str, start: int, end: int) -> int:
    return sum(not character.isspace() for character in text[start:end])
