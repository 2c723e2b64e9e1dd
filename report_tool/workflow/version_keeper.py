"""Keeps versions of the cases of a desk as they are saved: on steps, and on a new day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from report_tool.errors import (
    CaseMissingError,
    DamagedCaseError,
    DamagedVersionsError,
    VaultTooNewError,
)
from report_tool.workflow.versions import due, kept
from schemas.versions import VersionReason, Versions

if TYPE_CHECKING:
    from datetime import date, datetime

    from report_tool.storage.vault import StoredCase
    from schemas.case import Case


class Store(Protocol):
    """A vault, as far as it is needed here."""

    def load(self, case_id: str) -> StoredCase:
        """Return a case as it was last saved."""
        ...

    def versions(self, case_id: str) -> Versions:
        """Return the earlier versions kept of a case."""
        ...


@dataclass(frozen=True, slots=True)
class _Saved:
    trail: int
    at: datetime


class VersionKeeper:
    """Knows how each case was saved last, and so what a save is about to replace."""

    def __init__(self) -> None:
        self._saved: dict[str, _Saved] = {}

    def note(self, case: Case, saved_at: datetime) -> None:
        """Take note of a case as the vault holds it."""
        self._saved[case.case_id] = _Saved(len(case.audit), saved_at)

    def versions(self, store: Store, case: Case, now: datetime) -> Versions | None:
        """Return the versions to store together with the case; None if they stay as they are.

        Whatever is wrong with the versions, it never stands in the way of the save: damaged ones
        are begun anew, ones of a newer program are left alone.
        """
        saved = self._saved.get(case.case_id)
        is_new_day = saved is not None and _day(saved.at) < _day(now)
        reason = due(case, saved.trail if saved else 0)
        if not is_new_day and reason is None:
            return None
        try:
            before = store.versions(case.case_id)
        except DamagedVersionsError:
            before = Versions(case_id=case.case_id)
        except VaultTooNewError:
            return None
        after = _with_yesterday(store, case.case_id, before) if is_new_day else before
        if reason is not None:
            after = kept(after, case, reason, now)
        return None if after is before else after


def _with_yesterday(store: Store, case_id: str, versions: Versions) -> Versions:
    try:
        stored = store.load(case_id)
    except (CaseMissingError, DamagedCaseError, VaultTooNewError):
        return versions
    return kept(versions, stored.case, VersionReason.NEW_DAY, stored.saved_at)


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
