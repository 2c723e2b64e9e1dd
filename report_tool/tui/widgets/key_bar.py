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


GAP = 1
"""Cells between two keys."""


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

    def on_mount(self) -> None:
        """Show whole keys only."""
        self.watch(self, "virtual_size", self._fit)

    def on_resize(self) -> None:
        """Show whole keys only, in the new width."""
        self._fit()

    async def recompose(self) -> None:
        """Show the keys of now, as many as there is room for."""
        await super().recompose()
        self._fit()

    def _fit(self) -> None:
        self.call_after_refresh(self._hide_cut_keys)

    def _hide_cut_keys(self) -> None:
        right = 0
        for key in self.query(FooterKey):
            if key.display:
                right += key.render().cell_len
                key.set_class(right > self.size.width, "cut")
                right += GAP
