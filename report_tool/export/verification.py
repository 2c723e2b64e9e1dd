"""What ``verify`` answers: one line a check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One checked property; ``message_id`` names the line a person reads (``verify.<id>.…``).

    ``details`` fill the line's placeholders.
    """

    id: str
    ok: bool
    message_id: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks of one file, in a fixed order."""

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Tell whether every check passed."""
        return bool(self.checks) and all(check.ok for check in self.checks)


def check(identifier: str, ok: bool) -> Check:
    """Return the check with the message for its outcome."""
    return Check(identifier, ok, f"verify.{identifier}.{'ok' if ok else 'failed'}")
