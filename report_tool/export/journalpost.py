"""NAV's copy as a request that NAV's archive can take in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import templates
from report_tool.export.characters import one_line
from schemas.canonical import canonical_json
from schemas.delivery import FileFormat
from schemas.journalpost import (
    AapentValg,
    AvsenderMottaker,
    Bruker,
    Dokument,
    Dokumentvariant,
    Fil,
    Filtype,
    Journalpost,
    OpprettJournalpost,
    Variantformat,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from schemas.copy import RecipientCopy

_VARIANTS = {
    FileFormat.PDF: (Filtype.PDFA, Variantformat.ARKIV),
    FileFormat.JSON: (Filtype.JSON, Variantformat.ORIGINAL),
}
_OPEN = {
    "tema": ("OPA", "TIL"),
    "behandlingstema": ("ab0425",),
    "kanal": (),
    "sak": ("FAGSAK, EKSPERTBISTAND",),
    "journalfoerendeEnhet": (),
    "brevkode": (),
}
"""Fields that NAV has to confirm, and the other values that its code lists offer."""

_FNR_DIGITS = 11


def build(copy: RecipientCopy, hashes: Mapping[FileFormat, tuple[Path, str]]) -> Journalpost:
    """Return the request for NAV's copy.

    Args:
        copy: NAV's copy.
        hashes: path and SHA-256 of the files that were written, the PDF among them.
    """
    files = {kind: hashes[kind] for kind in _VARIANTS if kind in hashes}
    title = one_line(templates.phrase("document.title", copy.language))
    employee = copy.parties.arbeidstaker.fnr
    known = len(employee) == _FNR_DIGITS and employee.isdecimal()
    company = copy.parties.virksomhet
    request = OpprettJournalpost(
        ekstern_referanse_id=reference(copy),
        tittel=title,
        avsender_mottaker=AvsenderMottaker(
            id=company.virksomhetsnummer or None,
            id_type="ORGNR" if company.virksomhetsnummer else None,
            navn=one_line(company.virksomhetsnavn),
        ),
        bruker=Bruker(id=employee) if known else None,
        dato_dokument=(copy.approval.approved_at if copy.approval else copy.made_at).date(),
        dokumenter=(
            Dokument(
                tittel=title,
                dokumentvarianter=tuple(
                    Dokumentvariant(
                        filtype=_VARIANTS[kind][0],
                        variantformat=_VARIANTS[kind][1],
                        filnavn=path.name,
                    )
                    for kind, (path, _) in files.items()
                ),
            ),
        ),
    )
    return Journalpost(
        foresporsel=request,
        filer=tuple(Fil(filnavn=path.name, sha256=digest) for path, digest in files.values()),
        aapne_valg=tuple(
            AapentValg(
                felt=name,
                valgt=_chosen(request, name),
                alternativer=others,
                hvorfor=templates.phrase(f"journalpost.{name}", copy.language),
            )
            for name, others in _OPEN.items()
        ),
    )


def render(post: Journalpost) -> bytes:
    """Return the request as canonical JSON."""
    return canonical_json(post)


def reference(copy: RecipientCopy) -> str:
    """Return the id by which the archive knows this copy again; another content has another."""
    return f"report-tool-{copy.case_id}-{copy.content_hash}"


def file_name(copy: RecipientCopy) -> str:
    """Return ``rapport-<case>-nav-journalpost.json``."""
    return f"rapport-{copy.case_id}-{copy.recipient}-journalpost.json"


def format_of(filtype: Filtype) -> FileFormat:
    """Return the format of the copy that a file of the request is."""
    return next(kind for kind, (known, _) in _VARIANTS.items() if known is filtype)


def _chosen(request: OpprettJournalpost, name: str) -> str:
    match name:
        case "sak":
            return request.sak.sakstype
        case "journalfoerendeEnhet" | "brevkode":
            return ""
        case _:
            return str(getattr(request, name))
