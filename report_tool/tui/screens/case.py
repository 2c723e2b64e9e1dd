"""The case: sections as steps, guidance and findings beside the text."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import SystemCommand
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.widgets import ContentSwitcher

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui.course import possible
from report_tool.tui.dates import show_moment
from report_tool.tui.forms import table
from report_tool.tui.items import change_items
from report_tool.tui.screens.authoring import AuthoringScreen
from report_tool.tui.screens.course import CourseScreen, take_step
from report_tool.tui.screens.dialog import ConfirmScreen
from report_tool.tui.screens.item import ItemScreen
from report_tool.tui.values import get_value
from report_tool.tui.widgets.application_text import ApplicationText, has_words
from report_tool.tui.widgets.findings_list import Findings, FindingsPane
from report_tool.tui.widgets.guidance import GuidancePane
from report_tool.tui.widgets.item_table import ItemTable
from report_tool.tui.widgets.key_bar import KeyBar
from report_tool.tui.widgets.remarks import Remarks
from report_tool.tui.widgets.section_form import SectionForm
from report_tool.tui.widgets.state_bar import StateBar, case_title, state_label
from report_tool.tui.widgets.steps import Step, Steps
from report_tool.workflow import editing, feedback
from report_tool.workflow.completeness import missing
from report_tool.workflow.fields import SECTIONS, text_fields
from templates import guidance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.session import CaseSession
    from schemas.finding import FieldFinding


class CaseScreen(AuthoringScreen):
    """Where the report is written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", text("tui.key.help"), key_display="F1", priority=True),
        Binding(
            "f2",
            "guidance",
            text("tui.key.guidance"),
            tooltip=text("tui.command.guidance"),
            key_display="F2",
            priority=True,
        ),
        Binding(
            "f3",
            "next_finding",
            text("tui.key.next-finding"),
            tooltip=text("tui.command.next-finding"),
            key_display="F3",
            priority=True,
        ),
        Binding(
            "f4",
            "next_missing",
            text("tui.key.next-missing"),
            tooltip=text("tui.command.next-missing"),
            key_display="F4",
            priority=True,
        ),
        Binding("f5", "preview", text("tui.key.preview"), key_display="F5", priority=True),
        Binding(
            "f6",
            "section(-1)",
            text("tui.key.previous"),
            tooltip=text("tui.command.previous"),
            key_display="F6",
            priority=True,
        ),
        Binding(
            "f7",
            "section(1)",
            text("tui.key.next"),
            tooltip=text("tui.command.next"),
            key_display="F7",
            priority=True,
        ),
        Binding(
            "f8",
            "review",
            text("tui.key.review"),
            tooltip=text("tui.command.review"),
            key_display="F8",
            priority=True,
        ),
        Binding(
            "f9",
            "export",
            text("tui.key.export"),
            tooltip=text("tui.command.export"),
            key_display="F9",
            priority=True,
        ),
        Binding("escape", "back", text("tui.key.back"), key_display="Esc"),
        Binding("f12", "parties", text("tui.key.parties"), key_display="F12", priority=True),
        Binding("f11", "audit", text("tui.key.audit"), key_display="F11", priority=True),
        Binding("ctrl+g", "course", text("tui.key.course"), key_display="Ctrl+G", priority=True),
        Binding("ctrl+pageup", "section(-1)", show=False, priority=True),
        Binding("ctrl+pagedown", "section(1)", show=False, priority=True),
        Binding("ctrl+s", "save", text("tui.key.save"), show=False, priority=True),
    ]

    def __init__(self, session: CaseSession) -> None:
        super().__init__(session)
        self.section = SECTIONS[0]

    def compose(self) -> ComposeResult:
        """Yield the state, the steps, the form, and what stands beside it."""
        yield StateBar()
        yield Remarks("tui.remarks.whole", id="whole-remarks")
        with Horizontal(id="desk"):
            yield Steps()
            yield ContentSwitcher(id="forms")
            with Vertical(id="beside"):
                yield GuidancePane(id="guidance")
                yield FindingsPane(id="findings-pane")
        yield KeyBar()

    def on_mount(self) -> None:
        """Open the first section."""
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

    def save_changed(self) -> None:
        """Say when it was saved."""
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
        bar.notes = (count, state_label(case.state), self._saved())

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
        shown = self.query_one(f"#form-{section}", SectionForm).table(path)
        if shown is not None:
            shown.adopt(changed, place)
        if action in {"add", "edit"}:
            await self.app.push_screen_wait(ItemScreen(self.session, path, changed[place].id))

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

    def action_preview(self) -> None:
        """Show what others will read."""
        from report_tool.tui.screens.preview import PreviewScreen

        self.session.commit()
        self.app.push_screen(PreviewScreen(self.session))

    def action_review(self) -> None:
        """Go on with the employee's review."""
        from report_tool.tui.screens.send import SendScreen

        self.session.commit()
        self.app.push_screen(SendScreen(self.session))

    def action_export(self) -> None:
        """Make copies."""
        from report_tool.tui.screens.export import ExportScreen

        if self.session.is_closed:
            self.notify(text("tui.locked.closed"), severity="warning")
            return
        self.session.commit()
        self.app.push_screen(ExportScreen(self.session))

    @work(group="course")
    async def action_course(self) -> None:
        """Choose among the steps that the state of the case allows."""
        self.session.commit()
        step = await self.app.push_screen_wait(CourseScreen(self.session.case))
        if step is not None:
            await take_step(self.program, self.session, step)

    def step_commands(self) -> Iterable[SystemCommand]:
        """Yield the steps that the state of the case allows, for the command palette."""
        for name in possible(self.session.case, self.program.now()):
            yield SystemCommand(
                text(f"tui.course.step.{name}"),
                text("tui.palette.key", key="Ctrl+G"),
                partial(self._take_step, name),
            )

    @work(group="course")
    async def _take_step(self, name: str) -> None:
        await take_step(self.program, self.session, name)

    @work(group="parties")
    async def action_parties(self) -> None:
        """Change names and contact details."""
        from report_tool.tui.screens.parties import PartiesScreen

        if not await self.may_change():
            return
        parties = await self.app.push_screen_wait(PartiesScreen(self.session.case.parties))
        if parties is not None:
            now = self.program.now()
            self.guarded(lambda: self.session.apply(lambda c: editing.set_parties(c, parties, now)))
            self.guarded(lambda: self.program.desk.save_profile(parties.ekspert))

    def action_audit(self) -> None:
        """Show what happened to the case."""
        from report_tool.tui.screens.audit import AuditScreen

        self.session.commit()
        self.app.push_screen(AuditScreen(self.session.case))

    async def action_save(self) -> None:
        """Save now."""
        await self.session.save()

    @work(exclusive=True, group="leave")
    async def action_back(self) -> None:
        """Save and go back to the list; what cannot be saved is never thrown away unasked."""
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
