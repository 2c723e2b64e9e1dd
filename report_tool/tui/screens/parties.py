"""Names and contact details, in fields of their own: they are never flagged in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input, Static

from report_tool.messages import text
from report_tool.tui.party_fields import PARTY_FIELDS, party, with_details
from report_tool.tui.screens.dialog import Dialog
from report_tool.tui.widgets.word_keys import Line
from schemas.parties import Parties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget


class PartiesScreen(Dialog[Parties]):
    """The parties' details as a form."""

    def __init__(self, parties: Parties) -> None:
        super().__init__(text("tui.parties.title"), text("tui.parties.accept"))
        self._parties = parties

    def body(self) -> Iterable[Widget]:
        """Yield a line for every detail."""
        yield Static(text("tui.parties.lead"), markup=False)
        for name, fields in PARTY_FIELDS.items():
            yield Static(text(f"tui.party.{name}"), classes="section-title", markup=False)
            for field in fields:
                yield Static(text(f"tui.party.field.{field}"), classes="field-label", markup=False)
                yield Line(getattr(party(self._parties, name), field), id=f"{name}-{field}")

    def answer(self) -> Parties:
        """Return the parties as typed."""
        parties = self._parties
        for name, fields in PARTY_FIELDS.items():
            typed = {f: self.query_one(f"#{name}-{f}", Input).value.strip() for f in fields}
            parties = with_details(parties, name, typed)
        return parties
