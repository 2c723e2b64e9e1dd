"""Autosave: within a second, one at a time, the latest wins, nothing lost, nobody waits."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from vault_samples import CHEAP, PASSPHRASE, SECRET, case, words_of

from report_tool.errors import (
    CaseMissingError,
    ConflictError,
    DiskFullError,
    ReportToolError,
    VaultClosedError,
    VaultLockedError,
)
from report_tool.storage.autosave import Autosave
from report_tool.storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from schemas.case import Case

SOON = 0.02


class SlowStore:
    """Takes its time, fails when told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.saved: list[tuple[str, int]] = []
        self.failure: Exception | None = None
        self.seconds = 0.0
        self.at_once = 0
        self.most_at_once = 0
        self.moments: list[float] = []

    def save(self, case: Case, expected_revision: int) -> int:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            self.moments.append(time.monotonic())
            time.sleep(self.seconds)
            if self.failure is not None:
                raise self.failure
            self.saved.append((words_of(case), expected_revision))
            return expected_revision + 1
        finally:
            self.at_once -= 1


@pytest.fixture
def store() -> SlowStore:
    return SlowStore()


def until(is_so: Callable[[], bool], seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.002)


def test_a_change_is_saved_by_itself_within_a_second(store: SlowStore) -> None:
    with Autosave(store, 3) as autosave:
        submitted = time.monotonic()
        autosave.submit(case(words="nytt"))
        until(lambda: autosave.unsaved is None)
        assert store.moments[0] - submitted < 1.0
        assert store.saved == [("nytt", 3)]
        assert autosave.revision == 4


def test_steady_typing_does_not_put_the_save_off(store: SlowStore) -> None:
    began = time.monotonic()
    submitted: dict[str, float] = {}
    with Autosave(store, 0, delay=0.1) as autosave:
        for number in range(60):
            submitted[str(number)] = time.monotonic()
            autosave.submit(case(words=str(number)))
            time.sleep(0.01)
        typed = time.monotonic() - began
    assert store.moments[0] - began < 0.5
    assert 2 <= len(store.saved) <= typed / 0.1 + 2
    assert store.saved[-1][0] == "59"


def test_one_save_at_a_time_and_the_latest_wins(store: SlowStore) -> None:
    store.seconds = 0.05
    with Autosave(store, 0, delay=SOON) as autosave:
        for number in range(100):
            autosave.submit(case(words=str(number)))
            time.sleep(0.002)
    assert store.most_at_once == 1
    assert len(store.saved) < 20
    assert store.saved[-1][0] == "99"
    assert [revision for _, revision in store.saved] == list(range(len(store.saved)))


def test_the_caller_never_waits(store: SlowStore) -> None:
    store.seconds = 0.3
    with Autosave(store, 0, delay=0.0) as autosave:
        autosave.submit(case(words="en"))
        until(lambda: store.at_once == 1)
        began = time.monotonic()
        autosave.submit(case(words="to"))
        assert autosave.unsaved is not None
        assert time.monotonic() - began < 0.1
    assert [words for words, _ in store.saved] == ["en", "to"]


def test_closing_saves_what_is_left(store: SlowStore) -> None:
    autosave = Autosave(store, 0, delay=60)
    autosave.submit(case(words="sist"))
    autosave.close()
    autosave.close()
    assert store.saved == [("sist", 0)]
    with pytest.raises(RuntimeError):
        autosave.submit(case())


def test_closing_without_changes_saves_nothing(store: SlowStore) -> None:
    Autosave(store, 0).close()
    assert store.saved == []


def test_flush_waits_for_the_disk(store: SlowStore) -> None:
    store.seconds = 0.05
    with Autosave(store, 0, delay=60) as autosave:
        assert autosave.flush()
        autosave.submit(case(words="nytt"))
        assert autosave.flush()
        assert store.saved == [("nytt", 0)]


def test_flush_during_a_save_waits_for_the_newer_version(store: SlowStore) -> None:
    store.seconds = 0.1
    with Autosave(store, 0, delay=0.0) as autosave:
        autosave.submit(case(words="en"))
        until(lambda: store.at_once == 1)
        autosave.submit(case(words="to"))
        assert autosave.flush()
        assert store.saved[-1][0] == "to"


def test_flush_says_when_it_took_too_long(store: SlowStore) -> None:
    store.seconds = 0.3
    with Autosave(store, 0, delay=60) as autosave:
        autosave.submit(case(words="nytt"))
        assert not autosave.flush(timeout=0.05)


@pytest.mark.parametrize("failure", [DiskFullError(file="x"), VaultLockedError(file="x")])
def test_a_failed_save_is_reported_once_kept_and_tried_again(
    store: SlowStore, failure: ReportToolError
) -> None:
    errors: list[ReportToolError] = []
    revisions: list[int] = []
    store.failure = failure
    with Autosave(
        store, 0, delay=SOON, on_error=errors.append, on_saved=revisions.append
    ) as autosave:
        autosave.submit(case(words="en"))
        until(lambda: bool(errors))
        assert not autosave.flush()
        autosave.submit(case(words="to"))
        assert not autosave.flush()
        assert errors == [failure]
        assert autosave.error is failure
        assert autosave.unsaved == case(words="to")
        store.failure = None
        until(lambda: autosave.unsaved is None)
        assert autosave.error is None
        until(lambda: revisions == [1])
    assert store.saved == [("to", 0)]


def test_an_error_of_another_kind_is_news(store: SlowStore) -> None:
    errors: list[ReportToolError] = []
    first, second = DiskFullError(file="x"), VaultLockedError(file="x")
    autosave = Autosave(store, 0, delay=SOON, on_error=errors.append)
    store.failure = first
    autosave.submit(case())
    assert not autosave.flush()
    store.failure = second
    assert not autosave.flush()
    with pytest.raises(VaultLockedError):
        autosave.close()
    assert errors == [first, second]


def test_closing_tries_once_more_and_hands_over_what_it_could_not_save(store: SlowStore) -> None:
    store.failure = DiskFullError(file="x")
    autosave = Autosave(store, 0, delay=SOON)
    autosave.submit(case(words="sist"))
    assert not autosave.flush()
    attempts = len(store.moments)
    with pytest.raises(DiskFullError):
        autosave.close()
    assert len(store.moments) == attempts + 1
    assert autosave.unsaved == case(words="sist")


@pytest.mark.parametrize(
    "failure", [ConflictError(case="K-1"), CaseMissingError(case="K-1"), VaultClosedError(file="x")]
)
def test_what_needs_a_person_is_not_tried_again_until_one_has_said_so(
    store: SlowStore, failure: ReportToolError
) -> None:
    store.failure = failure
    with Autosave(store, 4, delay=SOON) as autosave:
        autosave.submit(case(words="mitt"))
        assert not autosave.flush()
        store.failure = None
        autosave.submit(case(words="mitt igjen"))
        time.sleep(0.1)
        assert not autosave.flush()
        assert len(store.moments) == 1
        autosave.continue_from(7)
        assert autosave.flush()
    assert store.saved == [("mitt igjen", 7)]


def test_an_unexpected_failure_says_nothing_of_the_text(store: SlowStore) -> None:
    errors: list[ReportToolError] = []
    store.failure = ValueError(SECRET)
    autosave = Autosave(store, 0, delay=SOON, on_error=errors.append)
    autosave.submit(case())
    assert not autosave.flush()
    with pytest.raises(ReportToolError) as caught:
        autosave.close()
    assert SECRET not in repr(caught.value) + repr(caught.value.parameters)
    assert [type(error) for error in errors] == [ReportToolError]
    assert caught.value.__context__ is None


def test_a_callback_that_fails_does_not_stop_the_saving(store: SlowStore) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("the window is gone")

    with Autosave(store, 0, delay=SOON, on_saved=fail, on_error=fail) as autosave:
        for number in range(3):
            autosave.submit(case(words=str(number)))
            assert autosave.flush()
    assert [words for words, _ in store.saved] == ["0", "1", "2"]


def test_many_threads_may_submit(store: SlowStore) -> None:
    with Autosave(store, 0, delay=0.001) as autosave:

        def type_on(name: str) -> None:
            for number in range(200):
                autosave.submit(case(words=f"{name}-{number}"))

        threads = [threading.Thread(target=type_on, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        latest = autosave.unsaved
        assert autosave.flush()
    if latest is not None:
        assert store.saved[-1][0] == words_of(latest)
    assert store.saved[-1][0].endswith("-199")
    assert store.most_at_once == 1


def test_with_a_real_vault(vault: Vault, file: Path) -> None:
    with Autosave(vault, 0, delay=SOON) as autosave:
        for number in range(20):
            autosave.submit(case(words=str(number)))
            time.sleep(0.005)
    vault.close()
    with Vault.open(file, PASSPHRASE) as reopened:
        stored = reopened.load("K-1")
    assert words_of(stored.case) == "19"
    assert stored.revision == autosave.revision


def test_a_second_window_is_not_overwritten(vault: Vault, file: Path) -> None:
    vault.save(case(words="felles"), 0)
    with Vault.open(file, PASSPHRASE) as other:
        other.save(case(words="den andre"), 1)
    autosave = Autosave(vault, 1, delay=SOON)
    autosave.submit(case(words="min"))
    with pytest.raises(ConflictError):
        autosave.close()
    assert words_of(vault.load("K-1").case) == "den andre"
    assert autosave.unsaved == case(words="min")


def test_a_locked_vault_is_saved_to_once_it_is_free(file: Path) -> None:
    import sqlite3
    from contextlib import closing

    Vault.create(file, PASSPHRASE, cost=CHEAP).close()
    errors: list[ReportToolError] = []
    with (
        Vault.open(file, PASSPHRASE, busy_seconds=0.02) as vault,
        closing(sqlite3.connect(file, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with Autosave(vault, 0, delay=SOON, on_error=errors.append) as autosave:
            autosave.submit(case(words="venter"))
            until(lambda: bool(errors))
            assert isinstance(errors[0], VaultLockedError)
            other.execute("ROLLBACK")
            until(lambda: autosave.unsaved is None)
        assert words_of(vault.load("K-1").case) == "venter"
