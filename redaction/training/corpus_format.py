"""The two forms of an annotated document: marks in the text, and offsets beside it.

A text file holds one document. Its first line names it; the marks stand in the text::

    # id=w-O-01 lang=nn parties=Kari Nordmann;Verket AS
    Ho har hatt ⟦DIAGNOSIS|migrene⟧ sidan i fjor.

The same document as one line of JSON holds the bare text and spans that count Unicode code
points. ``parse`` and ``render`` turn one into the other without loss.

Run as a module it gathers a folder of text files into one JSON Lines file::

    python -m redaction.training.corpus_format FOLDER OUT.jsonl
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LABELS = (
    "DIAGNOSIS",
    "SYMPTOM",
    "TREATMENT",
    "MEDICATION",
    "CARE_PROVIDER",
    "REPRODUCTIVE",
    "SUBSTANCE",
    "PRIVATE_LIFE",
    "SPECIAL_CATEGORY",
    "PERSON",
    "NATIONAL_ID",
    "CONTACT",
)
LANGUAGES = ("nb", "nn")
OPEN, BAR, CLOSE = "⟦", "|", "⟧"

_HEADER = re.compile(r"# id=(?P<id>\S+) lang=(?P<lang>\S+) parties=(?P<parties>.*)")
_MARK = re.compile(r"⟦(?P<label>[A-Z_]+)\|(?P<text>[^⟦⟧]*)⟧")


class FormatError(ValueError):
    """A document breaks the format; the message names it and the fault."""


@dataclass(frozen=True)
class Span:
    """A marked piece of text; ``end`` is exclusive."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Document:
    """An annotated document with its parties."""

    id: str
    lang: str
    parties: tuple[str, ...]
    text: str
    spans: tuple[Span, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Give the document as the object one JSON line holds."""
        return {
            "id": self.id,
            "lang": self.lang,
            "parties": list(self.parties),
            "text": self.text,
            "spans": [{"start": s.start, "end": s.end, "label": s.label} for s in self.spans],
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Document:
        """Read the object one JSON line holds, and check it."""
        document = cls(
            id=row["id"],
            lang=row["lang"],
            parties=tuple(row["parties"]),
            text=row["text"],
            spans=tuple(Span(s["start"], s["end"], s["label"]) for s in row["spans"]),
        )
        check(document)
        return document


def check(document: Document) -> None:
    """Raise FormatError unless languages, labels and spans keep to the format."""
    if document.lang not in LANGUAGES:
        raise FormatError(f"{document.id}: unknown language {document.lang!r}")
    if any(sign in document.text for sign in (OPEN, CLOSE)):
        raise FormatError(f"{document.id}: a mark is left in the text")
    last = 0
    for span in document.spans:
        if span.label not in LABELS:
            raise FormatError(f"{document.id}: unknown label {span.label!r}")
        if not last <= span.start < span.end <= len(document.text):
            raise FormatError(f"{document.id}: span {span.start}-{span.end} is out of order")
        marked = document.text[span.start : span.end]
        if marked != marked.strip():
            raise FormatError(f"{document.id}: span {span.start}-{span.end} has space at an edge")
        last = span.end


def parse(source: str) -> Document:
    """Read a text file's content; space around the text is dropped."""
    first, _, body = source.partition("\n")
    header = _HEADER.fullmatch(first.rstrip())
    if header is None:
        raise FormatError(f"the first line is no header: {first[:60]!r}")
    body = body.strip()
    pieces: list[str] = []
    spans: list[Span] = []
    read = written = 0
    for mark in _MARK.finditer(body):
        before = body[read : mark.start()]
        pieces += [before, mark["text"]]
        start = written + len(before)
        written = start + len(mark["text"])
        spans.append(Span(start, written, mark["label"]))
        read = mark.end()
    pieces.append(body[read:])
    document = Document(
        id=header["id"],
        lang=header["lang"],
        parties=tuple(name for name in header["parties"].split(";") if name),
        text="".join(pieces),
        spans=tuple(spans),
    )
    check(document)
    return document


def render(document: Document) -> str:
    """Write a document as a text file's content."""
    check(document)
    pieces = [
        f"# id={document.id} lang={document.lang} parties={';'.join(document.parties)}\n",
    ]
    read = 0
    for span in document.spans:
        marked = document.text[span.start : span.end]
        pieces += [document.text[read : span.start], OPEN, span.label, BAR, marked, CLOSE]
        read = span.end
    pieces += [document.text[read:], "\n"]
    return "".join(pieces)


def read_folder(folder: Path) -> list[Document]:
    """Read every text file below a folder, in the order of their paths."""
    documents = []
    for path in sorted(folder.rglob("*.txt")):
        try:
            documents.append(parse(path.read_text(encoding="utf-8")))
        except FormatError as error:
            raise FormatError(f"{path}: {error}") from error
    ids = [document.id for document in documents]
    if len(set(ids)) != len(ids):
        raise FormatError(f"{folder}: two documents share an id")
    return documents


def read_lines(path: Path) -> list[Document]:
    """Read a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [Document.from_json(json.loads(line)) for line in lines if line.strip()]


def write_lines(documents: list[Document], path: Path) -> None:
    """Write a JSON Lines file."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for document in documents:
            out.write(json.dumps(document.to_json(), ensure_ascii=False) + "\n")


def main(arguments: list[str]) -> int:
    """Gather a folder of text files into one JSON Lines file."""
    folder, out = (Path(argument) for argument in arguments)
    documents = read_folder(folder)
    write_lines(documents, out)
    sys.stderr.write(f"{len(documents)} documents written to {out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
