"""What a recipient would read of the report as it is now, in pieces, before any copy is made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from report_tool.workflow.decisions import is_withheld
from report_tool.workflow.fields import text_fields
from report_tool.workflow.masked import neutral_words
from schemas.labels import OTHERS, Recipient

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.case import Case
    from schemas.finding import FieldFinding


class PieceKind(Enum):
    """Plain text, words in the place of a withheld detail, or a detail that is shown."""

    PLAIN = "plain"
    REPLACED = "replaced"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one kind; ``found`` is the detail it is or stands for."""

    text: str
    kind: PieceKind
    found: FieldFinding | None = None


def preview(
    case: Case, findings: Sequence[FieldFinding], recipient: Recipient
) -> dict[str, tuple[Piece, ...]]:
    """Return every text field, by path, as the recipient would read it.

    For the employee, SHOWN are the details that are withheld from somebody else.
    """
    return {
        field.path: _pieces(
            case,
            field.text,
            [found for found in findings if found.field == field.path],
            recipient,
        )
        for field in text_fields(case.report)
    }


def _pieces(
    case: Case, text: str, findings: Sequence[FieldFinding], recipient: Recipient
) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    reached = 0
    for found in sorted(findings, key=lambda each: each.finding.start):
        start, end = found.finding.start, found.finding.end
        if recipient is Recipient.EMPLOYEE and not any(
            is_withheld(case, found, other) for other in OTHERS
        ):
            continue
        pieces.append(Piece(text[reached:start], PieceKind.PLAIN))
        if is_withheld(case, found, recipient):
            words = neutral_words(case, text, found)
            pieces.append(Piece(words, PieceKind.REPLACED, found))
        else:
            pieces.append(Piece(text[start:end], PieceKind.SHOWN, found))
        reached = end
    pieces.append(Piece(text[reached:], PieceKind.PLAIN))
    return tuple(piece for piece in pieces if piece.text)
