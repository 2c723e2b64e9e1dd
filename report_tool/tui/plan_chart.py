"""The return-to-work plan as a chart of block characters. Pure.

Time runs to the right, the work percentage upwards. A step begins at ``┬`` and is reviewed at
``◆``. Whatever is not filled in is left out or blank; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from schemas.report import Steg

ROWS = 5
"""Height of the bars in lines; one line is 20 %."""

MARGIN = 6
"""Cells to the left of the bars, for the scale."""

NARROWEST = 20
"""Cells below which no chart is drawn."""

_TAIL = 0.18
_SHORTEST_TAIL = 14
_EIGHTHS = " ▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Maps days to columns."""

    first: int
    last: int
    columns: int

    def column(self, day: date) -> int:
        span = max(self.last - self.first, 1)
        return min((day.toordinal() - self.first) * self.columns // span, self.columns - 1)


def chart(steps: Iterable[Steg], width: int) -> tuple[str, ...]:
    """Return the lines of the chart, each at most ``width`` cells.

    Empty where there is nothing to draw: no step with a date and a percentage, or no room.
    """
    dated = sorted((s for s in steps if s.fra_dato), key=lambda step: step.fra_dato or date.max)
    if width < NARROWEST or not any(step.arbeidsprosent for step in dated):
        return ()
    scale = _scale(dated, width - MARGIN)
    heights = _heights(dated, scale)
    grid = [[_cell(height, row) for height in heights] for row in range(ROWS, -1, -1)]
    _write_percents(grid, dated, scale)
    lines = [
        _label(row) + "".join(cells) for row, cells in zip(range(ROWS, -1, -1), grid, strict=True)
    ]
    return tuple(line.rstrip() for line in (*lines, _axis(dated, scale), _days(dated, scale)))


def _scale(dated: Sequence[Steg], columns: int) -> _Scale:
    days = [s.fra_dato.toordinal() for s in dated if s.fra_dato]
    days += [s.evaluerings_dato.toordinal() for s in dated if s.evaluerings_dato]
    first = min(s.fra_dato.toordinal() for s in dated if s.fra_dato)
    tail = max(int((max(days) - first) * _TAIL), _SHORTEST_TAIL)
    return _Scale(first, max(days) + tail, columns)


def _heights(dated: Sequence[Steg], scale: _Scale) -> list[int | None]:
    """Return the percentage in each column; None where it is not known."""
    heights: list[int | None] = [None] * scale.columns
    for step in dated:
        assert step.fra_dato is not None
        for column in range(scale.column(step.fra_dato), scale.columns):
            heights[column] = step.arbeidsprosent
    return heights


def _cell(percent: int | None, row: int) -> str:
    """Return the block of a bar in a row, counted from 0 at the bottom."""
    eighths = round((percent or 0) * ROWS * 8 / 100) - row * 8
    return _EIGHTHS[min(max(eighths, 0), 8)]


def _write_percents(grid: list[list[str]], dated: Sequence[Steg], scale: _Scale) -> None:
    """Write each step's percentage just above its bar, where there is room."""
    for step in dated:
        assert step.fra_dato is not None
        known = step.arbeidsprosent is not None
        words = f"{step.arbeidsprosent} %" if known else "?"
        top = -(-round((step.arbeidsprosent or 0) * ROWS * 8 / 100) // 8)
        line = grid[ROWS - min(top, ROWS)]
        start = min(scale.column(step.fra_dato), len(line) - len(words))
        room = line[start : start + len(words) + 1]
        if set(room) <= {" "} and (start == 0 or line[start - 1] in _EIGHTHS):
            line[start : start + len(words)] = words


def _label(row: int) -> str:
    """Return the scale's number at the left of a row: what its lower edge stands for."""
    number = {ROWS - 1: "100 %", 0: "  0 %"}.get(row, "")
    return f"{number:<{MARGIN}}"


def _axis(dated: Sequence[Steg], scale: _Scale) -> str:
    line = ["─"] * scale.columns
    for step in dated:
        assert step.fra_dato is not None
        line[scale.column(step.fra_dato)] = "┬"
    for step in dated:
        if step.evaluerings_dato and step.evaluerings_dato.toordinal() >= scale.first:
            line[scale.column(step.evaluerings_dato)] = "◆"
    return " " * MARGIN + "".join(line)


def _days(dated: Sequence[Steg], scale: _Scale) -> str:
    """Return the first days of the steps; one that would touch the one before is left out."""
    line = " " * MARGIN
    year = 0
    for step in dated:
        assert step.fra_dato is not None
        day = step.fra_dato
        words = f"{day.day}.{day.month}" + (f".{day.year}" if day.year != year else "")
        start = min(MARGIN + scale.column(day), MARGIN + scale.columns - len(words))
        if start >= MARGIN and (start > len(line) or not line.strip()):
            line = line.ljust(start) + words
            year = day.year
    return line
