"""The keys of the case screen, as they stand on the key bar and in the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from report_tool.messages import text

if TYPE_CHECKING:
    from textual.binding import BindingType


def _shown(key: str, action: str, name: str, *, explained: bool = False) -> Binding:
    """Return a key on the bar; ``explained`` where the command palette says more than the bar."""
    return Binding(
        key,
        action,
        text(f"tui.key.{name}"),
        tooltip=text(f"tui.command.{name}") if explained else "",
        key_display=key.title(),
        priority=True,
    )


def _silent(key: str, action: str, name: str = "") -> Binding:
    return Binding(key, action, text(f"tui.key.{name}") if name else "", show=False, priority=True)


CASE_KEYS: list[BindingType] = [
    _shown("f1", "app.help", "help"),
    _shown("f2", "guidance", "guidance", explained=True),
    _shown("f3", "next_finding", "next-finding", explained=True),
    _shown("f4", "next_missing", "next-missing", explained=True),
    _shown("f5", "preview", "preview"),
    _shown("f6", "section(-1)", "previous", explained=True),
    _shown("f7", "section(1)", "next", explained=True),
    _shown("ctrl+t", "tips", "tips", explained=True),
    _shown("f8", "review", "review", explained=True),
    _shown("f9", "export", "export", explained=True),
    Binding("escape", "back", text("tui.key.back"), key_display="Esc"),
    _shown("ctrl+n", "insert", "insert", explained=True),
    _shown("f12", "parties", "parties"),
    _shown("f11", "audit", "audit"),
    _shown("ctrl+g", "course", "course"),
    _shown("ctrl+r", "versions", "versions"),
    _silent("ctrl+o", "terms", "terms"),
    _silent("ctrl+pageup", "section(-1)"),
    _silent("ctrl+pagedown", "section(1)"),
    _silent("ctrl+s", "save", "save"),
]
