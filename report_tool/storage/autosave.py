"""Autosave: the case being written is on the disk within a second, and typing never waits."""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING, Protocol, Self

from report_tool.errors import (
    CaseMissingError,
    ConflictError,
    ReportToolError,
    VaultClosedError,
    VaultRekeyedError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from schemas.case import Case

DEFAULT_DELAY = 0.5
"""Seconds between the first unsaved change and its save; the rest of the second is for the disk."""

_NEVER = float("inf")
_RETRY_SECONDS = (1.0, 2.0, 4.0, 8.0)
_NEEDS_A_PERSON = (CaseMissingError, ConflictError, VaultClosedError, VaultRekeyedError)


class Store(Protocol):
    """What autosave needs of a vault."""

    def save(self, case: Case, expected_revision: int) -> int:
        """Save a case and return its new revision."""


class Autosave:
    """Saves one open case in a thread of its own: one save at a time, the latest version wins.

    A failed save keeps the case in memory and is tried again after 1, 2, 4 and then every
    8 seconds, at once on ``flush``, and soon after the next ``submit``. A conflict, a deleted
    case, and a closed or rekeyed vault are not tried again until ``continue_from`` says so. The
    callbacks run in autosave's thread; ``on_error`` is called when an error is new or of another
    kind than the one before.
    """

    def __init__(
        self,
        store: Store,
        revision: int,
        *,
        on_saved: Callable[[int], None] | None = None,
        on_error: Callable[[ReportToolError], None] | None = None,
        delay: float = DEFAULT_DELAY,
    ) -> None:
        """Start. ``revision`` is the case's stored revision, 0 for a new one."""
        self._store = store
        self._revision = revision
        self._on_saved = on_saved
        self._on_error = on_error
        self._delay = delay
        self._unsaved: Case | None = None
        self._due = _NEVER
        self._version = 0
        self._attempts = 0
        self._failures = 0
        self._error: ReportToolError | None = None
        self._is_saving = False
        self._is_closing = False
        self._last_attempt = 0
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="autosave", daemon=True)
        self._thread.start()

    @property
    def revision(self) -> int:
        """Revision of the last save."""
        with self._changed:
            return self._revision

    @property
    def unsaved(self) -> Case | None:
        """The version that is not on the disk yet, if any."""
        with self._changed:
            return self._unsaved

    @property
    def error(self) -> ReportToolError | None:
        """Why the last attempt failed; nothing after a save."""
        with self._changed:
            return self._error

    def submit(self, case: Case) -> None:
        """Take the newest version and return at once.

        Raises:
            RuntimeError: after ``close``.
        """
        with self._changed:
            if self._is_closing:
                raise RuntimeError("autosave is closed")
            self._due = min(self._due, time.monotonic() + self._delay)
            self._unsaved = case
            self._version += 1
            self._changed.notify_all()

    def flush(self, timeout: float | None = None) -> bool:
        """Save now and wait; return whether everything is on the disk."""
        with self._changed:
            attempt = self._try_now()
            self._changed.wait_for(lambda: self._is_settled(attempt), timeout)
            return self._unsaved is None

    def continue_from(self, revision: int) -> None:
        """Go on after a conflict: the unsaved version shall replace this stored revision."""
        with self._changed:
            self._revision = revision
            self._error = None
            self._try_now()

    def close(self) -> None:
        """Save what is unsaved and stop; closing twice does no harm.

        Raises:
            ReportToolError: why the last version could not be saved; it is still in ``unsaved``.
        """
        with self._changed:
            if not self._is_closing:
                self._is_closing = True
                self._last_attempt = self._try_now()
        if threading.current_thread() is not self._thread:
            self._thread.join()
        if self._unsaved is not None and self._error is not None:
            raise self._error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _run(self) -> None:
        while (job := self._next_job()) is not None:
            case, version, revision = job
            error: ReportToolError | None = None
            try:
                revision = self._store.save(case, revision)
            except ReportToolError as refused:
                error = refused
            except Exception:
                error = ReportToolError()
            self._settle(version, revision, error)

    def _next_job(self) -> tuple[Case, int, int] | None:
        """Wait until a save is due; nothing when autosave is closed and has done its last one."""
        with self._changed:
            while not (self._is_closing and self._is_settled(self._last_attempt)):
                wait = self._due - time.monotonic()
                if self._unsaved is None or isinstance(self._error, _NEEDS_A_PERSON):
                    self._changed.wait()
                elif wait > 0:
                    self._changed.wait(wait)
                else:
                    self._is_saving = True
                    self._due = _NEVER
                    return self._unsaved, self._version, self._revision
            return None

    def _settle(self, version: int, revision: int, error: ReportToolError | None) -> None:
        with self._changed:
            is_news = type(error) is not type(self._error)
            self._error = error
            self._is_saving = False
            self._attempts += 1
            if error is None:
                self._revision = revision
                self._failures = 0
                if version == self._version:
                    self._unsaved = None
                    self._due = _NEVER
            else:
                pause = _RETRY_SECONDS[min(self._failures, len(_RETRY_SECONDS) - 1)]
                self._due = min(self._due, time.monotonic() + pause)
                self._failures += 1
            self._changed.notify_all()
        # A front end that is shutting down must not stop the saving.
        with contextlib.suppress(Exception):
            if error is None and self._on_saved is not None:
                self._on_saved(revision)
            if error is not None and is_news and self._on_error is not None:
                self._on_error(error)

    def _is_settled(self, attempt: int) -> bool:
        """Whether all is saved, or the given attempt was made, or none can be."""
        return (
            self._unsaved is None
            or self._attempts >= attempt
            or isinstance(self._error, _NEEDS_A_PERSON)
        )

    def _try_now(self) -> int:
        """Make a save due and return the number of the attempt that will hold the latest."""
        self._due = _NEVER if self._unsaved is None else 0.0
        self._changed.notify_all()
        return self._attempts + (2 if self._is_saving else 1)
