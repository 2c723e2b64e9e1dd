"""Finding a case again by words: whose it is, where, and what its report says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report_tool.workflow.fields import SECTIONS, text_fields

if TYPE_CHECKING:
    from schemas.case import Case


@dataclass(frozen=True, slots=True)
class Match:
    """A case that holds every word.

    Attributes:
        sections: the sections of the report with any of the words, in print order; empty where
            names and numbers of the case hold them all.
    """

    sections: tuple[str, ...]


def find(case: Case, query: str) -> Match | None:
    """Return where the words of a query stand in a case, or None if one of them does not.

    A word matches inside longer words, whatever its capitals. An empty query matches every case.
    """
    words = query.casefold().split()
    heading = _heading(case)
    elsewhere = [word for word in words if word not in heading]
    if not elsewhere:
        return Match(())
    texts = dict.fromkeys(SECTIONS, "")
    for field in text_fields(case.report):
        texts[field.section] += f"\n{field.text.casefold()}"
    if any(all(word not in text for text in texts.values()) for word in elsewhere):
        return None
    return Match(
        tuple(name for name, text in texts.items() if any(word in text for word in elsewhere))
    )


def _heading(case: Case) -> str:
    parties = case.parties
    names = (
        case.case_id,
        parties.arbeidstaker.navn,
        parties.virksomhet.virksomhetsnavn,
        parties.virksomhet.virksomhetsnummer,
        parties.virksomhet.kontaktperson.navn,
        parties.nav.kontaktperson,
        parties.nav.enhet,
    )
    return "\n".join(names).casefold()
