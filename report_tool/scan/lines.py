"""Where an offset stands: line, column, and the named part of the document."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report_tool.scan.documents import Place, ScanDocument


@dataclass(frozen=True, slots=True)
class Position:
    """Line and column, both from 1, counted in code points."""

    line: int
    column: int


class Lines:
    """The line beginnings of one document, found once."""

    def __init__(self, document: ScanDocument) -> None:
        self._starts = [0]
        position = document.text.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = document.text.find("\n", position + 1)
        self._places = document.places
        self._place_starts = [place.start for place in document.places]

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def place(self, offset: int) -> Place | None:
        """Return the named part that holds an offset; None in body text."""
        index = bisect_right(self._place_starts, offset)
        return self._places[index - 1] if index else None
