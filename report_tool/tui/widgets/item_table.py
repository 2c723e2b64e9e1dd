"""Measures, steps, meetings and earlier attempts as a table that is changed by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import DataTable, Static

from report_tool.messages import text
from report_tool.tui.forms import ChoiceSpec, DateSpec, PercentSpec
from report_tool.tui.in_words import field_label, shown
from report_tool.tui.values import field_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.forms import TableSpec

ROOMY = 60
"""Cells of width from which all columns are shown."""

CELLS: dict[type, int] = {DateSpec: 10, PercentSpec: 7, ChoiceSpec: 16}
"""Cells for values of known length; the texts share the rest."""


class ItemRows(DataTable[Text]):
    """The table itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,insert", "item('add')", text("tui.table.add.key")),
        Binding("enter", "item('edit')", text("tui.table.edit.key")),
        Binding("f1", "app.help", text("tui.key.help")),
        Binding("d", "item('duplicate')", text("tui.table.duplicate.key")),
        Binding("shift+up,k", "item('up')", text("tui.table.up.key")),
        Binding("shift+down,j", "item('down')", text("tui.table.down.key")),
        Binding("s", "item('sort')", text("tui.table.sort.key")),
        Binding("delete,x", "item('delete')", text("tui.table.delete.key")),
    ]

    def action_item(self, action: str) -> None:
        """Ask for a change of the item that is marked."""
        self.query_ancestor(ItemTable).request(action)


class ItemTable(Vertical):
    """A table with its title. It shows items and asks for changes; it changes nothing itself."""

    class Requested(Message):
        """Something is to be done with an item; ``index`` is None where there is none."""

        def __init__(self, path: str, action: str, index: int | None) -> None:
            super().__init__()
            self.path = path
            self.action = action
            self.index = index

    def __init__(self, section: str, spec: TableSpec, items: Sequence[Any]) -> None:
        super().__init__(classes="item-table field")
        self.path = f"{section}/{spec.name}"
        self.spec = spec
        self.items = tuple(items)

    def compose(self) -> ComposeResult:
        """Yield the title, the table, and a line for when it is empty."""
        yield Static(field_label(self.path), classes="field-label", markup=False)
        yield ItemRows(cursor_type="row", zebra_stripes=True)
        yield Static(text(f"tui.table.empty.{self.spec.name}"), classes="table-empty", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Give the columns the width there is."""
        self._fill(event.size.width)

    def adopt(self, items: Sequence[Any], mark: int | None = None) -> None:
        """Show other items, and put the mark on one of them."""
        items = tuple(items)
        if items != self.items:
            self.items = items
            self._fill(self.size.width)
        if mark is not None:
            self.query_one(ItemRows).move_cursor(row=mark)

    def take_focus(self) -> None:
        """Put the cursor into the table."""
        self.query_one(ItemRows).focus()

    def request(self, action: str) -> None:
        """Ask for a change of the item that is marked."""
        index = self.query_one(ItemRows).cursor_row if self.items else None
        if index is not None or action in {"add", "edit"}:
            self.post_message(self.Requested(self.path, action, index))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """A click on the row that is marked opens it."""
        event.stop()
        self.request("edit")

    def _fill(self, width: int) -> None:
        rows = self.query_one(ItemRows)
        place = rows.cursor_row
        rows.clear(columns=True)
        columns = self.spec.columns if width >= ROOMY else self.spec.few
        for name, cells in self._widths(columns, width).items():
            rows.add_column(text(f"tui.column.{name}"), width=cells)
        for item in self.items:
            rows.add_row(
                *(
                    Text(shown(field_of(item, name)), no_wrap=True, overflow="ellipsis")
                    for name in columns
                )
            )
        if self.items:
            rows.move_cursor(row=min(place, len(self.items) - 1))
        self.query_one(".table-empty", Static).display = not self.items

    def _widths(self, columns: Sequence[str], width: int) -> dict[str, int]:
        specs = {spec.name: type(spec) for spec in self.spec.fields}
        fixed = {name: CELLS[specs[name]] for name in columns if specs[name] in CELLS}
        room = width - 2 * len(columns) - sum(fixed.values()) - 1
        share = max(room // max(len(columns) - len(fixed), 1), 8)
        return {name: fixed.get(name, share) for name in columns}
