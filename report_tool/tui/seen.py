"""What the check said: of each field's present text, and of texts it had before.

After an undo the flags are those that were there before, at once; the check then says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.labels import Label

if TYPE_CHECKING:
    from schemas.finding import FieldFinding

KEPT = 500
"""Texts whose findings are remembered."""


class SeenFindings:
    """Findings by field, each with the text they were found in."""

    def __init__(self) -> None:
        self._now: dict[str, tuple[str, tuple[FieldFinding, ...]]] = {}
        self._before: dict[tuple[str, str], tuple[FieldFinding, ...]] = {}

    def of(self, path: str) -> tuple[FieldFinding, ...]:
        """The findings in a field; of a text since changed, as last seen."""
        return self._now.get(path, ("", ()))[1]

    def fits(self, path: str, text: str) -> bool:
        """Whether the findings of the field were found in this text."""
        return not text.strip() or self._now.get(path, (None,))[0] == text

    def take(self, path: str, text: str, found: tuple[FieldFinding, ...]) -> None:
        """Take in what the check found."""
        self._now[path] = (text, found)
        if any(each.finding.label is Label.UNCHECKED for each in found):
            return
        self._before.pop((path, text), None)
        self._before[path, text] = found
        if len(self._before) > KEPT:
            del self._before[next(iter(self._before))]

    def recall(self, path: str, text: str) -> bool:
        """Show again what was found when the field had this text, if that is known."""
        found = self._before.get((path, text))
        if found is not None:
            self._now[path] = (text, found)
        return found is not None

    def clear(self) -> None:
        """Forget everything: the words that steer the check are other ones now."""
        self._now.clear()
        self._before.clear()
