"""What was decided about a finding, and what the employee consented to."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from schemas.base import ItemId, Model, Moment, Sha256
from schemas.labels import Label, Recipient


class DecisionKind(StrEnum):
    """The four answers to a finding (DESIGN.md § 3)."""

    REWRITE = "rewrite"
    WITHHOLD = "withhold"
    SHARE = "share"
    NOT_SENSITIVE = "notSensitive"


class Scope(StrEnum):
    """How far a "not sensitive" is remembered."""

    ONCE = "once"
    CASE = "case"
    EXPERT = "expert"
    ORGANISATION = "organisation"


class Anchor(Model):
    """Binds a decision to the words it was made about, in the sentence it was made in.

    ``sentence_hash`` is the SHA-256 of the sentence in NFC with white space folded; ``occurrence``
    counts equal surfaces within the sentence from 0. An edited sentence no longer fits.
    """

    field: str
    sentence_hash: Sha256
    surface: str
    occurrence: int = Field(default=0, ge=0)


class Decision(Model):
    """The answer to one finding. Undecided is withheld; so is a share without consent.

    ``share_with`` names the recipients a share is proposed for; everybody else gets ``neutral``,
    the phrase printed instead of the surface. ``reason`` is required for a share and for "not
    sensitive". For a rewrite, ``sentence_before`` and ``sentence_after`` keep what undo needs.
    """

    id: ItemId
    anchor: Anchor
    label: Label
    kind: DecisionKind
    share_with: tuple[Recipient, ...] = ()
    neutral: str = ""
    reason: str = ""
    scope: Scope = Scope.ONCE
    sentence_before: str = ""
    sentence_after: str = ""
    made_at: Moment

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if Recipient.EMPLOYEE in self.share_with:
            raise ValueError("the employee always has the full text")
        if (self.kind is DecisionKind.SHARE) != bool(self.share_with):
            raise ValueError("share_with belongs to a share, and a share needs it")
        if (
            self.kind in {DecisionKind.SHARE, DecisionKind.NOT_SENSITIVE}
            and not self.reason.strip()
        ):
            raise ValueError("a share or a 'not sensitive' needs a reason")
        if self.label is Label.UNCHECKED and self.kind is not DecisionKind.WITHHOLD:
            raise ValueError("a field that was not checked can only be withheld")
        return self


class ConsentChannel(StrEnum):
    """How a consent or an answer was given."""

    PAGE = "page"
    TERMINAL = "terminal"
    RECORDED = "recorded"


class Consent(Model):
    """The employee's agreement to share this very detail with this recipient.

    Valid while ``withdrawn_at`` is empty and the decision's anchor still fits the text.
    """

    decision_id: ItemId
    anchor: Anchor
    recipient: Recipient
    given_at: Moment
    channel: ConsentChannel
    withdrawn_at: Moment | None = None
