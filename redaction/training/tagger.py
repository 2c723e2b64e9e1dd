"""Training the conditional random field and reading its probabilities off documents."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pycrfsuite  # type: ignore[import-untyped]

from redaction.evaluation import CorpusDocument, Span
from redaction.normalise import clean
from redaction.paragraphs import paragraph_spans
from redaction.sequence.decode import TAGS, spans
from redaction.sequence.features import paragraph_features
from redaction.sequence.knowledge import party_words
from redaction.training.corpus import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from redaction.sequence.decode import Decoding
    from redaction.sequence.tokens import Token
    from redaction.sequence.words import WordReader

PARAMETERS = {
    "c1": 0.05,
    "c2": 0.05,
    "max_iterations": 90,
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
            paragraph.text, reader, party_words(paragraph.parties), unlisted
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
        found = []
        for start, tokens, table in self.paragraphs:
            for span in spans(tokens, table, decoding):
                found.append(
                    (Span(span.start + start, span.end + start, span.label), span.probability)
                )
        return found


def tag(
    documents: Iterable[CorpusDocument], reader: WordReader, tagger: pycrfsuite.Tagger
) -> list[Probabilities]:
    """Return the probabilities of each document (token offsets mapped to the document)."""
    from redaction.sequence.tokens import Token

    known = set(tagger.labels())
    columns = [(column, name) for column, name in enumerate(TAGS) if name in known]
    tagged = []
    for document in documents:
        result = Probabilities(document)
        for start, end in paragraph_spans(document.text):
            cleaned = clean(document.text[start:end])
            tokens, rows = paragraph_features(cleaned.text, reader, party_words(document.parties))
            if not tokens:
                continue
            tagger.set(rows)
            table = np.zeros((len(rows), len(TAGS)), dtype=np.float32)
            for at in range(len(rows)):
                for column, name in columns:
                    table[at, column] = tagger.marginal(name, at)
            placed = [Token(*cleaned.original(t.start, t.end), t.text, t.low) for t in tokens]
            result.paragraphs.append((start, placed, table))
        tagged.append(result)
    return tagged
