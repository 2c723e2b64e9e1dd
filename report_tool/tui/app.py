"""The terminal program: opens the vault, holds the open case, and explains what goes wrong."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette
from textual.theme import Theme

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui.idle import IdleWatch
from report_tool.tui.key_order import KeyOrder
from report_tool.tui.messages import EngineChanged
from report_tool.tui.screens.dialog import ErrorScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, timedelta

    from textual import events
    from textual.binding import BindingType
    from textual.screen import Screen

    from report_tool.workflow.desk import Desk
    from schemas.decision import Decision

BREAKPOINTS = [(0, "-narrow"), (76, "-medium"), (132, "-wide")]
"""Columns from which the guidance has room beside the findings, and the steps beside the text."""

CONTRAST = Theme(
    name="contrast",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#8a8a8a",
    boost="#303030",
    warning="#ffb454",
    error="#ff8080",
    success="#80ff80",
    dark=True,
    variables={
        "text-muted": "#ffffff",
        "primary-background": "#303030",
        "footer-background": "#303030",
    },
)
"""White on black, 7:1 and more for every text."""

KEY_NAMES = {"escape": "Esc", "delete": "Del", "enter": "⏎", "shift": "⇧", "up": "↑", "down": "↓"}
"""Keys with a shorter name than Textual's."""

IDLE_CHECK = 5.0
"""Seconds between two looks at whether anybody is there."""

THEMES = {"nord": "dark", "textual-light": "light", "contrast": "contrast"}
"""The themes on offer, by the name of their message."""


def key_name(key: str) -> str:
    """Return Textual's name of a key as one reads it: ``ctrl+s`` is ``Ctrl+S``."""
    parts = key.split("+")
    if parts == [key] and len(key) == 1:
        return key
    return "+".join(KEY_NAMES.get(part, part.capitalize()) for part in parts).replace("⇧+", "⇧")


def _local_now() -> datetime:
    return datetime.now(UTC).astimezone()


class ReportApp(App[None]):
    """The terminal program on one desk.

    The first screen is painted before the language check is loaded; until it is, every text
    counts as unchecked and is withheld.

    Args:
        desk: the vault, the detector and the exports.
        case_id: a case to open at once, as soon as the vault is open.
        now: the clock.
        lock_after: the pause after which the program locks; None for never.
        lockable: whether there is a passphrase to unlock it with; an exercise has none.
    """

    CSS_PATH = "theme.tcss"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", text("tui.key.quit"), show=False, priority=True),
        Binding("f1", "help", text("tui.key.help"), show=False),
        Binding("ctrl+l", "lock", text("tui.key.lock"), show=False, priority=True),
        Binding("f10,ctrl+p", "command_palette", text("tui.key.palette"), show=False),
    ]

    def __init__(
        self,
        desk: Desk,
        *,
        case_id: str | None = None,
        now: Callable[[], datetime] = _local_now,
        lock_after: timedelta | None = None,
        lockable: bool = True,
    ) -> None:
        super().__init__()
        self.title = text("tui.title")
        self.desk = desk
        self.now = now
        self.engine_state = "starting"
        self._case_id = case_id
        self._lockable = lockable
        self._idle = IdleWatch(lock_after if lockable else None, now())
        self._keys = KeyOrder(self, super().on_event)

    def today(self) -> date:
        """Return the day it is, where the program runs."""
        return self.now().astimezone().date()

    def on_mount(self) -> None:
        """Show the vault's door, or what is behind it when it is open already."""
        from report_tool.tui.screens.unlock import UnlockScreen

        self.register_theme(CONTRAST)
        self.theme = "nord"
        if self.desk.is_open:
            self.enter()
        else:
            self.push_screen(UnlockScreen())
        self.set_interval(IDLE_CHECK, self._lock_if_idle)
        self.call_after_refresh(self._start_engine)

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there, and keep the keys in order."""
        self._idle.note(event, self.now())
        await self._keys.take(event)

    def enter(self, *, first_time: bool = False) -> None:
        """Go to the list of cases, and on to the case that was asked for."""
        from report_tool.tui.screens.cases import CasesScreen

        if len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(CasesScreen(self._case_id, welcome=first_time))
        self._case_id = None

    def show_error(self, error: ReportToolError) -> None:
        """Explain what happened, what it means for the data, and what to do next."""
        self.push_screen(ErrorScreen(error))

    def remember(self, decision: Decision) -> None:
        """Keep a "not sensitive" that is meant beyond the case."""
        try:
            self.desk.remember(decision)
        except ReportToolError as error:
            self.show_error(error)

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it is written in Norwegian manuals."""
        return binding.key_display or key_name(binding.key)

    def action_lock(self) -> None:
        """Hide everything and ask for the passphrase."""
        from report_tool.tui.screens.lock import LockScreen
        from report_tool.tui.screens.unlock import UnlockScreen

        if self._lockable and self.desk.is_open and not isinstance(self.screen, UnlockScreen):
            self.clear_notifications()
            self.push_screen(LockScreen())

    def action_help(self) -> None:
        """Show the keys and how the program works."""
        from report_tool.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    async def action_quit(self) -> None:
        """Save what is open, then leave."""
        from report_tool.tui.screens.authoring import AuthoringScreen
        from report_tool.tui.taking_in import take_in_values

        for screen in self.screen_stack:
            if isinstance(screen, AuthoringScreen):
                take_in_values(screen)
                try:
                    await screen.session.close()
                except ReportToolError as error:
                    self.show_error(error)
                    return
        self.exit()

    def action_command_palette(self) -> None:
        """Search all commands."""
        from report_tool.tui.screens.unlock import UnlockScreen

        if not isinstance(self.screen, CommandPalette | UnlockScreen):
            self.push_screen(CommandPalette(placeholder=text("tui.palette.placeholder")))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield the commands of the program and of the screen, in Norwegian."""
        from report_tool.tui.screens.case import CaseScreen

        seen = set()
        for _, binding, enabled, _ in screen.active_bindings.values():
            if enabled and binding.show and binding.description not in seen:
                seen.add(binding.description)
                yield SystemCommand(
                    binding.tooltip or binding.description,
                    text("tui.palette.key", key=self.get_key_display(binding)),
                    _runner(self, binding.action),
                )
        if isinstance(screen, CaseScreen):
            yield from screen.step_commands()
        yield SystemCommand(text("tui.key.help"), text("tui.palette.help"), self.action_help)
        for theme, name in THEMES.items():
            yield SystemCommand(
                text(f"tui.theme.{name}"), text("tui.palette.theme"), _themer(self, theme)
            )
        if self._lockable:
            yield SystemCommand(text("tui.key.lock"), text("tui.palette.lock"), self.action_lock)
        yield SystemCommand(text("tui.key.quit"), text("tui.palette.quit"), self.action_quit)

    def _lock_if_idle(self) -> None:
        if self._idle.is_over(self.now()):
            self.action_lock()

    def _start_engine(self) -> None:
        self.run_worker(self._load_engine(), group="engine")

    async def _load_engine(self) -> None:
        try:
            await asyncio.to_thread(self.desk.load_engine)
            self.engine_state = "ready"
        except ReportToolError as error:
            self.engine_state = "failed"
            self.show_error(error)
        for screen in self.screen_stack:
            screen.post_message(EngineChanged())


def _runner(app: ReportApp, action: str) -> Callable[[], None]:
    def run() -> None:
        app.call_next(app.run_action, action, app.screen)

    return run


def _themer(app: ReportApp, theme: str) -> Callable[[], None]:
    def run() -> None:
        app.theme = theme

    return run
