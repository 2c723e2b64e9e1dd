"""Where two contents of a case differ: what an undo brings into view. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report_tool.tui.forms import SECTION_FORMS, TableSpec
from report_tool.tui.values import field_of, get_value
from report_tool.tui.widgets.spans import changed_region
from report_tool.workflow.anchors import find_anchor
from report_tool.workflow.fields import get_text, text_fields

if TYPE_CHECKING:
    from pydantic import BaseModel

    from report_tool.workflow.history import Content
    from schemas.decision import Decision
    from schemas.report import Report


@dataclass(frozen=True, slots=True)
class Place:
    """A field or table by its path, and in a text the part that is meant."""

    path: str
    start: int = 0
    end: int = 0

    @property
    def section(self) -> str:
        """The section of the report it is in."""
        return self.path.partition("/")[0]

    @property
    def item(self) -> str:
        """The id of the item it is in; empty for a field of the section itself."""
        parts = self.path.split("/")
        return parts[2] if len(parts) == 4 else ""


def changed_place(before: Content, after: Content) -> Place:
    """Return the first place where ``after`` differs; one without a path for the parties."""
    return (
        _changed_text(before.report, after.report)
        or _changed_value(before.report, after.report)
        or _changed_decision(before.decisions, after.decisions, after.report)
        or Place("")
    )


def _changed_text(before: Report, after: Report) -> Place | None:
    old = {field.path: field.text for field in text_fields(before)}
    for field in text_fields(after):
        text = old.get(field.path)
        if text is not None and text != field.text:
            start, _, end = changed_region(text, field.text)
            return Place(field.path, start, end)
    return None


def _changed_value(before: Report, after: Report) -> Place | None:
    for section, specs in SECTION_FORMS.items():
        for spec in specs:
            path = f"{section}/{spec.name}"
            old, new = get_value(before, path), get_value(after, path)
            if old == new:
                continue
            if isinstance(spec, TableSpec):
                kept = {item.id: item for item in old}
                other = next((i for i in new if kept.get(i.id) not in (None, i)), None)
                if other is not None and len(old) == len(new):
                    name = _changed_name(spec, kept[other.id], other)
                    return Place(f"{path}/{other.id}/{name}")
            return Place(path)
    return None


def _changed_name(spec: TableSpec, old: BaseModel, new: BaseModel) -> str:
    names = [field.name for field in spec.fields]
    return next((name for name in names if field_of(old, name) != field_of(new, name)), names[0])


def _changed_decision(
    before: tuple[Decision, ...], after: tuple[Decision, ...], report: Report
) -> Place | None:
    changed = [d for d in (*after, *before) if (d in before) != (d in after)]
    for decision in changed:
        path = decision.anchor.field
        try:
            spans = find_anchor(get_text(report, path), decision.anchor)
        except KeyError:
            continue
        start, end = spans[0] if spans else (0, 0)
        return Place(path, start, end)
    return None
