"""The shipped model, ready to tag."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pycrfsuite  # type: ignore[import-untyped]

from redaction.sequence import files
from redaction.sequence.decode import TAGS, Decoding, spans
from redaction.sequence.features import paragraph_features
from redaction.sequence.knowledge import knowledge, party_words
from redaction.sequence.words import WordReader

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray

    from redaction.sequence.decode import TaggedSpan
    from redaction.sequence.tokens import Token

_SURELY_OUTSIDE = 0.94
"""A word this surely outside gets no probability of a label: it cannot pass the threshold."""


class Tagger:
    """One conditional random field, read from memory."""

    def __init__(self, content: bytes) -> None:
        self._content = content  # crfsuite reads from this memory as long as it tags
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._content)
        known = set(self._tagger.labels())
        self._columns = [
            (column, tag) for column, tag in enumerate(TAGS) if tag in known and column
        ]

    def probabilities(self, items: pycrfsuite.ItemSequence, length: int) -> NDArray[np.float32]:
        """Return each token's probability of each tag, in the order of ``TAGS``."""
        self._tagger.set(items)
        marginal = self._tagger.marginal
        found = np.zeros((length, len(TAGS)), dtype=np.float32)
        for at in range(length):
            outside = marginal("O", at)
            found[at, 0] = outside
            if outside < _SURELY_OUTSIDE:
                for column, tag in self._columns:
                    found[at, column] = marginal(tag, at)
        return found


class SequenceModel:
    """Tags paragraphs; made by ``load``, good for one caller at a time.

    ``agreement`` are the weights of the layers' voices, ``doubtful`` the probability from which on
    a word that is no finding makes its sentence a hint.
    """

    def __init__(self, words: bytes, decoding: bytes, *taggers: bytes) -> None:
        fields = json.loads(decoding)
        self.decoding = _decoding(fields)
        self.agreement: dict[str, float] = fields["agreement"]
        self.doubtful: float = fields["doubtful"]
        self._reader = WordReader(knowledge(words))
        self._latest: (
            tuple[tuple[str, tuple[str, ...], str], list[Token], NDArray[np.float32]] | None
        ) = None
        self._taggers = [Tagger(tagger) for tagger in taggers]

    @classmethod
    def load(cls, folder: Traversable | None = None) -> SequenceModel:
        """Read the model's files and check them.

        Raises:
            DetectionError: if a file is missing or is not the one that was released.
        """
        found = files.shipped() if folder is None else files.read(folder)
        return cls(*(found[name] for name in (files.WORDS, files.DECODING, *files.TAGGERS)))

    def spans(self, text: str, parties: tuple[str, ...], setting: str = "") -> list[TaggedSpan]:
        """Return the spans of a cleaned paragraph.

        ``parties`` are the names of the case, ``setting`` how much the whole text is about other
        people's health as work.
        """
        tokens, table = self._tagged(text, parties, setting)
        return spans(tokens, table, self.decoding) if tokens else []

    def marked(
        self, text: str, parties: tuple[str, ...], setting: str = ""
    ) -> list[tuple[int, int, float]]:
        """Return each token's start, end and probability of belonging to a detail."""
        tokens, table = self._tagged(text, parties, setting)
        return [
            (token.start, token.end, float(1 - row[0]))
            for token, row in zip(tokens, table, strict=True)
        ]

    def _tagged(
        self, text: str, parties: tuple[str, ...], setting: str
    ) -> tuple[list[Token], NDArray[np.float32]]:
        if self._latest is None or self._latest[0] != (text, parties, setting):
            tokens, rows = paragraph_features(
                text, self._reader, party_words(parties), setting=setting
            )
            table = self.probabilities(rows) if rows else np.zeros((0, len(TAGS)), np.float32)
            self._latest = (text, parties, setting), tokens, table
        return self._latest[1:]

    def probabilities(self, rows: list[list[str]]) -> NDArray[np.float32]:
        """Return each token's probability of each tag, the mean over the taggers."""
        items = pycrfsuite.ItemSequence(rows)
        total = self._taggers[0].probabilities(items, len(rows))
        for tagger in self._taggers[1:]:
            total += tagger.probabilities(items, len(rows))
        total /= len(self._taggers)
        return total


@cache
def sequence_model() -> SequenceModel:
    """Return the shipped model, loaded once.

    Raises:
        DetectionError: if it is missing or damaged.
    """
    return SequenceModel.load()


def _decoding(fields: dict[str, Any]) -> Decoding:
    below, shares = fields["calibration"]
    return Decoding(fields["token"], fields["label"], (tuple(below), tuple(shares)))
