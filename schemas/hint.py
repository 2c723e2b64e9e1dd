"""What an expert said about a hint of the quality rules: that it does not apply, and why."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from schemas.base import Model, Moment, Sha256


class SilencedHint(Model):
    """A hint put aside by the expert. It stays in the vault and is in no copy.

    ``about`` is the SHA-256 of the words that the hint is about: once they change, it comes back.
    """

    rule: str
    place: str
    about: Sha256
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    silenced_at: Moment
