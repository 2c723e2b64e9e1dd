"""NAV's tilsagn (grant) for ekspertbistand, by the field names of TilsagnData."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report_tool.errors import BadTilsagnError
from report_tool.messages import text
from report_tool.workflow.intake_document import read_document
from report_tool.workflow.intake_reading import Fields
from schemas.case import Tilsagn
from schemas.parties import Arbeidstaker, NavKontakt, Parties, Virksomhet

if TYPE_CHECKING:
    from report_tool.workflow.notices import Notice

MEASURE_CODES = frozenset({"EKSPEBIST", "EKSP"})
"""NAV's codes for ekspertbistand; a tilsagn for another measure is refused."""

_SECTIONS = ("tilsagnNummer", "periode", "tiltakArrangor", "deltaker")


@dataclass(frozen=True, slots=True)
class TilsagnIntake:
    """What a tilsagn says, in the product's own terms."""

    tilsagn: Tilsagn
    parties: Parties
    notices: tuple[Notice, ...]


def parse_tilsagn(data: bytes) -> TilsagnIntake:
    """Read a tilsagn from its JSON; unknown fields are ignored.

    Raises:
        BadTilsagnError: if it is no tilsagn for ekspertbistand, or naming every missing or invalid
            field by NAV's path.
    """
    document = read_document(data, BadTilsagnError)
    if not any(isinstance(document.get(section), dict) for section in _SECTIONS):
        kind = "is-soknad" if "behovForBistand" in document else "not-tilsagn"
        raise BadTilsagnError(problems=text(f"intake.document.{kind}"))
    fields = Fields(document)
    tilsagn = _tilsagn(fields)
    parties = _parties(fields)
    _check_dates(fields, tilsagn)
    fields.refuse_problems(BadTilsagnError)
    return TilsagnIntake(tilsagn, parties, tuple(fields.notices))


def _tilsagn(fields: Fields) -> Tilsagn:
    year, case, grant = (
        fields.whole(f"tilsagnNummer.{name}", required=True)
        for name in ("aar", "loepenrSak", "loepenrTilsagn")
    )
    return Tilsagn(
        referanse=f"{year}/{case}-{grant}",
        tilsagn_dato=fields.day("tilsagnDato", expected=True),
        fra_dato=fields.day("periode.fraDato", required=True),
        til_dato=fields.day("periode.tilDato", required=True),
        tiltak_kode=fields.choice("tiltakKode", MEASURE_CODES, required=True),
        refusjonfrist_dato=fields.day("refusjonfristDato", expected=True),
        totalt_tilskuddbelop=fields.whole("totaltTilskuddbelop"),
        nav_enhet=fields.string("navEnhet.navKontorNavn", expected=True),
    )


def _parties(fields: Fields) -> Parties:
    return Parties(
        arbeidstaker=Arbeidstaker(
            fnr=fields.national_id("deltaker.fodselsnr"),
            navn=_name(fields, "deltaker", required=True),
        ),
        virksomhet=Virksomhet(
            virksomhetsnummer=fields.organisation_number("tiltakArrangor.orgNummer"),
            virksomhetsnavn=fields.string("tiltakArrangor.arbgiverNavn", required=True),
        ),
        nav=NavKontakt(
            kontaktperson=_name(fields, "saksbehandler"),
            enhet=fields.string("navEnhet.navKontorNavn"),
        ),
    )


def _name(fields: Fields, person: str, *, required: bool = False) -> str:
    parts = (
        fields.string(f"{person}.{part}", required=required) for part in ("fornavn", "etternavn")
    )
    return " ".join(part for part in parts if part)


def _check_dates(fields: Fields, tilsagn: Tilsagn) -> None:
    start, end, claim = tilsagn.fra_dato, tilsagn.til_dato, tilsagn.refusjonfrist_dato
    if start and end and end < start:
        fields.problem("periode.tilDato", "ends-before-start")
    elif start and end and end.year != start.year:
        fields.notice("periode.tilDato", "turn-of-the-year")
    if end and claim and claim < end:
        fields.notice("refusjonfristDato", "claim-before-end")
