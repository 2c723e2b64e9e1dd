"""The details of each party that one fills in, by their names in the schema. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.parties import Parties

PARTY_FIELDS = {
    "arbeidstaker": ("navn", "fnr", "epost", "telefonnummer"),
    "virksomhet": ("virksomhetsnavn", "virksomhetsnummer", "beliggenhetsadresse"),
    "kontaktperson": ("navn", "epost", "telefonnummer"),
    "ekspert": ("navn", "virksomhet", "kompetanse", "hpr_nummer", "epost", "telefonnummer"),
    "nav": ("kontaktperson", "enhet"),
}
"""Party → its fields, in the order in which they are asked for."""


def party(parties: Parties, name: str) -> Any:
    """Return one party; the employer's contact person counts as one."""
    return parties.virksomhet.kontaktperson if name == "kontaktperson" else getattr(parties, name)


def with_details(parties: Parties, name: str, details: Mapping[str, str]) -> Parties:
    """Return the parties with some details of one of them replaced."""
    changed = party(parties, name).model_copy(update=details)
    if name == "kontaktperson":
        name, changed = "virksomhet", parties.virksomhet.model_copy(update={name: changed})
    return parties.model_copy(update={name: changed})
