"""The annotated documents as tagged paragraphs, read as the engine reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from redaction.context.features import setting
from redaction.evaluation import CorpusDocument, Span
from redaction.normalise import clean
from redaction.paragraphs import paragraph_spans
from redaction.sequence.tokens import tokenise
from redaction.training.corpus_format import read_folder
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CORPUS = Path(__file__).parent / "corpus"
TRAIN = CORPUS / "train.jsonl"
DEV = CORPUS / "dev.jsonl"
WRITTEN = CORPUS / "written"
TRANSLATED = CORPUS / "translated-nn.jsonl"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A cleaned paragraph, where it begins in its document, and the tag of each token."""

    text: str
    parties: tuple[str, ...]
    setting: str
    tags: tuple[str, ...]


def documents(path: Path) -> list[CorpusDocument]:
    """Read a JSON Lines file in the guideline's format."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            marked = tuple(Span(s["start"], s["end"], Label(s["label"])) for s in row["spans"])
            found.append(
                CorpusDocument(row["id"], row["lang"], tuple(row["parties"]), row["text"], marked)
            )
    return found


def training_documents() -> list[CorpusDocument]:
    """Return everything to train on: the given corpus and what was written since."""
    written = [
        CorpusDocument(
            row.id,
            row.lang,
            row.parties,
            row.text,
            tuple(Span(s.start, s.end, Label(s.label)) for s in row.spans),
        )
        for row in read_folder(WRITTEN)
    ]
    return [*documents(TRAIN), *written]


def folder(document: CorpusDocument) -> str:
    """Return the voice that wrote a document: the letter in its id (``t-A-01``)."""
    return document.id.split("-")[1]


def paragraphs(source: Iterable[CorpusDocument]) -> Iterator[Paragraph]:
    """Cut documents into tagged paragraphs as the engine does."""
    for document in source:
        around = setting(document.text.casefold().split())
        for start, end in paragraph_spans(document.text):
            cleaned = clean(document.text[start:end])
            offsets = []
            for token in tokenise(cleaned.text):
                first, after = cleaned.original(token.start, token.end)
                offsets.append((first + start, after + start))
            yield Paragraph(cleaned.text, document.parties, around, tags(offsets, document.spans))


def tags(offsets: list[tuple[int, int]], marked: Iterable[Span]) -> tuple[str, ...]:
    """Return the begin/inside/outside tag of each token, given in document offsets."""
    found = ["O"] * len(offsets)
    for span in marked:
        part = "B"
        for at, (start, end) in enumerate(offsets):
            if start < span.end and end > span.start and found[at] == "O":
                found[at] = f"{part}-{span.label.value}"
                part = "I"
    return tuple(found)
