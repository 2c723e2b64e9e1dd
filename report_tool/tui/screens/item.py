"""One measure, step, meeting or attempt: its form, with its own live flags.

What is typed goes into the case at once, so nothing is lost whatever happens; an item that was
left empty is taken out again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Static

from report_tool.messages import text
from report_tool.tui.forms import table
from report_tool.tui.items import is_blank
from report_tool.tui.screens.authoring import AuthoringScreen
from report_tool.tui.taking_in import take_in_values
from report_tool.tui.values import get_value
from report_tool.tui.widgets.field import Field
from report_tool.tui.widgets.findings_list import Findings, FindingsPane
from report_tool.tui.widgets.plan_chart import PLAN, PlanChart
from report_tool.workflow.fields import text_fields

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.places import Place
    from report_tool.tui.session import CaseSession
    from schemas.finding import FieldFinding


class ItemScreen(AuthoringScreen):
    """The form of one item."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", text("tui.key.help"), priority=True),
        Binding("f3", "findings", text("tui.key.next-finding"), priority=True),
        Binding("ctrl+n", "insert", text("tui.key.insert"), priority=True),
        Binding("escape,ctrl+s", "done", text("tui.key.done"), priority=True),
    ]

    def __init__(
        self,
        session: CaseSession,
        path: str,
        item_id: str,
        found: FieldFinding | None = None,
        place: Place | None = None,
    ) -> None:
        super().__init__(session)
        self._path = path
        self._item = item_id
        self._found = found
        self._place = place
        self._is_closed = False
        section, name = path.split("/")
        self._spec = table(section, name)

    def compose(self) -> ComposeResult:
        """Yield the fields, the findings in them, and the keys."""
        yield Static(text(f"tui.item.title.{self._spec.name}"), classes="bar", markup=False)
        with Horizontal(id="desk"):
            with VerticalScroll(classes="section-form", can_focus=False):
                yield Static(
                    text(f"tui.item.lead.{self._spec.name}"), classes="section-lead", markup=False
                )
                for spec in self._spec.fields:
                    path = f"{self._path}/{self._item}/{spec.name}"
                    yield Field(spec, path, get_value(self.session.report, path))
            with VerticalScroll(id="beside", can_focus=False):
                if self._path.startswith(PLAN):
                    yield PlanChart(self.session.report.vei_tilbake.steg)
                yield FindingsPane(id="findings-pane")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Put the cursor into the first field, or onto the finding one came for."""
        self._lock()
        if self._found is not None:
            self.open_finding(self._found)
        elif self._place is not None:
            self.show_place(self._place)
        else:
            self.query(Field).first().take_focus()
            form = self.query_one(".section-form", VerticalScroll)
            self.call_after_refresh(form.scroll_home, animate=False)

    def shown_paths(self) -> tuple[str, ...]:
        """The texts of this item."""
        start = f"{self._path}/{self._item}/"
        fields = text_fields(self.session.case.report)
        return tuple(field.path for field in fields if field.path.startswith(start))

    def open_finding(self, found: FieldFinding) -> None:
        """Put the cursor onto the finding."""
        for field in self.query(Field):
            if field.path == found.field and field.editor is not None:
                field.editor.focus()
                field.editor.show_span(found.finding.start, found.finding.end)

    def show_place(self, place: Place) -> None:
        """Go to the field, or back to the section where it is one of another item."""
        from report_tool.tui.screens.case import CaseScreen

        for field in self.query(Field):
            if field.path == place.path:
                field.show_place(place.end)
                return
        self._close()
        for screen in self.app.screen_stack:
            if isinstance(screen, CaseScreen):
                self.app.call_later(screen.show_place, place)

    def adopt_case(self) -> None:
        """Show what was changed elsewhere; leave if the item itself is gone."""
        try:
            for field in self.query(Field):
                field.adopt(get_value(self.session.case.report, field.path))
            for plan in self.query(PlanChart):
                plan.adopt(self.session.case.report)
        except KeyError:
            self._close()
        self._lock()

    def action_findings(self) -> None:
        """Go to the list of findings."""
        pane = self.query_one(FindingsPane)
        pane.query_one(Findings).focus()
        pane.mark_next_undecided()

    def action_done(self) -> None:
        """Go back. A value that cannot be read is said so first."""
        if take_in_values(self):
            self.call_later(self._leave)

    def _lock(self) -> None:
        for field in self.query(Field):
            field.set_locked(self.session.is_locked)

    def _leave(self) -> None:
        items = get_value(self.session.report, self._path)
        kept = tuple(
            each for each in items if each.id != self._item or not is_blank(self._spec, each)
        )
        if kept != items and not self.session.is_locked:
            if self in self.session.listeners:
                self.session.listeners.remove(self)
            self.guarded(lambda: self.session.set_value(self._path, kept, amends=True))
        self._close()

    def _close(self) -> None:
        """Go back to the section, once, however many keys ask for it in a storm."""
        if not self._is_closed:
            self._is_closed = True
            self.dismiss(None)
