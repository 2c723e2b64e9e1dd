"""Two contents of a case compared, as lines to be read on the screen or in a terminal. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from report_tool.messages import text
from report_tool.tui.in_words import field_label, shown
from report_tool.workflow.differences import Change, Run, differences, shortened, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_tool.workflow.differences import Difference
    from report_tool.workflow.history import Content

SIGNS = {Change.SAME: ("", ""), Change.ADDED: ("[+", "+]"), Change.REMOVED: ("[−", "−]")}
"""What stands around a run, so that it is told without colour."""


class LineKind(Enum):
    """What a line is."""

    SECTION = "section"
    FIELD = "field"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, or a text with what came and went in it."""

    kind: LineKind
    runs: tuple[Run, ...]

    def plain(self) -> str:
        """Return the line as plain text, with the signs of what came and went."""
        return "".join(signed(run) for run in self.runs)


def signed(run: Run) -> str:
    """Return a run with its signs."""
    before, after = SIGNS[run.change]
    return f"{before}{run.text}{after}"


def lines(before: Content, after: Content, *, whole: bool = False) -> tuple[Line, ...]:
    """Return what differs, by section; ``whole`` shows all of a text in which something does."""
    found = differences(before.report, after.report)
    return (
        *_by_section(found, whole),
        *_beside(before, after, any(each.path == "language" for each in found)),
    )


def _by_section(found: tuple[Difference, ...], whole: bool) -> Iterator[Line]:
    section = ""
    for each in found:
        if each.path == "language":
            continue
        if each.section != section:
            section = each.section
            yield _said(LineKind.SECTION, text(f"tui.section.{section}"))
        if _name(each) != text(f"tui.section.{section}"):
            yield _said(LineKind.FIELD, _name(each))
        if each.is_order:
            yield _said(LineKind.TEXT, text("tui.difference.order"))
            continue
        runs = words(_read(each.before), _read(each.after))
        yield Line(LineKind.TEXT, runs if whole else shortened(runs))


def _beside(before: Content, after: Content, is_language_other: bool) -> Iterator[Line]:
    """What differs beside the report: by count and kind, for its own screens say more."""
    said = []
    if is_language_other:
        said.append(text("tui.difference.language"))
    if before.parties != after.parties:
        said.append(text("tui.difference.parties"))
    come = sum(each not in before.decisions for each in after.decisions)
    gone = sum(each not in after.decisions for each in before.decisions)
    if come or gone:
        said.append(text("tui.difference.decisions", come=come, gone=gone))
    if said:
        yield _said(LineKind.SECTION, text("tui.difference.beside"))
    for line in said:
        yield _said(LineKind.TEXT, line)


def _said(kind: LineKind, words: str) -> Line:
    return Line(kind, (Run(Change.SAME, words),))


def _name(difference: Difference) -> str:
    _, *rest = difference.path.split("/")
    label = field_label(difference.path)
    if len(rest) != 3:
        return label
    item = text(f"tui.item.numbered.{rest[0]}", number=difference.number)
    return f"{item} · {label}"


def _read(value: Any) -> str:
    if value is None:
        return ""
    return value if type(value) is str else shown(value)
