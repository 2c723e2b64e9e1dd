"""The vault: an expert's cases in one encrypted file, opened with a passphrase."""

from __future__ import annotations

import contextlib
import json
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy import delete, insert, select, update

from report_tool.errors import (
    CaseMissingError,
    ConflictError,
    DamagedCaseError,
    PassphraseTooShortError,
    VaultClosedError,
    VaultCorruptError,
    VaultRekeyedError,
    VaultTooNewError,
    WrongPassphraseError,
)
from report_tool.storage import crypto, slots, sqlite, tables
from report_tool.storage.format import (
    FORMAT_VERSION,
    FormatError,
    PassphraseCost,
    RecordKind,
    encode_json,
    new_key_id,
)
from report_tool.storage.ledger import DamagedError, Ledger
from schemas.case import Case
from schemas.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection, Engine

    from report_tool.storage.ledger import Record

MINIMUM_PASSPHRASE = 8
"""Shortest new passphrase in characters (NIST SP 800-63B); several random words are better."""

DEFAULT_COST = PassphraseCost()

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SCHEMA_VERSION = 1

_Content = TypeVar("_Content", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case as the vault holds it; ``revision`` counts its saves from 1."""

    case: Case
    revision: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Salvage:
    """What can still be read of a damaged vault, newest first, and the ids of what cannot."""

    cases: tuple[StoredCase, ...]
    damaged: tuple[str, ...]


class Vault:
    """An open vault. Safe to use from several threads; other programs may have it open too.

    A save is on the disk when the call returns. Every method raises, beside its own errors,
    ``VaultClosedError`` after ``close``, ``VaultRekeyedError`` when another program has changed
    the passphrase since, ``VaultLockedError`` when another program keeps writing,
    ``VaultCorruptError`` when the file is not what was written, and ``DiskFullError`` or
    ``UnwritableError`` when it cannot be written. What was saved before is then unchanged.
    """

    def __init__(self, path: Path, engine: Engine, data_key: bytes, key_id: bytes) -> None:
        """Hold an opened vault; use ``create`` or ``open``."""
        self._path = path
        self._engine: Engine | None = engine
        self._data_key = data_key
        self._key_id = key_id
        self._mutex = threading.RLock()

    @classmethod
    def create(cls, path: Path, passphrase: str, *, cost: PassphraseCost = DEFAULT_COST) -> Self:
        """Create an empty vault and open it.

        Raises:
            PassphraseTooShortError: if the passphrase has fewer than ``MINIMUM_PASSPHRASE``
                characters.
            VaultExistsError: if there is a file at the path; it is left alone.
            DiskFullError: if there is no room; nothing is left behind.
            UnwritableError: if the folder cannot be made or written to.
        """
        _check_new_passphrase(passphrase)
        data_key, key_id = crypto.new_data_key(), new_key_id()
        slot = slots.passphrase_slot(data_key, passphrase, cost)

        def fill(connection: Connection) -> None:
            tables.metadata.create_all(connection)
            connection.execute(
                insert(tables.vault).values(id=1, format_version=FORMAT_VERSION, key_id=key_id)
            )
            _insert_slot(connection, slot)
            Ledger.begin(connection, data_key, key_id, _now())

        sqlite.create(path, fill)
        return cls(path, sqlite.connect(path), data_key, key_id)

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
            with sqlite.translated(path), sqlite.reading(engine) as connection:
                key_id = _current_key_id(connection, path)
                data_key = _unlock(connection, path, passphrase)
                with _damage_reported(path):
                    Ledger(connection, data_key, key_id)
        except BaseException:
            engine.dispose()
            raise
        return cls(path, engine, data_key, key_id)

    @property
    def path(self) -> Path:
        """The vault's file."""
        return self._path

    def save(self, case: Case, expected_revision: int) -> int:
        """Save a case and return its new revision; ``expected_revision`` is 0 for a new case.

        Raises:
            ConflictError: if the stored revision is another one; nothing is written.
            CaseMissingError: if the case was deleted since.
        """
        content = _encode(case)
        with self._write() as ledger:
            stored = ledger.revision(RecordKind.CASE, case.case_id)
            if stored == 0 and expected_revision:
                raise CaseMissingError(case=case.case_id)
            if stored != expected_revision:
                raise ConflictError(case=case.case_id)
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
            return self._stored(record)

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
                        good.append(self._stored(record))
                except (DamagedError, DamagedCaseError):
                    damaged.append(case_id)
            damaged.extend(ledger.strangers(RecordKind.CASE))
        good.sort(key=lambda stored: (stored.saved_at, stored.case.case_id), reverse=True)
        return Salvage(tuple(good), tuple(sorted(damaged)))

    def delete(self, case_id: str) -> None:
        """Delete a case; its bytes in the file are overwritten.

        Raises:
            CaseMissingError: if the vault holds no such case.
        """
        with self._write() as ledger:
            if not ledger.revision(RecordKind.CASE, case_id):
                raise CaseMissingError(case=case_id)
            ledger.remove(RecordKind.CASE, case_id, _now())
        self._empty_log()

    def save_memory(self, memory: Memory) -> None:
        """Save the vault's memory; the last one to save wins."""
        with self._write() as ledger:
            ledger.write(RecordKind.MEMORY, "", _encode(memory), _now())

    def load_memory(self) -> Memory:
        """Return the vault's memory; an empty one if none was saved."""
        with self._read() as ledger:
            record = ledger.read(RecordKind.MEMORY, "")
            return Memory() if record is None else _decode(Memory, record.content, self._path)

    def change_passphrase(
        self, current: str, new: str, *, cost: PassphraseCost = DEFAULT_COST
    ) -> None:
        """Give the vault a new passphrase and a new data key; all records are encrypted again.

        Raises:
            WrongPassphraseError: if ``current`` does not open the vault.
            PassphraseTooShortError: if ``new`` is too short.
            DamagedCaseError: if a case is damaged; nothing is changed.
        """
        _check_new_passphrase(new)
        data_key, key_id = crypto.new_data_key(), new_key_id()
        slot = slots.passphrase_slot(data_key, new, cost)
        with self._mutex:
            with self._write() as ledger:
                connection = ledger.connection
                _unlock(connection, self._path, current)
                ledger.reseal(data_key, key_id, _now())
                connection.execute(delete(tables.slots))
                _insert_slot(connection, slot)
                connection.execute(update(tables.vault).values(key_id=key_id))
            self._data_key, self._key_id = data_key, key_id
            self._empty_log()

    def close(self) -> None:
        """Close the vault; closing it twice does no harm."""
        with self._mutex:
            engine, self._engine = self._engine, None
            self._data_key = b""
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
            sqlite.translated(self._path),
            sqlite.reading(self._open()) as connection,
            _damage_reported(self._path),
        ):
            yield self._ledger(connection)

    @contextlib.contextmanager
    def _write(self) -> Iterator[Ledger]:
        with (
            self._mutex,
            sqlite.translated(self._path),
            sqlite.writing(self._open()) as connection,
            _damage_reported(self._path),
        ):
            yield self._ledger(connection)

    def _open(self) -> Engine:
        if self._engine is None:
            raise VaultClosedError(file=str(self._path))
        return self._engine

    def _ledger(self, connection: Connection) -> Ledger:
        if _current_key_id(connection, self._path) != self._key_id:
            raise VaultRekeyedError(file=str(self._path))
        return Ledger(connection, self._data_key, self._key_id)

    def _empty_log(self) -> None:
        with self._mutex, sqlite.translated(self._path):
            sqlite.empty_log(self._open())

    def _stored(self, record: Record) -> StoredCase:
        try:
            case = _decode(Case, record.content, self._path)
        except VaultCorruptError:
            raise DamagedCaseError(file=str(self._path), case=record.record_id) from None
        if case.case_id != record.record_id:
            raise DamagedCaseError(file=str(self._path), case=record.record_id)
        return StoredCase(case, record.revision, _EPOCH + timedelta(microseconds=record.saved_at))


def _check_new_passphrase(passphrase: str) -> None:
    if len(passphrase.strip()) < MINIMUM_PASSPHRASE:
        raise PassphraseTooShortError(minimum=MINIMUM_PASSPHRASE)


def _now() -> int:
    return (datetime.now(UTC) - _EPOCH) // timedelta(microseconds=1)


def _encode(content: BaseModel) -> bytes:
    return encode_json(content.model_dump(by_alias=True, mode="json"))


def _decode(model: type[_Content], content: bytes, path: Path) -> _Content:
    try:
        plain = json.loads(content)
        version = plain["schemaVersion"]
        if isinstance(version, int) and version > _SCHEMA_VERSION:
            raise VaultTooNewError(file=str(path))
        return model.model_validate(plain)
    except (ValidationError, ValueError, TypeError, KeyError):
        raise VaultCorruptError(file=str(path)) from None


def _insert_slot(connection: Connection, slot: slots.Slot) -> None:
    connection.execute(
        insert(tables.slots).values(
            kind=str(slot.kind),
            parameters=slot.parameters,
            wrapped_key=slot.wrapped_key,
            checksum=slot.checksum,
        )
    )


def _current_key_id(connection: Connection, path: Path) -> bytes:
    version = connection.execute(select(tables.vault.c.format_version)).scalar()
    if not isinstance(version, int) or version < 1:
        raise VaultCorruptError(file=str(path))
    if version > FORMAT_VERSION:
        raise VaultTooNewError(file=str(path))
    return bytes(connection.execute(select(tables.vault.c.key_id)).scalar_one())


def _unlock(connection: Connection, path: Path, passphrase: str) -> bytes:
    rows = connection.execute(select(tables.slots).order_by(tables.slots.c.slot_id)).all()
    try:
        return slots.open_with_passphrase(
            tuple(
                slots.Slot(row.kind, row.parameters, row.wrapped_key, row.checksum) for row in rows
            ),
            passphrase,
        )
    except crypto.RefusedError:
        raise WrongPassphraseError from None
    except (FormatError, AttributeError, TypeError, ValueError):
        raise VaultCorruptError(file=str(path)) from None


@contextlib.contextmanager
def _damage_reported(path: Path) -> Iterator[None]:
    try:
        yield
    except DamagedError as error:
        if error.record_id:
            raise DamagedCaseError(file=str(path), case=error.record_id) from None
        raise VaultCorruptError(file=str(path)) from None
