"""The vault: an expert's cases in one encrypted file, opened with a passphrase."""

from __future__ import annotations

import contextlib
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from report_tool.errors import (
    CaseMissingError,
    ConflictError,
    DamagedCaseError,
    DamagedVersionsError,
    VaultClosedError,
    VaultCorruptError,
    VaultRekeyedError,
)
from report_tool.storage import keyring, sqlite, tables
from report_tool.storage.contents import (
    Salvage,
    StoredCase,
    case_from,
    decode,
    encode,
    microseconds,
    versions_from,
)
from report_tool.storage.failures import translated
from report_tool.storage.format import DataKey, PassphraseCost, RecordKind
from report_tool.storage.ledger import DamagedError, Ledger
from schemas.memory import Memory
from schemas.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection, Engine

    from schemas.case import Case

__all__ = ["Salvage", "StoredCase", "Vault"]

DEFAULT_COST = PassphraseCost()


class Vault:
    """An open vault. Safe to use from several threads; other programs may have it open too.

    A save is on the disk when the call returns. Every method raises, beside its own errors,
    ``VaultClosedError`` after ``close``, ``VaultRekeyedError`` when another program has changed
    the passphrase since, ``VaultLockedError`` when another program keeps writing,
    ``VaultCorruptError`` when the file is not what was written, and ``DiskFullError`` or
    ``UnwritableError`` when it cannot be written. What was saved before is then unchanged.
    """

    def __init__(self, path: Path, engine: Engine, key: DataKey) -> None:
        """Hold an opened vault; use ``create`` or ``open``."""
        self._path = path
        self._engine: Engine | None = engine
        self._key = key
        self._mutex = threading.RLock()

    @classmethod
    def create(cls, path: Path, passphrase: str, *, cost: PassphraseCost = DEFAULT_COST) -> Self:
        """Create an empty vault and open it.

        Raises:
            PassphraseTooShortError: if the passphrase has fewer than ``keyring.MINIMUM_PASSPHRASE``
                characters.
            VaultExistsError: if there is a file at the path; it is left alone.
            DiskFullError: if there is no room; nothing is left behind.
            UnwritableError: if the folder cannot be made or written to.
        """
        keyring.check_new_passphrase(passphrase)
        key, slot = keyring.new_key(passphrase, cost)

        def fill(connection: Connection) -> None:
            tables.metadata.create_all(connection)
            keyring.install(connection, key, slot)
            Ledger.begin(connection, key, _now())

        sqlite.create(path, fill)
        return cls(path, sqlite.connect(path), key)

    @classmethod
    def open(
        cls, path: Path, passphrase: str, *, busy_seconds: float = sqlite.BUSY_SECONDS
    ) -> Self:
        """Open a vault. ``busy_seconds`` is how long its methods wait for another writer.

        Raises:
            VaultMissingError: if there is no file at the path.
            NotAVaultError: if the file is something else.
            VaultTooNewError: if a newer version of the program wrote it.
            WrongPassphraseError: if the passphrase does not open it.
            VaultCorruptError: if it is damaged or was altered.
        """
        engine = sqlite.connect(path, busy_seconds)
        try:
            with translated(path), sqlite.reading(engine) as connection:
                key = keyring.unlock(connection, path, passphrase)
                with _damage_reported(path):
                    Ledger(connection, key)
        except BaseException:
            engine.dispose()
            raise
        return cls(path, engine, key)

    @property
    def path(self) -> Path:
        """The vault's file."""
        return self._path

    def save(self, case: Case, expected_revision: int, versions: Versions | None = None) -> int:
        """Save a case and return its new revision; ``expected_revision`` is 0 for a new case.

        ``versions`` replaces the earlier versions that are kept of it, in the same transaction.

        Raises:
            ConflictError: if the stored revision is another one; nothing is written.
            CaseMissingError: if the case was deleted since.
        """
        content = encode(case)
        kept = None if versions is None else encode(versions)
        with self._write() as ledger:
            stored = ledger.revision(RecordKind.CASE, case.case_id)
            if stored == 0 and expected_revision:
                raise CaseMissingError(case=case.case_id)
            if stored != expected_revision:
                raise ConflictError(case=case.case_id)
            if kept is not None:
                keyring.raise_version(ledger.connection)
                ledger.write(RecordKind.VERSIONS, case.case_id, kept, _now())
            return ledger.write(RecordKind.CASE, case.case_id, content, _now())

    def load(self, case_id: str) -> StoredCase:
        """Return a case as it was last saved.

        Raises:
            CaseMissingError: if the vault holds no such case.
            DamagedCaseError: if this case is damaged or was altered.
            VaultTooNewError: if a newer version of the program wrote the case.
        """
        with self._read() as ledger:
            record = ledger.read(RecordKind.CASE, case_id)
            if record is None:
                raise CaseMissingError(case=case_id)
            return case_from(record, self._path)

    def versions(self, case_id: str) -> Versions:
        """Return the earlier versions kept of a case; none of a case that has none.

        Raises:
            DamagedVersionsError: if they are damaged or were altered; the case may be sound.
            VaultTooNewError: if a newer version of the program wrote them.
        """
        with self._read() as ledger:
            try:
                record = ledger.read(RecordKind.VERSIONS, case_id)
            except DamagedError:
                raise DamagedVersionsError(case=case_id) from None
        if record is None:
            return Versions(case_id=case_id)
        return versions_from(record, self._path)

    def cases(self) -> tuple[StoredCase, ...]:
        """Return all cases, newest first.

        Raises:
            DamagedCaseError: if one of them is damaged, or a row was added; see ``salvage``.
        """
        salvage = self.salvage()
        if salvage.damaged:
            raise DamagedCaseError(file=str(self._path), case=salvage.damaged[0])
        return salvage.cases

    def salvage(self) -> Salvage:
        """Return the cases that can be read, and the ids of those that cannot be trusted."""
        good: list[StoredCase] = []
        damaged: list[str] = []
        with self._read() as ledger:
            for case_id in ledger.ids(RecordKind.CASE):
                try:
                    record = ledger.read(RecordKind.CASE, case_id)
                    if record is not None:
                        good.append(case_from(record, self._path))
                except (DamagedError, DamagedCaseError):
                    damaged.append(case_id)
            damaged.extend(ledger.strangers(RecordKind.CASE))
        good.sort(key=lambda stored: (stored.saved_at, stored.case.case_id), reverse=True)
        return Salvage(tuple(good), tuple(sorted(damaged)))

    def delete(self, case_id: str) -> None:
        """Delete a case with its versions; their bytes in the file are overwritten.

        Raises:
            CaseMissingError: if the vault holds no such case.
        """
        with self._write() as ledger:
            if not ledger.revision(RecordKind.CASE, case_id):
                raise CaseMissingError(case=case_id)
            ledger.remove(RecordKind.CASE, case_id, _now())
            ledger.remove(RecordKind.VERSIONS, case_id, _now())
        self._empty_log()

    def save_memory(self, memory: Memory) -> None:
        """Save the vault's memory; the last one to save wins."""
        with self._write() as ledger:
            ledger.write(RecordKind.MEMORY, "", encode(memory), _now())

    def load_memory(self) -> Memory:
        """Return the vault's memory; an empty one if none was saved."""
        with self._read() as ledger:
            record = ledger.read(RecordKind.MEMORY, "")
            return Memory() if record is None else decode(Memory, record.content, self._path)

    def change_passphrase(
        self, current: str, new: str, *, cost: PassphraseCost = DEFAULT_COST
    ) -> None:
        """Give the vault a new passphrase and a new data key; all records are encrypted again.

        Raises:
            WrongPassphraseError: if ``current`` does not open the vault.
            PassphraseTooShortError: if ``new`` is too short.
            DamagedCaseError: if a case is damaged; nothing is changed.
        """
        keyring.check_new_passphrase(new)
        key, slot = keyring.new_key(new, cost)
        with self._mutex:
            with self._write() as ledger:
                keyring.unlock(ledger.connection, self._path, current)
                ledger.reseal(key, _now())
                keyring.install(ledger.connection, key, slot)
            self._key = key
            self._empty_log()

    def close(self) -> None:
        """Close the vault; closing it twice does no harm."""
        with self._mutex:
            engine, self._engine = self._engine, None
            self._key = DataKey(b"", b"")
            if engine is not None:
                engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def _read(self) -> Iterator[Ledger]:
        with (
            self._mutex,
            translated(self._path),
            sqlite.reading(self._open()) as connection,
            _damage_reported(self._path),
        ):
            yield self._ledger(connection)

    @contextlib.contextmanager
    def _write(self) -> Iterator[Ledger]:
        with (
            self._mutex,
            translated(self._path),
            sqlite.writing(self._open()) as connection,
            _damage_reported(self._path),
        ):
            yield self._ledger(connection)

    def _open(self) -> Engine:
        if self._engine is None:
            raise VaultClosedError(file=str(self._path))
        return self._engine

    def _ledger(self, connection: Connection) -> Ledger:
        if keyring.current_key_id(connection, self._path) != self._key.id:
            raise VaultRekeyedError(file=str(self._path))
        return Ledger(connection, self._key)

    def _empty_log(self) -> None:
        with self._mutex, translated(self._path):
            sqlite.empty_log(self._open())


def _now() -> int:
    return microseconds(datetime.now(UTC))


@contextlib.contextmanager
def _damage_reported(path: Path) -> Iterator[None]:
    try:
        yield
    except DamagedError as error:
        if error.record_id:
            raise DamagedCaseError(file=str(path), case=error.record_id) from None
        raise VaultCorruptError(file=str(path)) from None
