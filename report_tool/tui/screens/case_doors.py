"""The screens that open over the case: preview, review, copies, course, parties and history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import SystemCommand

from report_tool.messages import text
from report_tool.tui.course import possible
from report_tool.tui.screens.authoring import AuthoringScreen
from report_tool.tui.screens.course import CourseScreen, take_step
from report_tool.tui.since_seen import show_since_seen
from report_tool.tui.taking_in import take_in_values
from report_tool.workflow import editing

if TYPE_CHECKING:
    from collections.abc import Iterable


class CaseDoors(AuthoringScreen):
    """The actions that leave the fields for another screen, and come back."""

    def action_preview(self) -> None:
        """Show what others will read."""
        from report_tool.tui.screens.preview import PreviewScreen

        take_in_values(self)
        self.session.commit()
        self.app.push_screen(PreviewScreen(self.session))

    @work(group="tips")
    async def action_tips(self) -> None:
        """Read the tips about the writing, and go to the place of one."""
        from report_tool.tui.screens.tips import TipsScreen

        self.session.commit()
        place = await self.app.push_screen_wait(TipsScreen(self.session))
        if place is not None and place.path:
            self.show_place(place)

    def action_review(self) -> None:
        """Go on with the employee's review."""
        from report_tool.tui.screens.send import SendScreen

        take_in_values(self)
        self.session.commit()
        self.app.push_screen(SendScreen(self.session))

    def action_export(self) -> None:
        """Make copies."""
        from report_tool.tui.screens.export import ExportScreen

        if self.session.is_closed:
            self.notify(text("tui.locked.closed"), severity="warning")
            return
        take_in_values(self)
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
        """Yield what has no key of its own on the bar, for the command palette."""
        for name, by, key in (("undo", -1, "Ctrl+Z"), ("redo", 1, "Ctrl+Y")):
            shown = text("tui.palette.key", key=key)
            yield SystemCommand(text(f"tui.key.{name}"), shown, partial(self.travel, by))
        shown = text("tui.palette.key", key="Ctrl+O")
        yield SystemCommand(text("tui.terms.title"), shown, self.action_terms)
        if self.session.case.reviews:
            shown = text("tui.palette.key", key="F8")
            yield SystemCommand(text("tui.since-seen.command"), shown, self.action_since_seen)
        for name in possible(self.session.case, self.program.now()):
            yield SystemCommand(
                text(f"tui.course.step.{name}"),
                text("tui.palette.key", key="Ctrl+G"),
                partial(self._take_step, name),
            )

    @work(group="since-seen")
    async def action_since_seen(self) -> None:
        """Show what was changed since the employee last had the report before them."""
        await show_since_seen(self.program, self.session)

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

    def action_terms(self) -> None:
        """Show the words that are never flagged again."""
        from report_tool.tui.screens.terms import TermsScreen

        self.session.commit()
        self.app.push_screen(TermsScreen(self.session))

    def action_versions(self) -> None:
        """Show earlier versions, and what differs."""
        from report_tool.tui.screens.versions import VersionsScreen

        self.session.commit()
        self.app.push_screen(VersionsScreen(self.session))

    def action_audit(self) -> None:
        """Show what happened to the case."""
        from report_tool.tui.screens.audit import AuditScreen

        self.session.commit()
        self.app.push_screen(AuditScreen(self.session.case))
