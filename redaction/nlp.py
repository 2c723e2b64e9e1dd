"""The Norwegian spaCy pipeline inside Presidio: our words and sentences, nothing to download."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.language import Language
from spacy.tokens import Doc

from redaction.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.vocab import Vocab

LANGUAGE = "no"
"""Presidio's language code: the recognisers read bokmål and nynorsk alike."""


class ParagraphArtifacts(NlpArtifacts):
    """What a recogniser gets besides the text: spaCy's document and the paragraph's reading."""

    def __init__(self, doc: Doc, reading: Reading) -> None:
        super().__init__(
            entities=[],
            tokens=doc,
            tokens_indices=[],
            lemmas=[],
            nlp_engine=None,
            language=LANGUAGE,
            scores=[],
        )
        self.reading = reading


class NorwegianNlpEngine(NlpEngine):
    """Presidio's door to spaCy, with the pipeline given instead of looked up by name."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def load(self) -> None:
        """Do nothing: the pipeline was given."""

    def is_loaded(self) -> bool:
        """Return that the pipeline is there."""
        return True

    def process_text(self, text: str, language: str) -> ParagraphArtifacts:
        """Read a text without a case around it."""
        return self.artifacts(read(text))

    def artifacts(self, reading: Reading) -> ParagraphArtifacts:
        """Run the pipeline over a paragraph that is already cut into words."""
        return ParagraphArtifacts(self.nlp(_document(self.nlp.vocab, reading)), reading)

    def process_batch(
        self,
        texts: Iterable[str],
        language: str,
        batch_size: int = 1,
        n_process: int = 1,
        **_: Any,
    ) -> Iterator[tuple[str, ParagraphArtifacts]]:
        """Read texts one after the other."""
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        """Return whether spaCy counts the word as a stop word."""
        return bool(self.nlp.vocab[word].is_stop)

    def is_punct(self, word: str, language: str) -> bool:
        """Return whether the word is punctuation."""
        return bool(self.nlp.vocab[word].is_punct)

    def get_supported_entities(self) -> list[str]:
        """Return no entity: the pipeline itself marks nothing."""
        return []

    def get_supported_languages(self) -> list[str]:
        """Return the one language code."""
        return [LANGUAGE]


def pipeline() -> Language:
    """Return spaCy's Norwegian pipeline with the project's sentence boundaries."""
    nlp = spacy.blank("nb")
    nlp.add_pipe("norwegian_sentences")
    return nlp


@Language.component("norwegian_sentences")
def norwegian_sentences(doc: Doc) -> Doc:
    """Mark sentence starts in a document made from a reading."""
    reading: Reading = (doc.user_data or {})["reading"]
    starts = {reading.starts[first] for first, last in reading.sentence_words if first < last}
    marks = [1 if token.idx in starts or token.i == 0 else -1 for token in doc]
    column: Any = np.array(marks, dtype="int64").astype("uint64")
    return doc.from_array(["SENT_START"], column)


def _document(vocab: Vocab, reading: Reading) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    position = 0
    text = reading.text
    for start, end in [*zip(reading.starts, reading.ends, strict=True), (len(text), len(text))]:
        gap = text[position:start]
        if gap == " " and words:
            spaces[-1] = True
        elif gap:
            words.append(gap)
            spaces.append(False)
        if end > start:
            words.append(text[start:end])
            spaces.append(False)
        position = end
    return Doc(vocab, words=words, spaces=spaces, user_data={"reading": reading})
