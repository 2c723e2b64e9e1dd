"""The scoring of the annotation guideline: what was found, what was missed, what leaked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from redaction.confidence import Interval, intervals
from redaction.corpus import CorpusDocument, Span, read_corpus, voice
from redaction.scoring import Scored, score
from redaction.silence import SecondNet, second_net
from schemas.labels import CRITICAL_LABELS, Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


__all__ = [
    "CorpusDocument",
    "DocumentResult",
    "Evaluation",
    "Example",
    "Interval",
    "LabelMeasures",
    "Measures",
    "SecondNet",
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
class DocumentResult:
    """What went wrong in one document."""

    document: str
    gold: int
    missed: int
    missed_critical: int
    alarms: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All measures of one run, and its misses and alarms (the critical labels first).

    ``per_voice`` is by the voice in the documents' ids; ``intervals`` for ``all``
    and each language; ``worst`` are the documents with a fault, the worst first.
    """

    overall: Measures
    per_label: Mapping[str, LabelMeasures]
    per_language: Mapping[str, Measures]
    per_voice: Mapping[str, Measures]
    intervals: Mapping[str, Interval]
    second_net: SecondNet | None
    worst: tuple[DocumentResult, ...]
    misses: tuple[Example, ...]
    alarms: tuple[Example, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the evaluation as plain values for JSON."""
        return {
            "overall": asdict(self.overall),
            "perLabel": {name: asdict(measures) for name, measures in self.per_label.items()},
            "perLanguage": {name: asdict(measures) for name, measures in self.per_language.items()},
            "perVoice": {name: asdict(measures) for name, measures in self.per_voice.items()},
            "intervals": {name: asdict(interval) for name, interval in self.intervals.items()},
            "secondNet": asdict(self.second_net) if self.second_net else None,
            "documents": [asdict(result) for result in self.worst],
            "misses": [asdict(example) for example in self.misses],
            "alarms": [asdict(example) for example in self.alarms],
        }


def evaluate(
    gold: Sequence[CorpusDocument],
    predicted: Sequence[Sequence[Span | Any]],
    hinted: Sequence[Sequence[tuple[int, int]]] | None = None,
) -> Evaluation:
    """Score predictions, given per document in the order of ``gold``.

    A prediction is anything with ``start``, ``end`` and ``label``, such as a finding. ``hinted``
    are the spans of each document's hints, which only the second net's measures count.

    Raises:
        ValueError: if the sequences differ in length.
    """
    scored = [score(d, tuple(p)) for d, p in zip(gold, predicted, strict=True)]
    languages = _grouped(scored, [s.document.lang for s in scored])
    voices = _grouped(scored, [voice(s.document) for s in scored])
    return Evaluation(
        overall=_measures(scored),
        per_label={label.value: _label_measures(scored, label) for label in _labels(scored)},
        per_language={name: _measures(own) for name, own in languages.items()},
        per_voice={name: _measures(own) for name, own in voices.items() if name},
        intervals={name: intervals(own) for name, own in {"all": scored, **languages}.items()},
        second_net=None if hinted is None else second_net(scored, hinted),
        worst=_worst(scored),
        misses=_examples(scored, missed=True),
        alarms=_examples(scored, missed=False),
    )


def _grouped(scored: Sequence[Scored], names: Sequence[str]) -> dict[str, list[Scored]]:
    found: dict[str, list[Scored]] = {name: [] for name in sorted(set(names))}
    for name, one in zip(names, scored, strict=True):
        found[name].append(one)
    return found


def _worst(scored: Sequence[Scored]) -> tuple[DocumentResult, ...]:
    results = [
        DocumentResult(
            document=s.document.id,
            gold=len(s.found),
            missed=len(s.found) - sum(s.found),
            missed_critical=s.critical_misses,
            alarms=len(s.right) - sum(s.right),
        )
        for s in scored
    ]
    faulty = [result for result in results if result.missed or result.alarms]
    return tuple(sorted(faulty, key=lambda r: (-r.missed_critical, -r.missed, -r.alarms)))


def _rate(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _measures(scored: Sequence[Scored]) -> Measures:
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
        critical_leak_rate=_rate(sum(s.critical_misses > 0 for s in critical), len(critical)),
        document_leak_rate=_rate(sum(s.leaks for s in scored), len(scored)),
        clean_alarms=_rate(1000 * sum(len(s.predicted) for s in clean), words),
    )


def _labels(scored: Sequence[Scored]) -> list[Label]:
    used = {span.label for s in scored for span in (*s.document.spans, *s.predicted)}
    return [label for label in Label if label in used]


def _label_measures(scored: Sequence[Scored], label: Label) -> LabelMeasures:
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


def _examples(scored: Sequence[Scored], *, missed: bool) -> tuple[Example, ...]:
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
