"""The shipped model: checked against its checksums, then ready to tag."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
import pycrfsuite  # type: ignore[import-untyped]

from redaction import DetectionError
from redaction.sequence.decode import TAGS, Decoding, spans
from redaction.sequence.features import paragraph_features
from redaction.sequence.knowledge import knowledge, party_words
from redaction.sequence.words import WordReader

if TYPE_CHECKING:
    from collections.abc import Collection
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray

    from redaction.sequence.decode import TaggedSpan

CHECKSUMS = "SHA256SUMS"
TAGGER, WORDS, DECODING = "tagger.crf", "words.tsv.xz", "decoding.json"
_SURELY_OUTSIDE = 0.985


class SequenceModel:
    """Tags paragraphs; made by ``load``, good for one caller at a time."""

    def __init__(self, tagger: bytes, words: bytes, decoding: bytes) -> None:
        self.decoding = _decoding(decoding)
        self._reader = WordReader(knowledge(words))
        self._content = tagger  # crfsuite reads from this memory as long as it tags
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._content)
        known = set(self._tagger.labels())
        self._columns = [(column, tag) for column, tag in enumerate(TAGS) if tag in known]

    @classmethod
    def load(cls, folder: Traversable | None = None) -> SequenceModel:
        """Read the model's files and check them.

        Raises:
            DetectionError: if a file is missing or is not the one that was released.
        """
        root = resources.files("redaction.model") if folder is None else folder
        sums = _checksums(root)
        return cls(*(_checked(root, name, sums) for name in (TAGGER, WORDS, DECODING)))

    def spans(self, text: str, parties: Collection[str]) -> list[TaggedSpan]:
        """Return the spans of a cleaned paragraph; ``parties`` are the names of the case."""
        tokens, rows = paragraph_features(text, self._reader, party_words(parties))
        if not tokens:
            return []
        return spans(tokens, self.probabilities(rows), self.decoding)

    def probabilities(self, rows: list[list[str]]) -> NDArray[np.float32]:
        """Return each token's probability of each tag, in the order of ``TAGS``."""
        self._tagger.set(rows)
        marginal = self._tagger.marginal
        found = np.zeros((len(rows), len(TAGS)), dtype=np.float32)
        for at in range(len(rows)):
            outside = marginal("O", at)
            if outside > _SURELY_OUTSIDE:
                found[at, 0] = 1.0
                continue
            for column, tag in self._columns:
                found[at, column] = marginal(tag, at)
        return found


@cache
def sequence_model() -> SequenceModel:
    """Return the shipped model, loaded once.

    Raises:
        DetectionError: if it is missing or damaged.
    """
    return SequenceModel.load()


def _checksums(root: Traversable) -> dict[str, str]:
    try:
        lines = root.joinpath(CHECKSUMS).read_text(encoding="ascii").splitlines()
        return {name: digest for digest, name in (line.split() for line in lines)}
    except (OSError, ValueError):
        raise DetectionError("the model's checksums are missing or unreadable") from None


def _checked(root: Traversable, name: str, sums: dict[str, str]) -> bytes:
    try:
        content = root.joinpath(name).read_bytes()
    except OSError:
        raise DetectionError(f"the model file {name} is missing") from None
    if hashlib.sha256(content).hexdigest() != sums.get(name):
        raise DetectionError(f"the model file {name} is not the one that was released")
    return content


def _decoding(content: bytes) -> Decoding:
    fields = json.loads(content)
    below, shares = fields["calibration"]
    return Decoding(fields["token"], fields["label"], (tuple(below), tuple(shares)))
