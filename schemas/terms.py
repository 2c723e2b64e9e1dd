"""The file in which experts of one organisation share words that are never flagged."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.base import Model
from schemas.labels import Label


class SharedTerm(Model):
    """Words and the label they are not to be flagged with; no reason, no date, no person."""

    surface: str = Field(min_length=1, max_length=80)
    label: Label


class SharedTerms(Model):
    """The list, in alphabetical order."""

    format: Literal["report-tool-terms"] = "report-tool-terms"
    schema_version: Literal[1] = 1
    terms: tuple[SharedTerm, ...] = Field(default=(), max_length=5000)
