"""What one worker does, in this process, another one, or on a cluster.

It never raises: a traceback or a cluster's log could otherwise hold words of a report. A piece
that could not be looked through comes back as None and counts as unchecked.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redaction.engine import Engine
    from schemas.finding import Finding

_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text; the text is kept out of ``repr``."""

    text: str = field(repr=False)
    parties: tuple[str, ...] = field(repr=False)
    lang: str | None = None


def analyze(pieces: tuple[Piece, ...]) -> tuple[tuple[Finding, ...] | None, ...]:
    """Return each piece's findings, offsets within the piece; None where detection failed."""
    return tuple(_analyze(piece) for piece in pieces)


def _analyze(piece: Piece) -> tuple[Finding, ...] | None:
    try:
        with _one_at_a_time:
            return _engine().analyze(piece.text, piece.parties, piece.lang)
    except Exception:
        return None


@lru_cache(maxsize=1)
def _engine() -> Engine:
    from redaction.engine import Engine

    return Engine.load()
