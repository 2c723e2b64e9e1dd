"""The locked program: nothing of a case on the screen until the passphrase is given again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from report_tool.messages import text
from report_tool.tui.screens.authoring import AuthoringScreen
from report_tool.tui.screens.unlock import UnlockScreen

if TYPE_CHECKING:
    from report_tool.tui.session import CaseSession


class LockScreen(UnlockScreen):
    """Covers all other screens. The vault is closed as soon as everything is saved."""

    def lead(self) -> str:
        """Say why the program is locked."""
        return text("tui.lock.lead")

    def on_mount(self) -> None:
        """Save and close the vault."""
        super().on_mount()
        self._close_vault()

    def opened(self, *, new: bool) -> None:
        """Show again what was there."""
        self.dismiss(None)

    @work(group="lock")
    async def _close_vault(self) -> None:
        """A session that cannot be saved keeps the vault open, so that it can try again."""
        for session in self._sessions():
            await session.save()
        if all(session.save_error is None for session in self._sessions()):
            self.app.desk.lock()

    def _sessions(self) -> list[CaseSession]:
        return [s.session for s in self.app.screen_stack if isinstance(s, AuthoringScreen)]
