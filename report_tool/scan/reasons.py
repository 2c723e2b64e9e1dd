"""Why a span is marked, as a sentence in the user's language."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from report_tool import messages

if TYPE_CHECKING:
    from schemas.finding import Reason


def in_words(reason: Reason) -> str:
    """Return the detector's own sentence in bokmål, and that of the catalogue in other languages.

    A detector that the catalogue does not know keeps its own sentence; without one, it is empty.
    """
    if not reason.text or messages.in_use() == messages.DEFAULT_LANGUAGE:
        return reason.text
    detector, rule = reason.detector, reason.rule
    for message_id in (f"scan.why.{detector}.{rule}", f"scan.why.{detector}"):
        with suppress(KeyError):
            return messages.text(message_id, rule=rule)
    return reason.text
