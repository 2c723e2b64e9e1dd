"""What each section of the report is made of: its fields, in the order they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.report import Ansvarlig, Forsok, Maal, Mote, Motested, Steg, Tiltak

if TYPE_CHECKING:
    from enum import StrEnum

    from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class TextSpec:
    """Free text; ``lines`` is the height it starts with."""

    name: str
    lines: int = 3
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class DateSpec:
    """A day."""

    name: str


@dataclass(frozen=True, slots=True)
class HoursSpec:
    """Hours, to a hundredth."""

    name: str


@dataclass(frozen=True, slots=True)
class PercentSpec:
    """A whole percentage from 0 to 100."""

    name: str


@dataclass(frozen=True, slots=True)
class TickSpec:
    """Yes or no."""

    name: str


@dataclass(frozen=True, slots=True)
class ChoiceSpec:
    """One of the schema's own values; ``optional`` allows none."""

    name: str
    values: type[StrEnum]
    optional: bool = True


Spec = TextSpec | DateSpec | HoursSpec | PercentSpec | TickSpec | ChoiceSpec


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A list of items with the same fields.

    ``columns`` are the names shown in the table, ``few`` those that stay where it is narrow.
    """

    name: str
    model: type[BaseModel]
    id_prefix: str
    fields: tuple[Spec, ...]
    columns: tuple[str, ...]
    few: tuple[str, ...]


SECTION_FORMS: dict[str, tuple[Spec | TableSpec, ...]] = {
    "oppdrag": (
        TextSpec("bestilling", 4),
        TickSpec("ekspertErUavhengig"),
        TableSpec(
            "moter",
            Mote,
            "a",
            (
                DateSpec("dato"),
                ChoiceSpec("motested", Motested, optional=False),
                TextSpec("deltakere"),
            ),
            ("dato", "motested", "deltakere"),
            ("dato", "deltakere"),
        ),
        HoursSpec("timer"),
    ),
    "arbeidssituasjon": (
        TextSpec("typiskArbeidshverdag", 4),
        TextSpec("kravOgRessurser", 4),
        TextSpec("arbeidsoppgaverSomKanUtfores", 4),
        TextSpec("arbeidsoppgaverSomIkkeKanUtfores", 4),
    ),
    "arsak": (TextSpec("arsakTilFravaeret", 10),),
    "provd": (
        TextSpec("tidligereTilrettelegging", 5),
        TableSpec(
            "forsok",
            Forsok,
            "f",
            (TextSpec("beskrivelse"), TextSpec("utfortAv", 2), TextSpec("effekt")),
            ("beskrivelse", "utfortAv", "effekt"),
            ("beskrivelse", "effekt"),
        ),
    ),
    "tiltaksplan": (
        TableSpec(
            "tiltak",
            Tiltak,
            "m",
            (
                TextSpec("beskrivelseAvTiltak", 2),
                ChoiceSpec("ansvarlig", Ansvarlig),
                DateSpec("fraDato"),
                DateSpec("tilDato"),
                TextSpec("maalMedTiltaket", 2),
                TextSpec("vurderingEffektAvTiltak", 2),
                TextSpec("behovForBistand", 2),
            ),
            ("beskrivelseAvTiltak", "ansvarlig", "fraDato", "tilDato"),
            ("beskrivelseAvTiltak", "tilDato"),
        ),
        TextSpec("utenTiltakArbeidstakerBegrunnelse", 2),
        TextSpec("utenTiltakArbeidsgiverBegrunnelse", 2),
    ),
    "veiTilbake": (
        ChoiceSpec("maal", Maal),
        TableSpec(
            "steg",
            Steg,
            "s",
            (
                DateSpec("fraDato"),
                PercentSpec("arbeidsprosent"),
                TextSpec("arbeidsoppgaver", 2),
                TextSpec("tilrettelegging", 2),
                DateSpec("evalueringsDato"),
            ),
            ("fraDato", "arbeidsprosent", "arbeidsoppgaver", "evalueringsDato"),
            ("fraDato", "arbeidsprosent", "arbeidsoppgaver"),
        ),
        TextSpec("hvisDetIkkeGaar", 4),
    ),
    "oppfolging": (
        TextSpec("hvordanFolgeOpp", 4),
        DateSpec("evalueringsDato"),
        TextSpec("navKontaktesNaar", 3),
        TextSpec("refusjon", 3),
    ),
    "merknader": (TextSpec("arbeidstakersMerknader", 8, read_only=True),),
}
"""The eight sections of DESIGN.md § 2 by their key."""


def table(section: str, name: str) -> TableSpec:
    """Return the table of a section.

    Raises:
        KeyError: if the section has no such table.
    """
    for spec in SECTION_FORMS[section]:
        if isinstance(spec, TableSpec) and spec.name == name:
            return spec
    raise KeyError(name)
