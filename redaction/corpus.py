"""Annotated documents in the guideline's file format."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a text, offsets in code points, ``end`` exclusive."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """One document of a corpus in the guideline's file format."""

    id: str
    lang: str
    parties: tuple[str, ...]
    text: str
    spans: tuple[Span, ...] = ()


def voice(document: CorpusDocument) -> str:
    """Return who wrote a document: the folder in its id, or its middle part (``t-A-01``), or ""."""
    folder, slash, _ = document.id.rpartition("/")
    if slash:
        return folder.rpartition("/")[2]
    parts = document.id.split("-")
    return parts[1] if len(parts) > 2 else ""


def read_corpus(path: Path) -> Iterator[CorpusDocument]:
    """Read documents in the guideline's format, one JSON object a line.

    Raises:
        ValueError: naming the line, never its text, if one is not a document.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _parse(line, number)


def _parse(line: str, number: int) -> CorpusDocument:
    try:
        data = json.loads(line)
        text = data["text"]
        spans = tuple(
            Span(int(s["start"]), int(s["end"]), Label(s["label"])) for s in data.get("spans", ())
        )
        document = CorpusDocument(
            str(data["id"]), str(data.get("lang", "")), tuple(data.get("parties", ())), text, spans
        )
        whole = isinstance(text, str) and all(isinstance(p, str) for p in document.parties)
        if not whole or not all(0 <= s.start < s.end <= len(text) for s in spans):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ValueError(f"line {number} is not a corpus document") from None
    return document
