"""The keys at the bottom of the case: where it is narrow, those one cannot do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Footer
from textual.widgets._footer import FooterKey

if TYPE_CHECKING:
    from textual.app import ComposeResult

SPARED = frozenset({"f2", "f4", "f5"})
"""Keys that the help and the list of all commands still show where the bar is too short."""

CROWDED = frozenset({"f4", "f5"})
"""Those of them that are left out at 80 columns already: the tips tell what is missing, too."""


class KeyBar(Footer):
    """A footer without the command palette, which has a key of its own."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)

    def compose(self) -> ComposeResult:
        """Yield the keys, and say to the style sheet which ones can be spared."""
        for key in super().compose():
            if isinstance(key, FooterKey) and key.key in SPARED:
                key.add_class("spared")
            if isinstance(key, FooterKey) and key.key in CROWDED:
                key.add_class("crowded")
            yield key
