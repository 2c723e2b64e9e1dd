"""Text collected from a document's parts, with a note of where each part begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report_tool.scan.documents import Place, PlaceKind, ScanDocument

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class Extract:
    """Parts in reading order; blank parts are left out."""

    _parts: list[str] = field(default_factory=list)
    _places: list[Place] = field(default_factory=list)
    _length: int = 0

    def add(self, lines: Iterable[str], kind: PlaceKind | None = None, number: int = 0) -> None:
        """Add a part; ``kind`` names it, and is None for the body text."""
        text = "\n".join(line.rstrip() for line in lines).strip("\n")
        if not text.strip():
            return
        if kind is not None:
            self._places.append(Place(self._length, kind, number))
        self._parts.append(text + "\n\n")
        self._length += len(text) + 2

    @property
    def is_blank(self) -> bool:
        """Whether no part held any text."""
        return not self._parts

    def document(self, name: str, unread_images: int = 0) -> ScanDocument:
        """Return the collected text as one document."""
        return ScanDocument(
            name=name,
            text="".join(self._parts),
            source=name,
            places=tuple(self._places),
            unread_images=unread_images,
        )
