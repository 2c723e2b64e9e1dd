"""Judging the taggers on voices they have not read: folders held out in groups."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from redaction.sequence.decode import Decoding
from redaction.sequence.model import Tagger
from redaction.training.corpus import folder
from redaction.training.tagger import tag
from redaction.training.tasks import Task, reader, trained
from redaction.training.variants import VARIANTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from redaction.evaluation import CorpusDocument, Span
    from redaction.training.tagger import Probabilities

FIRST_GROUPS = ("AEJ", "BKFH", "CGL", "DIMN")
"""The given folders by group: nynorsk, noise, lay phrases and clean text in different ones."""

UNCALIBRATED = ((0.0, 1.0), (0.0, 1.0))
TOKEN_THRESHOLDS = (0.12, 0.15, 0.18, 0.2, 0.22, 0.25, 0.3, 0.35)


def groups(documents: Iterable[CorpusDocument]) -> list[set[str]]:
    """Return the folders in as many groups as ``FIRST_GROUPS``, later voices dealt out in turn."""
    found = [set(group) for group in FIRST_GROUPS]
    later = sorted({folder(document) for document in documents} - set().union(*found))
    for number, voice in enumerate(later):
        found[number % len(found)].add(voice)
    return found


def held_out(documents: Sequence[CorpusDocument], seed: int) -> Iterator[Probabilities]:
    """Yield each document's probabilities by taggers that have read no document of its folder."""
    dealt = groups(documents)
    tasks = [
        Task(variant, seed + variant, frozenset(group))
        for group in dealt
        for variant in range(len(VARIANTS))
    ]
    contents = trained(tasks)
    for group in dealt:
        taggers = [Tagger(next(contents)) for _ in VARIANTS]
        yield from tag([d for d in documents if folder(d) in group], reader(), taggers)


def is_right(document: CorpusDocument, span: Span) -> bool:
    """Return whether gold spans cover at least half of a span's non-space characters."""
    gold = {i for marked in document.spans for i in range(marked.start, marked.end)}
    places = [i for i in range(span.start, span.end) if not document.text[i].isspace()]
    return 2 * sum(place in gold for place in places) >= len(places)


def calibration(
    judged: Iterable[Probabilities], token: float, smallest: int = 60
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return probabilities and the share of spans about there that were right, both rising.

    Spans in order of probability are pooled until each pool has ``smallest`` spans and a greater
    share than the one before (pool adjacent violators).
    """
    plain = Decoding(token, {}, UNCALIBRATED)
    rows = sorted(
        (probability, is_right(result.document, span))
        for result in judged
        for span, probability in result.spans(plain)
    )
    pools: list[tuple[float, int, int]] = []
    for start in range(0, len(rows), smallest):
        part = rows[start : start + smallest]
        pool = (sum(p for p, _ in part), sum(right for _, right in part), len(part))
        while pools and pools[-1][1] / pools[-1][2] >= pool[1] / pool[2]:
            last = pools.pop()
            pool = (last[0] + pool[0], last[1] + pool[1], last[2] + pool[2])
        pools.append(pool)
    return (
        tuple(round(total / count, 4) for total, _, count in pools),
        tuple(round(right / count, 4) for _, right, count in pools),
    )


def by_label(judged: Iterable[Probabilities], decoding: Decoding) -> dict[str, list[bool]]:
    """Return for each label whether each of its predicted spans was right."""
    found: dict[str, list[bool]] = defaultdict(list)
    for result in judged:
        for span, _ in result.spans(decoding):
            found[span.label.value].append(is_right(result.document, span))
    return found
