"""Standard measures to start from: put in as ordinary ones, for the expert to adapt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from schemas.report import Ansvarlig, Tiltak

if TYPE_CHECKING:
    from templates.writing import StandardMeasure

_FRIDAY = 4


def as_measure(standard: StandardMeasure, item_id: str, today: date) -> Tiltak:
    """Return the measure with role and dates filled in.

    It begins the next Monday and is to be done by the Friday of its last week.
    """
    start = today + timedelta(days=7 - today.weekday())
    return Tiltak(
        id=item_id,
        beskrivelse_av_tiltak=standard.what,
        maal_med_tiltaket=standard.why,
        ansvarlig=Ansvarlig(standard.who),
        fra_dato=start,
        til_dato=start + timedelta(weeks=standard.weeks - 1, days=_FRIDAY),
        vurdering_effekt_av_tiltak=standard.seen,
    )
