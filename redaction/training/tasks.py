"""Taggers trained side by side, a process each; the same tasks give the same bytes."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from redaction.sequence.files import WORDS
from redaction.sequence.knowledge import knowledge
from redaction.sequence.words import WordReader
from redaction.training.corpus import folder, training_documents
from redaction.training.tagger import train
from redaction.training.variants import VARIANTS, training_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redaction.evaluation import CorpusDocument

MODEL = Path(__file__).parents[1] / "model"


@dataclass(frozen=True, slots=True)
class Task:
    """One tagger to train: the number of its variant, its seed, and the folders it never reads."""

    variant: int
    seed: int
    held_out: frozenset[str] = frozenset()


def trained(tasks: Sequence[Task]) -> Iterator[bytes]:
    """Train on all cores and yield the taggers' files in the order of the tasks."""
    cores = min(len(tasks), os.cpu_count() or 1)
    with ProcessPoolExecutor(cores, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(run, tasks)


def run(task: Task) -> bytes:
    """Train one tagger and return its file."""
    variant = VARIANTS[task.variant]
    documents = [d for d in _corpus() if folder(d) not in task.held_out]
    material = training_set(documents, variant, reader().knowledge, task.seed)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "tagger.crf"
        train(material, reader(), path, task.seed, dropout=variant.dropout)
        return path.read_bytes()


@cache
def reader() -> WordReader:
    """Return the reader of words over the word table and the lexicons."""
    return WordReader(knowledge((MODEL / WORDS).read_bytes()))


@cache
def _corpus() -> tuple[CorpusDocument, ...]:
    return tuple(training_documents())
