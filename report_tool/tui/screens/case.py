"""The case: sections as steps, guidance and findings beside the text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.widgets import ContentSwitcher, Static

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui.dates import show_moment
from report_tool.tui.forms import table
from report_tool.tui.items import change_items
from report_tool.tui.recovery import notice
from report_tool.tui.screens.case_doors import CaseDoors
from report_tool.tui.screens.case_keys import CASE_KEYS
from report_tool.tui.screens.dialog import ConfirmScreen
from report_tool.tui.screens.item import ItemScreen
from report_tool.tui.taking_in import take_in_values
from report_tool.tui.values import get_value, has_value
from report_tool.tui.widgets.application_text import ApplicationText, has_words
from report_tool.tui.widgets.findings_list import Findings, FindingsPane
from report_tool.tui.widgets.guidance import GuidancePane
from report_tool.tui.widgets.item_table import ItemTable
from report_tool.tui.widgets.key_bar import KeyBar
from report_tool.tui.widgets.remarks import Remarks
from report_tool.tui.widgets.section_form import SectionForm
from report_tool.tui.widgets.state_bar import StateBar, case_title, state_label
from report_tool.tui.widgets.steps import Step, Steps
from report_tool.workflow import feedback
from report_tool.workflow.completeness import missing
from report_tool.workflow.fields import SECTIONS, text_fields
from report_tool.workflow.unfinished import last_section
from templates import guidance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.places import Place
    from report_tool.tui.session import CaseSession
    from schemas.finding import FieldFinding


MEASURES = "tiltaksplan/tiltak"
"""The table that standard measures are put into."""


class CaseScreen(CaseDoors):
    """Where the report is written."""

    BINDINGS: ClassVar[list[BindingType]] = CASE_KEYS

    def __init__(self, session: CaseSession) -> None:
        super().__init__(session)
        self.section = SECTIONS[0]

    def compose(self) -> ComposeResult:
        """Yield the state, the steps, the form, and what stands beside it."""
        yield StateBar()
        yield Static("", id="recovered", classes="lead", markup=False)
        yield Remarks("tui.remarks.whole", id="whole-remarks")
        with Horizontal(id="desk"):
            yield Steps()
            yield ContentSwitcher(id="forms")
            with Vertical(id="beside"):
                yield GuidancePane(id="guidance")
                yield FindingsPane(id="findings-pane")
        yield KeyBar()

    def on_mount(self) -> None:
        """Open the first section, or the last one that was written in before a cut."""
        line = self.query_one("#recovered", Static)
        line.display = self.session.was_cut_off
        if self.session.was_cut_off and self.session.saved_at is not None:
            line.update(f"! {notice(self.session.case, self.session.saved_at)}")
            self.section = last_section(self.session.case) or self.section
        self.run_worker(self.go_to(self.section), group="go")
        self.set_interval(20, self.refresh_state)

    def shown_paths(self) -> tuple[str, ...]:
        """The fields of the section one is in."""
        fields = text_fields(self.session.case.report)
        return tuple(field.path for field in fields if field.section == self.section)

    def adopt_case(self) -> None:
        """Show the case in every section that was opened."""
        for form in self.query(SectionForm):
            form.adopt(self.session.case.report)
            form.set_locked(self.session.is_locked)
        self.refresh_state()

    def refresh_pane(self) -> None:
        """List the findings, and count them in the steps and at the top."""
        super().refresh_pane()
        self.refresh_state()

    def field_checked(self, path: str) -> None:
        """Show what the check found, in the application as well."""
        super().field_checked(path)
        self._mark_application()

    def advice_changed(self) -> None:
        """Say how many tips there are."""
        super().advice_changed()
        self.refresh_state()

    def save_changed(self) -> None:
        """Say when it was saved; what was cut off is history then."""
        self.query_one("#recovered").display = False
        self.refresh_state()

    def refresh_state(self) -> None:
        """Show state, progress and what is open."""
        if not self.query(Steps):
            return
        case = self.session.case
        undecided = self.session.undecided()
        lacking = {each.section for each in missing(case.report)}
        remarks = self._show_remarks()
        steps = self.query_one(Steps)
        steps.current = self.section
        steps.steps = tuple(
            Step(
                section,
                section not in lacking,
                sum(found.field.startswith(f"{section}/") for found in undecided),
                remarks[section],
            )
            for section in SECTIONS
        )
        bar = self.query_one(StateBar)
        bar.who = case_title(case)
        bar.where = case.parties.virksomhet.virksomhetsnavn
        count = text("tui.state.undecided", count=len(undecided)) if undecided else ""
        tips = sum(not hint.required for hint in self.session.advice.open)
        advice = text("tui.state.tips", count=tips) if tips else ""
        bar.notes = (count, advice, state_label(case.state), self._saved())

    def _show_remarks(self) -> Counter[str]:
        """Show the employee's remarks where they belong, and count them by section."""
        remarks = feedback.open_remarks(self.session.case)
        self.query_one("#whole-remarks", Remarks).show([r for r in remarks if not r.section])
        for form in self.query(SectionForm):
            form.show_remarks([r for r in remarks if r.section == form.section])
        return Counter(remark.section for remark in remarks)

    async def go_to(self, section: str, *, focus: bool = True) -> SectionForm:
        """Open a section and put the cursor into it."""
        switcher = self.query_one("#forms", ContentSwitcher)
        self.section = section
        try:
            form = switcher.query_one(f"#form-{section}", SectionForm)
        except NoMatches:
            form = SectionForm(section, self.session.report, self._aside(section))
            await switcher.mount(form)
            form.set_locked(self.session.is_locked)
            self._mark_application()
            self._show_remarks()
        switcher.current = form.id
        language = self.session.case.report.language
        self.query_one(GuidancePane).show(guidance(section, language))
        if focus:
            form.take_focus()
        self.refresh_findings()
        return form

    def _aside(self, section: str) -> ApplicationText | None:
        order = self.session.case.bestilling
        return ApplicationText(order) if section == SECTIONS[0] and has_words(order) else None

    def _mark_application(self) -> None:
        for block in self.query(ApplicationText):
            block.show(self.session.application_findings)

    def open_finding(self, found: FieldFinding) -> None:
        """Go to the field of a finding, or open the item that holds it."""
        self.run_worker(self._go_to_finding(found), group="go")

    async def _go_to_finding(self, found: FieldFinding) -> None:
        section, name, *item = found.field.split("/")
        form = await self.go_to(section, focus=False)
        if item:
            self.program.push_screen(ItemScreen(self.session, f"{section}/{name}", item[0], found))
            return
        field = form.field(found.field)
        if field is not None and field.editor is not None:
            field.editor.focus()
            field.editor.show_span(found.finding.start, found.finding.end)

    def show_place(self, place: Place) -> None:
        """Go to a field, or open the item whose text is meant."""
        self.run_worker(self._go_to_place(place), group="go")

    async def _go_to_place(self, place: Place) -> None:
        form = await self.go_to(place.section, focus=False)
        field, table = form.field(place.path), form.table(place.path)
        if field is not None:
            field.show_place(place.end)
        elif table is not None:
            table.take_focus()
        elif self.is_current and has_value(self.session.report, place.path):
            path = place.path.rsplit("/", 2)[0]
            screen = ItemScreen(self.session, path, place.item, place=place)
            self.program.push_screen(screen)

    @on(Steps.Chosen)
    async def _go(self, event: Steps.Chosen) -> None:
        await self.go_to(event.section)

    @on(ItemTable.Requested)
    def _change_items(self, event: ItemTable.Requested) -> None:
        self._change_item(event.path, event.action, event.index)

    @work(group="items")
    async def _change_item(self, path: str, action: str, index: int | None) -> None:
        items = get_value(self.session.report, path)
        if action == "edit" and index is not None:
            await self.app.push_screen_wait(ItemScreen(self.session, path, items[index].id))
            return
        if not await self.may_change():
            return
        if action == "delete" and not await self.app.push_screen_wait(
            ConfirmScreen(
                text("tui.table.delete.title"),
                text("tui.table.delete.question"),
                text("tui.table.delete.accept"),
            )
        ):
            return
        section, name = path.split("/")
        changed, place = change_items(table(section, name), items, action, index)
        if not self.guarded(lambda: self.session.set_value(path, changed)):
            return
        self._adopt_items(path, changed, place)
        if action in {"add", "edit"}:
            await self.app.push_screen_wait(ItemScreen(self.session, path, changed[place].id))

    def _adopt_items(self, path: str, items: Sequence[Any], place: int) -> None:
        section = path.partition("/")[0]
        shown = self.query_one(f"#form-{section}", SectionForm).table(path)
        if shown is not None:
            shown.adopt(items, place)

    async def insert_elsewhere(self) -> None:
        """Put a standard measure into the table of measures, and open it to be adapted."""
        from report_tool.tui.inserting import ask_for_measure

        if self.section != MEASURES.partition("/")[0]:
            await super().insert_elsewhere()
            return
        measure = await ask_for_measure(self)
        if measure is None:
            return
        items = (*get_value(self.session.report, MEASURES), measure)
        if self.guarded(lambda: self.session.set_value(MEASURES, items)):
            self._adopt_items(MEASURES, items, len(items) - 1)
            await self.app.push_screen_wait(ItemScreen(self.session, MEASURES, measure.id))

    async def action_section(self, by: int) -> None:
        """Go to the next section, or the one before."""
        place = SECTIONS.index(self.section) + by
        await self.go_to(SECTIONS[place % len(SECTIONS)])

    def action_guidance(self) -> None:
        """Show the guidance, or the findings in its place; on a wide screen both are there."""
        self.toggle_class("-guidance")

    async def action_next_finding(self) -> None:
        """Go to the list, on the next finding without a decision, in whatever section it is."""
        pane = self.query_one(FindingsPane)
        undecided = self.session.undecided()
        if undecided and not any(f.field.startswith(f"{self.section}/") for f in undecided):
            later = SECTIONS.index(self.section)
            order = [*SECTIONS[later:], *SECTIONS[:later]]
            target = min(undecided, key=lambda f: order.index(f.field.partition("/")[0]))
            await self.go_to(target.field.partition("/")[0], focus=False)
        elif not undecided:
            self.notify(text("tui.findings.all-decided"))
        self.remove_class("-guidance")
        pane.query_one(Findings).focus()
        pane.mark_next_undecided()

    async def action_next_missing(self) -> None:
        """Go to the next section that lacks something, and say what."""
        lacking = missing(self.session.report)
        if not lacking:
            self.notify(text("tui.missing.nothing"))
            return
        here = SECTIONS.index(self.section)
        order = [*SECTIONS[here:], *SECTIONS[:here]]
        nearest = min(lacking, key=lambda each: order.index(each.section))
        await self.go_to(nearest.section)
        self.notify(text(nearest.message_id), title=text("tui.missing.title"))

    async def action_save(self) -> None:
        """Save now."""
        await self.session.save()

    @work(exclusive=True, group="leave")
    async def action_back(self) -> None:
        """Save and go back to the list; what cannot be saved is never thrown away unasked."""
        take_in_values(self)
        try:
            await self.session.close()
        except ReportToolError as error:
            self.program.show_error(error)
            return
        self.dismiss(None)

    def _saved(self) -> str:
        if self.session.save_error is not None:
            return text("tui.saved.failed")
        if self.session.saved_at is None:
            return text("tui.saved.never")
        return text("tui.saved.at", time=show_moment(self.session.saved_at, self.program.now()))
