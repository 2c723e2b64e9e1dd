"""Names and contact details, in fields of their own: they are never flagged in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import Input, Static

from report_tool.messages import text
from report_tool.tui.screens.dialog import Dialog
from report_tool.tui.widgets.word_keys import Line
from schemas.parties import Parties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

FIELDS = (
    ("arbeidstaker", ("navn", "fnr", "epost", "telefonnummer")),
    ("virksomhet", ("virksomhetsnavn", "virksomhetsnummer", "beliggenhetsadresse")),
    ("kontaktperson", ("navn", "epost", "telefonnummer")),
    ("ekspert", ("navn", "virksomhet", "kompetanse", "hpr_nummer", "epost", "telefonnummer")),
    ("nav", ("kontaktperson", "enhet")),
)
"""The fields of each party, by their names in the schema."""


class PartiesScreen(Dialog[Parties]):
    """The parties' details as a form."""

    def __init__(self, parties: Parties) -> None:
        super().__init__(text("tui.parties.title"), text("tui.parties.accept"))
        self._parties = parties

    def body(self) -> Iterable[Widget]:
        """Yield a line for every detail."""
        yield Static(text("tui.parties.lead"), markup=False)
        for party, names in FIELDS:
            yield Static(text(f"tui.party.{party}"), classes="section-title", markup=False)
            for name in names:
                yield Static(text(f"tui.party.field.{name}"), classes="field-label", markup=False)
                yield Line(getattr(self._party(party), name), id=f"{party}-{name}")

    def answer(self) -> Parties:
        """Return the parties as typed."""
        old = self._parties
        contact = self._typed("kontaktperson", old.virksomhet.kontaktperson)
        firm = self._typed("virksomhet", old.virksomhet)
        return old.model_copy(
            update={
                "arbeidstaker": self._typed("arbeidstaker", old.arbeidstaker),
                "virksomhet": firm.model_copy(update={"kontaktperson": contact}),
                "ekspert": self._typed("ekspert", old.ekspert),
                "nav": self._typed("nav", old.nav),
            }
        )

    def _party(self, party: str) -> Any:
        if party == "kontaktperson":
            return self._parties.virksomhet.kontaktperson
        return getattr(self._parties, party)

    def _typed(self, party: str, before: Any) -> Any:
        names = next(names for key, names in FIELDS if key == party)
        values = {n: self.query_one(f"#{party}-{n}", Input).value.strip() for n in names}
        return before.model_copy(update=values)
