"""The scoring of the annotation guideline: what was found, what was missed, what leaked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from redaction.corpus import CorpusDocument, Span, read_corpus
from schemas.labels import CRITICAL_LABELS, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


__all__ = [
    "CorpusDocument",
    "Evaluation",
    "Example",
    "LabelMeasures",
    "Measures",
    "Span",
    "evaluate",
    "read_corpus",
]


@dataclass(frozen=True, slots=True)
class Measures:
    """The guideline's measures over a set of documents; a rate without a base is ``None``.

    All rates lie between 0 and 1, except ``clean_alarms``: alarms per 1,000 words in documents
    without a gold span.
    """

    documents: int
    gold: int
    predicted: int
    recall: float | None
    precision: float | None
    label_accuracy: float | None
    critical_leak_rate: float | None
    document_leak_rate: float | None
    clean_alarms: float | None


@dataclass(frozen=True, slots=True)
class LabelMeasures:
    """Recall over gold spans and precision over predicted spans of one label."""

    gold: int
    predicted: int
    recall: float | None
    precision: float | None


@dataclass(frozen=True, slots=True)
class Example:
    """A missed gold span or a false alarm, with the words around it."""

    document: str
    label: Label
    surface: str
    context: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All measures of one run, and its misses and alarms (the critical labels first)."""

    overall: Measures
    per_label: Mapping[str, LabelMeasures]
    per_language: Mapping[str, Measures]
    misses: tuple[Example, ...]
    alarms: tuple[Example, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the evaluation as plain values for JSON."""
        return {
            "overall": asdict(self.overall),
            "perLabel": {name: asdict(measures) for name, measures in self.per_label.items()},
            "perLanguage": {name: asdict(measures) for name, measures in self.per_language.items()},
            "misses": [asdict(example) for example in self.misses],
            "alarms": [asdict(example) for example in self.alarms],
        }


@dataclass(frozen=True, slots=True)
class _Scored:
    document: CorpusDocument
    predicted: tuple[Span, ...]
    found: tuple[bool, ...]
    right: tuple[bool, ...]
    labels_agree: int

    @property
    def leaks(self) -> bool:
        return not all(self.found)

    @property
    def is_critical(self) -> bool:
        return any(span.label in CRITICAL_LABELS for span in self.document.spans)

    @property
    def leaks_critically(self) -> bool:
        pairs = zip(self.document.spans, self.found, strict=True)
        return any(not found for span, found in pairs if span.label in CRITICAL_LABELS)


def evaluate(
    gold: Sequence[CorpusDocument], predicted: Sequence[Sequence[Span | Any]]
) -> Evaluation:
    """Score predictions, given per document in the order of ``gold``.

    A prediction is anything with ``start``, ``end`` and ``label``, such as a finding.

    Raises:
        ValueError: if the two sequences differ in length.
    """
    scored = [_score(d, tuple(p)) for d, p in zip(gold, predicted, strict=True)]
    languages = sorted({document.lang for document in gold})
    return Evaluation(
        overall=_measures(scored),
        per_label={label.value: _label_measures(scored, label) for label in _labels(scored)},
        per_language={
            lang: _measures([s for s in scored if s.document.lang == lang]) for lang in languages
        },
        misses=_examples(scored, missed=True),
        alarms=_examples(scored, missed=False),
    )


def _score(document: CorpusDocument, predicted: tuple[Any, ...]) -> _Scored:
    text = document.text
    spans = tuple(Span(p.start, p.end, Label(p.label)) for p in predicted)
    found = tuple(_is_covered(text, span, spans) for span in document.spans)
    right = tuple(_is_covered(text, span, document.spans) for span in spans)
    agree = sum(
        1
        for span, was_found in zip(document.spans, found, strict=True)
        if was_found and _closest(text, span, spans).label is span.label
    )
    return _Scored(document, spans, found, right, agree)


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


def _rate(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _measures(scored: Sequence[_Scored]) -> Measures:
    gold = sum(len(s.found) for s in scored)
    found = sum(sum(s.found) for s in scored)
    predicted = sum(len(s.right) for s in scored)
    critical = [s for s in scored if s.is_critical]
    clean = [s for s in scored if not s.document.spans]
    words = sum(len(s.document.text.split()) for s in clean)
    return Measures(
        documents=len(scored),
        gold=gold,
        predicted=predicted,
        recall=_rate(found, gold),
        precision=_rate(sum(sum(s.right) for s in scored), predicted),
        label_accuracy=_rate(sum(s.labels_agree for s in scored), found),
        critical_leak_rate=_rate(sum(s.leaks_critically for s in critical), len(critical)),
        document_leak_rate=_rate(sum(s.leaks for s in scored), len(scored)),
        clean_alarms=_rate(1000 * sum(len(s.predicted) for s in clean), words),
    )


def _labels(scored: Sequence[_Scored]) -> list[Label]:
    used = {span.label for s in scored for span in (*s.document.spans, *s.predicted)}
    return [label for label in Label if label in used]


def _label_measures(scored: Sequence[_Scored], label: Label) -> LabelMeasures:
    hits: dict[str, list[bool]] = defaultdict(list)
    for s in scored:
        for span, found in zip(s.document.spans, s.found, strict=True):
            if span.label is label:
                hits["gold"].append(found)
        for span, right in zip(s.predicted, s.right, strict=True):
            if span.label is label:
                hits["predicted"].append(right)
    gold, predicted = hits["gold"], hits["predicted"]
    return LabelMeasures(
        gold=len(gold),
        predicted=len(predicted),
        recall=_rate(sum(gold), len(gold)),
        precision=_rate(sum(predicted), len(predicted)),
    )


def _examples(scored: Sequence[_Scored], *, missed: bool) -> tuple[Example, ...]:
    examples: list[Example] = []
    for s in scored:
        spans, hits = (s.document.spans, s.found) if missed else (s.predicted, s.right)
        for span, hit in zip(spans, hits, strict=True):
            if not hit:
                text = s.document.text
                around = text[max(0, span.start - 40) : span.end + 40]
                examples.append(
                    Example(
                        s.document.id,
                        span.label,
                        text[span.start : span.end],
                        " ".join(around.split()),
                    )
                )
    return tuple(sorted(examples, key=lambda e: e.label not in CRITICAL_LABELS))
