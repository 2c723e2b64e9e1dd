"""Cuts a field's text into runs that know which details they belong to."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report_tool.export.characters import clean
from report_tool.export.document import Run, Text
from report_tool.export.marked import Marker

if TYPE_CHECKING:
    from report_tool.export.review_content import Spot


@dataclass(frozen=True, slots=True)
class SpotRun(Run):
    """A run in the review page: the spots it lies in, outermost first, and whether it is new."""

    spots: tuple[int, ...] = ()
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class SpotMarker(Marker):
    """A marker that cuts at the borders of spots and of new sentences, and adds no numbers."""

    spots: tuple[Spot, ...] = ()
    new: tuple[tuple[str, int, int], ...] = field(default=())

    def runs(self, path: str, text: str) -> Text:
        """Return the whole field as runs; line breaks are kept."""
        spots = [(index, spot) for index, spot in enumerate(self.spots) if spot.field == path]
        spots.sort(key=lambda each: each[1].start - each[1].end)
        new = [(start, end) for where, start, end in self.new if where == path]
        borders = {0, len(text)}
        for start, end in [*((spot.start, spot.end) for _, spot in spots), *new]:
            borders |= {start, end}
        cuts = sorted(borders)
        return tuple(
            SpotRun(
                clean(text[start:end]),
                spots=tuple(i for i, spot in spots if spot.start <= start and end <= spot.end),
                is_new=any(low <= start and end <= high for low, high in new),
            )
            for start, end in itertools.pairwise(cuts)
        )
