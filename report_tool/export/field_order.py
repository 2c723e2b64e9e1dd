"""The order in which the report's texts are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.report import Report


def field_order(report: Report) -> tuple[str, ...]:
    """Return the path of every free-text field in the order it is printed."""
    return (
        "oppdrag/bestilling",
        *(f"oppdrag/moter/{m.id}/deltakere" for m in report.oppdrag.moter),
        *(
            f"arbeidssituasjon/{name}"
            for name in (
                "typiskArbeidshverdag",
                "kravOgRessurser",
                "arbeidsoppgaverSomKanUtfores",
                "arbeidsoppgaverSomIkkeKanUtfores",
            )
        ),
        "arsak/arsakTilFravaeret",
        "provd/tidligereTilrettelegging",
        *(
            f"provd/forsok/{f.id}/{name}"
            for f in report.provd.forsok
            for name in ("beskrivelse", "utfortAv", "effekt")
        ),
        *(
            f"tiltaksplan/tiltak/{t.id}/{name}"
            for t in report.tiltaksplan.tiltak
            for name in (
                "beskrivelseAvTiltak",
                "maalMedTiltaket",
                "vurderingEffektAvTiltak",
                "behovForBistand",
            )
        ),
        "tiltaksplan/utenTiltakArbeidstakerBegrunnelse",
        "tiltaksplan/utenTiltakArbeidsgiverBegrunnelse",
        *(
            f"veiTilbake/steg/{s.id}/{name}"
            for s in report.vei_tilbake.steg
            for name in ("arbeidsoppgaver", "tilrettelegging")
        ),
        "veiTilbake/hvisDetIkkeGaar",
        "oppfolging/hvordanFolgeOpp",
        "oppfolging/navKontaktesNaar",
        "oppfolging/refusjon",
        "merknader/arbeidstakersMerknader",
    )
