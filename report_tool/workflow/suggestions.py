"""Wording in the language of function, offered where a detail is to be written away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.labels import Label, Language


def suggestions(label: Label, language: Language, surface: str) -> tuple[str, ...]:
    """Return wordings to start a rewrite from, the most fitting first; never put in unasked."""
    from redaction import phrases

    return phrases.suggestions(label, language.value, surface)
