"""NAV's søknad om tilskudd til ekspertbistand, by its own field names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_tool.errors import BadSoknadError
from report_tool.messages import text
from report_tool.workflow.intake_document import read_document
from report_tool.workflow.intake_reading import Fields
from report_tool.workflow.notices import Notice, Severity
from schemas.case import Bestilling
from schemas.parties import Arbeidstaker, Ekspert, Kontaktperson, NavKontakt, Parties, Virksomhet

STATUSES = frozenset({"utkast", "innsendt", "godkjent", "avlyst"})

_SECTIONS = ("virksomhet", "ansatt", "ekspert", "behovForBistand")
_TIMES = ("opprettetTidspunkt", "innsendtTidspunkt", "opprettetDato")
_HPR = re.compile(r"\bHPR(?:[ -]?(?:nummer|nr))?[.:]?[ -]?(\d{1,9})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SoknadIntake:
    """What a søknad says, in the product's own terms."""

    parties: Parties
    bestilling: Bestilling
    notices: tuple[Notice, ...]


def parse_soknad(data: bytes) -> SoknadIntake:
    """Read a søknad from its JSON; unknown fields are ignored.

    A fødselsnummer or organisation number with a wrong check digit is imported with a notice.

    Raises:
        BadSoknadError: if it is no søknad, or naming every missing or invalid field by NAV's path.
    """
    document = read_document(data, BadSoknadError)
    if not any(isinstance(document.get(section), dict) for section in _SECTIONS):
        kind = "is-tilsagn" if "tilsagnNummer" in document else "not-soknad"
        raise BadSoknadError(problems=text(f"intake.document.{kind}"))
    fields = Fields(document)
    parties = _parties(fields)
    bestilling = _bestilling(fields)
    status = fields.choice("status", STATUSES)
    if status in {"utkast", "avlyst"}:
        severity = Severity.INFO if status == "utkast" else Severity.WARNING
        fields.notice("status", status, severity)
    for moment in _TIMES:
        fields.day(moment)
    fields.refuse_problems(BadSoknadError)
    return SoknadIntake(parties, bestilling, tuple(fields.notices))


def _parties(fields: Fields) -> Parties:
    competence = fields.string("ekspert.kompetanse", expected=True)
    hpr = _HPR.search(competence)
    return Parties(
        virksomhet=Virksomhet(
            virksomhetsnummer=fields.organisation_number("virksomhet.virksomhetsnummer"),
            virksomhetsnavn=fields.string("virksomhet.virksomhetsnavn", required=True),
            kontaktperson=Kontaktperson(
                navn=fields.string("virksomhet.kontaktperson.navn", expected=True),
                epost=fields.email("virksomhet.kontaktperson.epost", expected=True),
                telefonnummer=fields.phone("virksomhet.kontaktperson.telefonnummer", expected=True),
            ),
            beliggenhetsadresse=fields.string("virksomhet.beliggenhetsadresse"),
        ),
        arbeidstaker=Arbeidstaker(
            fnr=fields.national_id("ansatt.fnr"),
            navn=fields.string("ansatt.navn", required=True),
        ),
        ekspert=Ekspert(
            navn=fields.string("ekspert.navn", required=True),
            virksomhet=fields.string("ekspert.virksomhet", expected=True),
            kompetanse=competence,
            hpr_nummer=hpr.group(1) if hpr else "",
        ),
        nav=NavKontakt(kontaktperson=fields.string("nav.kontaktperson")),
    )


def _bestilling(fields: Fields) -> Bestilling:
    return Bestilling(
        soknad_id=fields.string("id"),
        begrunnelse=fields.string("behovForBistand.begrunnelse"),
        behov=fields.string("behovForBistand.behov", expected=True),
        tilrettelegging=fields.string("behovForBistand.tilrettelegging"),
        timer=fields.number("behovForBistand.timer", expected=True),
        estimert_kostnad=fields.number("behovForBistand.estimertKostnad"),
        startdato=fields.day("behovForBistand.startdato", expected=True),
    )
