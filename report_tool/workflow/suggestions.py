"""Wording in the language of function, offered where a detail is to be written away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.finding import FieldFinding
    from schemas.labels import Label, Language


def suggestions(label: Label, language: Language, surface: str) -> tuple[str, ...]:
    """Return wordings to start a rewrite from, the most fitting first; never put in unasked."""
    from redaction import phrases

    return phrases.suggestions(label, language.value, surface)


def with_wording(found: FieldFinding, wording: str, language: Language) -> str:
    """Return the finding's sentence with a wording in place of the detail, to be mended."""
    from redaction import phrases

    finding = found.finding
    start = finding.start - found.sentence_start
    slot = phrases.Slot(
        found.sentence, start, start + len(finding.surface), finding.label, language.value
    )
    return phrases.fitted(slot, wording)
