"""Things worth knowing that stop nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a notice matters."""

    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice about a field, by NAV's path or the report's, with the message that says it."""

    field: str
    message_id: str
    severity: Severity = Severity.WARNING
