"""What a vault remembers beside its cases: the expert, and what the expert said is harmless."""

from __future__ import annotations

from typing import Literal

from schemas.base import CaseId, Model, Moment
from schemas.decision import Scope
from schemas.labels import Label, Language
from schemas.parties import Ekspert


class RememberedTerm(Model):
    """A surface that is not flagged again, with the label it had and the reason given."""

    surface: str
    label: Label
    scope: Scope
    reason: str
    remembered_at: Moment


class Memory(Model):
    """The vault's own record: the expert's profile and the terms remembered beyond one case.

    ``open_cases`` are the cases open in a program: what is left there after it ended was cut off.
    """

    schema_version: Literal[1] = 1
    ekspert: Ekspert = Ekspert()
    language: Language = Language.BOKMAL
    terms: tuple[RememberedTerm, ...] = ()
    open_cases: tuple[CaseId, ...] = ()
