"""Corpora in the annotation guideline's JSON Lines; spans in them are ignored."""

from __future__ import annotations

import json

from report_tool.errors import BrokenCorpusError
from report_tool.scan.documents import ScanDocument
from report_tool.scan.readers.plain_text import decode


def read(data: bytes, name: str) -> tuple[ScanDocument, ...]:
    """Return one document a line; blank lines are passed over.

    Raises:
        BrokenCorpusError: if a line is not a document; it names the line, never its text.
        NotUtf8Error: if the file is not UTF-8.
    """
    lines = decode(data, name).split("\n")
    return tuple(
        _document(line, name, number) for number, line in enumerate(lines, 1) if line.strip()
    )


def _document(line: str, name: str, number: int) -> ScanDocument:
    broken = BrokenCorpusError(file=name, line=number)
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise broken from None
    match record:
        case {"id": str() | int() as identifier, "text": str() as text}:
            parties, lang = record.get("parties") or [], record.get("lang")
        case _:
            raise broken
    if not isinstance(parties, list) or not all(isinstance(party, str) for party in parties):
        raise broken
    if lang not in ("nb", "nn", None) or _has_lone_surrogate(text):
        raise broken
    return ScanDocument(
        name=str(identifier), text=text, parties=tuple(parties), lang=lang, source=name
    )


def _has_lone_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
