"""NAV's copy as a request to NAV's archive: dokarkiv's ``opprettJournalpost``, ready to map.

The service is internal to NAV; the field names are its own. The documents themselves are named by
file and SHA-256 and not repeated in base64 (``docs/decisions/0010``): NAV's integration fills
``fysiskDokument`` of each variant from the file of the same name.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from schemas.base import Model, Sha256

FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,127}$")]
"""A file beside the request: a bare name, no folder."""


class Variantformat(StrEnum):
    """Which version of a document a file is; each stands at most once per document."""

    ARKIV = "ARKIV"
    ORIGINAL = "ORIGINAL"


class Filtype(StrEnum):
    """What a file is."""

    PDFA = "PDFA"
    JSON = "JSON"


class Dokumentvariant(Model):
    """One file of a document; ``fysiskDokument`` is filled in from ``filnavn`` when it is sent."""

    filtype: Filtype
    variantformat: Variantformat
    filnavn: FileName


class Dokument(Model):
    """The report. ``brevkode`` is left to NAV: none for the expert's report is published."""

    tittel: str
    brevkode: str | None = None
    dokumentvarianter: tuple[Dokumentvariant, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_one_archive_version(self) -> Self:
        formats = [variant.variantformat for variant in self.dokumentvarianter]
        if formats.count(Variantformat.ARKIV) != 1 or len(set(formats)) != len(formats):
            raise ValueError("exactly one ARKIV variant, and each variant once")
        return self


class AvsenderMottaker(Model):
    """Who sends it: the employer, who is responsible for NAV's copy (R08-07A)."""

    id: str | None = None
    id_type: Literal["ORGNR"] | None = None
    navn: str


class Bruker(Model):
    """Whom it is about: the employee."""

    id: str = Field(pattern=r"^[0-9]{11}$")
    id_type: Literal["FNR"] = "FNR"


class Sak(Model):
    """Which case it belongs to; NAV knows whether there is a FAGSAK in EKSPERTBISTAND."""

    sakstype: Literal["GENERELL_SAK"] = "GENERELL_SAK"


class OpprettJournalpost(Model):
    """The request. ``eksternReferanseId`` is unique per content, so a second one is refused (409).

    ``journalfoerendeEnhet`` is left out: NAV's routing sets it. ``bruker`` is left out where the
    national id is not known.
    """

    journalposttype: Literal["INNGAAENDE"] = "INNGAAENDE"
    tema: Literal["OPP", "OPA", "TIL"] = "OPP"
    behandlingstema: Literal["ab0423", "ab0425"] = "ab0423"
    kanal: Literal["NAV_NO"] = "NAV_NO"
    ekstern_referanse_id: str = Field(pattern=r"^report-tool-[A-Za-z0-9-]{1,160}$")
    tittel: str
    avsender_mottaker: AvsenderMottaker
    bruker: Bruker | None = None
    journalfoerende_enhet: str | None = None
    dato_dokument: date
    sak: Sak = Sak()
    dokumenter: tuple[Dokument, ...] = Field(min_length=1, max_length=1)


class Fil(Model):
    """A file that the request names, and the bytes it must have."""

    filnavn: FileName
    sha256: Sha256


class AapentValg(Model):
    """A value that NAV has to confirm: the field, what stands there, what else it could be."""

    felt: str
    valgt: str
    alternativer: tuple[str, ...]
    hvorfor: str


class Journalpost(Model):
    """``journalpost.json``: the request, its files, and what only NAV can decide."""

    schema_version: Literal[1] = 1
    foresporsel: OpprettJournalpost
    filer: tuple[Fil, ...]
    aapne_valg: tuple[AapentValg, ...]

    @model_validator(mode="after")
    def _names_the_same_files(self) -> Self:
        variants = [v.filnavn for d in self.foresporsel.dokumenter for v in d.dokumentvarianter]
        if sorted(variants) != sorted(file.filnavn for file in self.filer):
            raise ValueError("the files are those of the variants")
        return self
