"""Training the conditional random field and reading its probabilities off documents."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pycrfsuite  # type: ignore[import-untyped]

from redaction.context.features import setting
from redaction.evaluation import CorpusDocument, Span
from redaction.normalise import clean
from redaction.paragraphs import paragraph_spans
from redaction.sequence.decode import spans
from redaction.sequence.features import paragraph_features
from redaction.sequence.knowledge import party_words
from redaction.sequence.tokens import Token
from redaction.training.corpus import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from redaction.sequence.decode import Decoding
    from redaction.sequence.model import Tagger
    from redaction.sequence.words import WordReader

PARAMETERS = {
    "c1": 0.05,
    "c2": 0.5,
    "max_iterations": 60,
    "feature.possible_transitions": True,
}
LEXICON_DROPOUT = 0.15
"""Share of the word types of a paragraph whose lexicon features are left out in training."""


def train(
    documents: Iterable[CorpusDocument],
    reader: WordReader,
    path: Path,
    seed: int,
    parameters: dict[str, float] | None = None,
    dropout: float = LEXICON_DROPOUT,
) -> None:
    """Train a tagger on documents and write it to ``path``."""
    chance = random.Random(seed)  # noqa: S311
    trainer = pycrfsuite.Trainer(verbose=False)
    for paragraph in paragraphs(documents):
        if not paragraph.tags:
            continue
        words = sorted(set(paragraph.text.lower().split()))
        unlisted = {word.strip(".,;:()«»") for word in words if chance.random() < dropout}
        _, rows = paragraph_features(
            paragraph.text, reader, party_words(paragraph.parties), unlisted, paragraph.setting
        )
        trainer.append(rows, list(paragraph.tags))
    trainer.set_params({**PARAMETERS, **(parameters or {})})
    trainer.train(str(path))


class Probabilities:
    """A document's paragraphs with each token's probability of each tag."""

    def __init__(self, document: CorpusDocument) -> None:
        self.document = document
        self.paragraphs: list[tuple[int, list[Token], NDArray[np.float32]]] = []

    def spans(self, decoding: Decoding) -> list[tuple[Span, float]]:
        """Return the document's spans in document offsets, each with its probability."""
        return [
            (Span(span.start + start, span.end + start, span.label), span.probability)
            for start, tokens, table in self.paragraphs
            for span in spans(tokens, table, decoding)
        ]


def tag(
    documents: Iterable[CorpusDocument], reader: WordReader, taggers: Sequence[Tagger]
) -> list[Probabilities]:
    """Return the mean probabilities of each document, with token offsets into the document."""
    tagged = []
    for document in documents:
        result = Probabilities(document)
        around = setting(document.text.casefold().split())
        for start, end in paragraph_spans(document.text):
            cleaned = clean(document.text[start:end])
            tokens, rows = paragraph_features(
                cleaned.text, reader, party_words(document.parties), setting=around
            )
            if not tokens:
                continue
            items = pycrfsuite.ItemSequence(rows)
            tables = [tagger.probabilities(items, len(rows)) for tagger in taggers]
            placed = [Token(*cleaned.original(t.start, t.end), t.text, t.low) for t in tokens]
            result.paragraphs.append((start, placed, np.mean(tables, axis=0, dtype=np.float32)))
        tagged.append(result)
    return tagged
