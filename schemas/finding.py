"""What the detector says about a text."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from schemas.base import Model, Percent
from schemas.labels import Label


class Reason(Model):
    """Why a span was marked: which detector, by which rule or term.

    ``detector`` is the recogniser's stable name (``"lexicon"``, ``"national-id"``); ``rule`` the
    term, pattern or model that fired; ``text`` the explanation in plain Norwegian.
    """

    detector: str
    rule: str = ""
    text: str = ""


class Finding(Model):
    """A marked span of one text: offsets in Unicode code points, ``end`` exclusive.

    ``score`` is the calibrated probability of being right, in whole per cent. ``surface`` is the
    text between the offsets; a finding whose surface has another length refuses to exist.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    label: Label
    score: Percent
    surface: str
    why: tuple[Reason, ...] = ()

    @model_validator(mode="after")
    def _surface_fits(self) -> Self:
        if self.end - self.start != len(self.surface):
            raise ValueError("the surface does not fit the offsets")
        return self


class FieldFinding(Model):
    """A finding placed in the report: ``field`` is a path such as ``tiltak/m1/maalMedTiltaket``.

    ``sentence`` and ``sentence_start`` give the sentence that holds the finding and its offset in
    the field; ``occurrence`` counts equal surfaces within that sentence from 0.
    """

    field: str
    finding: Finding
    sentence: str
    sentence_start: int = Field(ge=0)
    occurrence: int = Field(ge=0)
