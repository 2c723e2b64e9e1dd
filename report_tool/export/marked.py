"""Turns a field's text into blocks, with the employee's withheld details marked and numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from report_tool.export.characters import clean
from report_tool.export.document import Block, Bullets, Mark, Paragraph, Run, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.copy import WithheldDetail

_BULLET = re.compile(r"^\s*[-*•–]\s+")


@dataclass(frozen=True, slots=True)
class Marker:
    """The withheld details of a copy by field, each with its printed number from 1."""

    by_field: dict[str, tuple[tuple[int, WithheldDetail], ...]]

    @classmethod
    def of(cls, details: Sequence[WithheldDetail], order: Sequence[str]) -> Marker:
        """Number the details in print order: by field as in ``order``, then by offset."""
        rank = {field: index for index, field in enumerate(order)}
        ordered = sorted(details, key=lambda d: (rank.get(d.field, len(rank)), d.start))
        by_field: dict[str, tuple[tuple[int, WithheldDetail], ...]] = {}
        for number, detail in enumerate(ordered, start=1):
            by_field[detail.field] = (*by_field.get(detail.field, ()), (number, detail))
        return cls(by_field)

    def numbered(self) -> tuple[tuple[int, WithheldDetail], ...]:
        """Return every detail with its number, by number."""
        return tuple(sorted((d for group in self.by_field.values() for d in group), key=_number))

    def runs(self, path: str, text: str) -> Text:
        """Return the whole field as runs; line breaks are kept."""
        runs: list[Run] = []
        position = 0
        for number, detail in self.by_field.get(path, ()):
            runs.append(Run(clean(text[position : detail.start])))
            runs.append(Run(clean(text[detail.start : detail.end]), Mark.WITHHELD))
            runs.append(Run(f"\u00a0[{number}]", Mark.STRONG))
            position = detail.end
        runs.append(Run(clean(text[position:])))
        return tuple(run for run in runs if run.text)

    def line(self, path: str, text: str) -> Text:
        """Return the field as one line of runs, for a table cell or a title."""
        runs = [replace(r, text=re.sub(r"\s*\n\s*", " ", r.text)) for r in self.runs(path, text)]
        return _trimmed(runs)

    def blocks(self, path: str, text: str) -> tuple[Block, ...]:
        """Return the field as paragraphs; lines that begin with a dash become a list."""
        blocks: list[Block] = []
        bullets: list[Text] = []
        for line in _lines(self.runs(path, text)):
            if line and _BULLET.match(line[0].text):
                first = replace(line[0], text=_BULLET.sub("", line[0].text))
                bullets.append(_trimmed([first, *line[1:]]))
                continue
            if bullets:
                blocks.append(Bullets(tuple(bullets)))
                bullets = []
            if trimmed := _trimmed(line):
                blocks.append(Paragraph(trimmed))
        if bullets:
            blocks.append(Bullets(tuple(bullets)))
        return tuple(blocks)


def _number(numbered: tuple[int, WithheldDetail]) -> int:
    return numbered[0]


def _lines(runs: Text) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        for index, piece in enumerate(run.text.split("\n")):
            if index:
                lines.append([])
            if piece:
                lines[-1].append(replace(run, text=piece))
    return lines


def _trimmed(runs: Sequence[Run]) -> Text:
    """Drop white space at both ends, and runs that become empty by it."""
    kept = [run for run in runs if run.text]
    while kept and not kept[0].text.lstrip(" "):
        kept.pop(0)
    while kept and not kept[-1].text.rstrip(" "):
        kept.pop()
    if not kept:
        return ()
    kept[0] = replace(kept[0], text=kept[0].text.lstrip(" "))
    kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
    return tuple(kept)
