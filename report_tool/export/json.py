"""The copy as data: the canonical JSON that is also attached to the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.canonical import canonical_json

if TYPE_CHECKING:
    from schemas.copy import RecipientCopy


def render(copy: RecipientCopy) -> bytes:
    """Return the recipient's own version as canonical JSON."""
    return canonical_json(copy)
