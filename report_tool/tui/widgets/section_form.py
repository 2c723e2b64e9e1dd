"""The form of one section: its fields and tables, in the order of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from report_tool.messages import text
from report_tool.tui.forms import SECTION_FORMS, TableSpec
from report_tool.tui.values import get_value
from report_tool.tui.widgets.field import Field
from report_tool.tui.widgets.item_table import ItemTable
from report_tool.tui.widgets.plan_chart import PLAN, PlanChart
from report_tool.tui.widgets.remarks import Remarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from schemas.report import Report
    from schemas.review import Remark


class SectionForm(VerticalScroll, can_focus=False):
    """All fields of a section; ``aside`` is something to read before them."""

    def __init__(self, section: str, report: Report, aside: Widget | None = None) -> None:
        super().__init__(id=f"form-{section}", classes="section-form")
        self.section = section
        self._aside = aside
        self._report = report

    def compose(self) -> ComposeResult:
        """Yield the heading, the fields and the tables."""
        yield Static(text(f"tui.section.{self.section}"), classes="section-title", markup=False)
        yield Static(text(f"tui.lead.{self.section}"), classes="section-lead", markup=False)
        yield Remarks("tui.remarks.section")
        if self._aside is not None:
            yield self._aside
        for spec in SECTION_FORMS[self.section]:
            path = f"{self.section}/{spec.name}"
            value = get_value(self._report, path)
            if isinstance(spec, TableSpec):
                yield ItemTable(self.section, spec, value)
                if self.section == PLAN:
                    yield PlanChart(value)
            else:
                yield Field(spec, path, value)

    def adopt(self, report: Report) -> None:
        """Show a report that was changed elsewhere."""
        for field in self.query(Field):
            field.adopt(get_value(report, field.path))
        for table in self.query(ItemTable):
            table.adopt(get_value(report, table.path))
        for plan in self.query(PlanChart):
            plan.adopt(report)

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show what the employee remarked to this section."""
        for place in self.query(Remarks):
            place.show(remarks)

    def set_locked(self, locked: bool) -> None:
        """Keep the fields from being changed, or let them be; tables ask by themselves."""
        for field in self.query(Field):
            field.set_locked(locked)

    def take_focus(self) -> None:
        """Put the cursor into the first field or table."""
        for widget in self.query("Field *, ItemTable *").results():
            if widget.focusable:
                widget.focus()
                return

    def field(self, path: str) -> Field | None:
        """Return the field with this path, if it is on this form."""
        return next((field for field in self.query(Field) if field.path == path), None)

    def table(self, path: str) -> ItemTable | None:
        """Return the table with this path, if it is on this form."""
        return next((table for table in self.query(ItemTable) if table.path == path), None)
