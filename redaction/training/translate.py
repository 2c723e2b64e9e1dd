"""Nynorsk training text from bokmål: Apertium's nob → nno, with the marks carried through.

Apertium (Debian ``apertium-nno-nob``, GPL) is a tool to make data and is not shipped.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

from redaction.training.augment import joined, pieces
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from redaction.evaluation import CorpusDocument
    from redaction.training.augment import Piece

MODE = "nob-nno_e"
_LINE = '<br class="n"/>'
_PARAGRAPH = re.compile(r'<p id="(\d+)">(.*?)</p>', re.DOTALL)
_MARK = re.compile(r'<i class="([A-Z_]+)">(.*?)</i>', re.DOTALL)
_LINE_BACK = re.compile(r' ?<br class="n"/?> ?')
SUFFIX = "~nn"


def translate(documents: Sequence[CorpusDocument]) -> list[CorpusDocument]:
    """Return the documents in nynorsk; one whose marks were lost on the way is left out."""
    source = "\n".join(
        f'<p id="{number}">{_marked_up(document)}</p>' for number, document in enumerate(documents)
    )
    result = subprocess.run(  # noqa: S603
        ["apertium", "-u", "-f", "html", MODE],  # noqa: S607
        input=source,
        capture_output=True,
        text=True,
        check=True,
    )
    found = []
    for match in _PARAGRAPH.finditer(result.stdout):
        original = documents[int(match[1])]
        translated = joined(original, _pieces(match[2].replace("\n", " ")))
        if len(translated.spans) == len(original.spans):
            found.append(replace(translated, id=original.id + SUFFIX, lang="nn"))
    return found


def write(documents: Iterable[CorpusDocument], path: Path) -> None:
    """Write documents as JSON Lines."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for document in documents:
            row = {
                "id": document.id,
                "lang": document.lang,
                "parties": list(document.parties),
                "text": document.text,
                "spans": [
                    {"start": s.start, "end": s.end, "label": s.label.value} for s in document.spans
                ],
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _marked_up(document: CorpusDocument) -> str:
    text = ""
    for part, label in pieces(document):
        escaped = html.escape(part, quote=False).replace("\n", _LINE)
        text += f'<i class="{label.value}">{escaped}</i>' if label else escaped
    return text


def _pieces(marked_up: str) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for match in _MARK.finditer(marked_up):
        found.append((_plain(marked_up[at : match.start()]), None))
        inner = _plain(match[2])
        core = inner.strip()
        before = inner[: len(inner) - len(inner.lstrip())]
        found += [(before, None), (core, Label(match[1])), (inner[len(before) + len(core) :], None)]
        at = match.end()
    return [*found, (_plain(marked_up[at:]), None)]


def _plain(marked_up: str) -> str:
    return html.unescape(_LINE_BACK.sub("\n", marked_up))
