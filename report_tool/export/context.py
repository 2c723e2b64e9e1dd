"""Makes the printable document of one recipient's copy. Pure: no clock, no files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import templates
from report_tool.export import appendix, sections, wording
from report_tool.export.characters import one_line
from report_tool.export.document import Document
from report_tool.export.field_order import field_order
from report_tool.export.marked import Marker
from schemas.labels import Recipient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.copy import RecipientCopy


def build(copy: RecipientCopy) -> Document:
    """Return the document that every format of this copy is rendered from."""
    lang = copy.language
    marker = Marker.of(copy.withheld, field_order(copy.report))

    def say(key: str, **values: str) -> str:
        return templates.phrase(key, lang, **values)

    full = copy.recipient is Recipient.EMPLOYEE
    return Document(
        language=lang,
        recipient=copy.recipient,
        title=say("document.title"),
        subject=say("document.subject"),
        copy_line=say(f"document.for_{copy.recipient}"),
        banner=say("document.draft") if copy.draft else "",
        about=say("document.about_full" if full else "document.about"),
        meta=tuple((say(f"meta.{key}"), value) for key, value in _meta(copy) if value),
        sections=(
            *sections.build(copy.report, lang, marker),
            *appendix.build(copy, marker),
        ),
        footer=f"{say('document.title')} · {say('document.case', case=copy.case_id)}",
        page=say("document.page", page="{page}", pages="{pages}"),
        made_at=copy.made_at,
    )


def _meta(copy: RecipientCopy) -> Iterator[tuple[str, str]]:
    """Yield the parties by need: the national id stands in NAV's copy only."""
    parties = copy.parties
    company = parties.virksomhet
    yield "arbeidstaker", one_line(parties.arbeidstaker.navn)
    if copy.recipient is Recipient.NAV:
        yield "fnr", wording.national_id(one_line(parties.arbeidstaker.fnr))
    number = wording.organisation_number(one_line(company.virksomhetsnummer))
    yield (
        "virksomhet",
        _joined(
            one_line(company.virksomhetsnavn),
            templates.phrase("meta.organisasjonsnummer", copy.language, number=number)
            if number
            else "",
        ),
    )
    yield (
        "kontaktperson",
        _joined(
            one_line(company.kontaktperson.navn),
            one_line(company.kontaktperson.telefonnummer),
            one_line(company.kontaktperson.epost),
        ),
    )
    expert = parties.ekspert
    yield "ekspert", _joined(one_line(expert.navn), one_line(expert.virksomhet))
    yield "kompetanse", one_line(expert.kompetanse)
    yield "hpr", one_line(expert.hpr_nummer)
    yield "nav", _joined(one_line(parties.nav.enhet), one_line(parties.nav.kontaktperson))
    yield "tilsagn", one_line(copy.tilsagn_referanse)
    yield "dato", wording.day(copy.made_at, copy.language)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
