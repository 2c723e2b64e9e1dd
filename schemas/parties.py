"""The people and organisations of a case, in structured fields that are printed by need."""

from __future__ import annotations

from schemas.base import Model


class Arbeidstaker(Model):
    """The employee. ``fnr`` (fødselsnummer or D-number) is printed in NAV's copy only."""

    navn: str = ""
    fnr: str = ""
    epost: str = ""
    telefonnummer: str = ""


class Kontaktperson(Model):
    """The employer's contact person."""

    navn: str = ""
    epost: str = ""
    telefonnummer: str = ""


class Virksomhet(Model):
    """The employer, as in NAV's søknad."""

    virksomhetsnummer: str = ""
    virksomhetsnavn: str = ""
    kontaktperson: Kontaktperson = Kontaktperson()
    beliggenhetsadresse: str = ""


class Ekspert(Model):
    """The expert. ``hpr_nummer`` is the number in Helsepersonellregisteret, where there is one."""

    navn: str = ""
    virksomhet: str = ""
    kompetanse: str = ""
    hpr_nummer: str = ""
    epost: str = ""
    telefonnummer: str = ""


class NavKontakt(Model):
    """NAV's contact person and office in the case."""

    kontaktperson: str = ""
    enhet: str = ""


class Parties(Model):
    """Everyone the case names; their names are never findings."""

    arbeidstaker: Arbeidstaker = Arbeidstaker()
    virksomhet: Virksomhet = Virksomhet()
    ekspert: Ekspert = Ekspert()
    nav: NavKontakt = NavKontakt()

    def names(self) -> tuple[str, ...]:
        """The names that the detector must not mark, without the empty ones."""
        everyone = (
            self.arbeidstaker.navn,
            self.virksomhet.kontaktperson.navn,
            self.ekspert.navn,
            self.nav.kontaktperson,
        )
        return tuple(name for name in everyone if name)
