"""Sealed records and the head that lists them, inside one transaction.

A row is used only if the head lists it with its revision and tag, so that a row that was moved,
swapped, put back or removed is refused (docs/storage-format.md, section 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from report_tool.storage import crypto
from report_tool.storage.format import TAG_LENGTH, FormatError, Head, Place, RecordKind
from report_tool.storage.tables import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from report_tool.storage.format import DataKey


class DamagedError(Exception):
    """A record or the head is not what was written; ``record_id`` is empty for the head."""

    def __init__(self, record_id: str = "") -> None:
        super().__init__("damaged record")
        self.record_id = record_id


@dataclass(frozen=True, slots=True)
class Record:
    """A record in the clear; ``saved_at`` in microseconds since 1970-01-01T00:00:00Z."""

    record_id: str
    revision: int
    saved_at: int
    content: bytes


class Ledger:
    """The records of a vault as one transaction sees them."""

    def __init__(self, connection: Connection, key: DataKey) -> None:
        """Read and check the head.

        Raises:
            DamagedError: if the head is not the one that was written with this data key.
        """
        self._connection = connection
        self._key = key
        row = self._row(RecordKind.HEAD, "")
        if row is None:
            raise DamagedError
        place, sealed = row
        try:
            self._head = Head.decode(crypto.unseal(sealed, key.secret, place))
        except (crypto.RefusedError, FormatError):
            raise DamagedError from None
        if self._head.key_id != key.id:
            raise DamagedError
        self._generation = place.revision

    @classmethod
    def begin(cls, connection: Connection, key: DataKey, now: int) -> Ledger:
        """Write the head of an empty vault."""
        place = Place(RecordKind.HEAD, "", 1, now)
        sealed = crypto.seal(Head(key.id, {}).encode(), key.secret, place)
        connection.execute(insert(records).values(_columns(place, sealed)))
        return cls(connection, key)

    @property
    def connection(self) -> Connection:
        """The transaction that the ledger works in."""
        return self._connection

    def ids(self, kind: RecordKind) -> tuple[str, ...]:
        """Return the ids of the records that should be there."""
        return tuple(record_id for k, record_id in self._head.records if k == kind)

    def revision(self, kind: RecordKind, record_id: str) -> int:
        """Return a record's revision; 0 if there is none."""
        return self._head.records.get((kind, record_id), (0, b""))[0]

    def read(self, kind: RecordKind, record_id: str) -> Record | None:
        """Return a record, or nothing if the head lists none.

        Raises:
            DamagedError: if the row is not the one the head lists.
        """
        expected = self._head.records.get((kind, record_id))
        row = self._row(kind, record_id)
        if expected is None and row is None:
            return None
        if expected is None or row is None:
            raise DamagedError(record_id)
        place, sealed = row
        if expected != (place.revision, sealed.payload[-TAG_LENGTH:]):
            raise DamagedError(record_id)
        try:
            content = crypto.unseal(sealed, self._key.secret, place)
        except crypto.RefusedError:
            raise DamagedError(record_id) from None
        return Record(record_id, place.revision, place.saved_at, content)

    def strangers(self, kind: RecordKind) -> Iterator[str]:
        """Yield the ids of rows that the head does not list: put back, or put in."""
        for record_id in self._connection.scalars(
            select(records.c.record_id).where(records.c.kind == kind)
        ):
            if (kind, record_id) not in self._head.records:
                yield str(record_id)

    def write(self, kind: RecordKind, record_id: str, content: bytes, now: int) -> int:
        """Write a record over its former revision, and the head; return the new revision."""
        revision = self.revision(kind, record_id) + 1
        self._put(Place(kind, record_id, revision, now), content)
        self._write_head(now)
        return revision

    def remove(self, kind: RecordKind, record_id: str, now: int) -> None:
        """Remove a record that may not be there, and write the head."""
        self._connection.execute(
            delete(records).where(records.c.kind == kind, records.c.record_id == record_id)
        )
        self._head.records.pop((kind, record_id), None)
        self._write_head(now)

    def reseal(self, key: DataKey, now: int) -> None:
        """Encrypt every record again under a new data key; revisions and times stay.

        Raises:
            DamagedError: if a record is damaged; the transaction must then be rolled back.
        """
        for kind, record_id in tuple(self._head.records):
            record = self.read(RecordKind(kind), record_id)
            if record is None:
                raise DamagedError(record_id)
            place = Place(kind, record_id, record.revision, record.saved_at)
            self._put(place, record.content, key)
        self._head = Head(key.id, self._head.records)
        self._key = key
        self._write_head(now)

    def _put(self, place: Place, content: bytes, key: DataKey | None = None) -> None:
        sealed = crypto.seal(content, (key or self._key).secret, place)
        columns = _columns(place, sealed)
        changed = self._connection.execute(
            update(records)
            .where(records.c.kind == place.kind, records.c.record_id == place.record_id)
            .values(columns)
        )
        if not changed.rowcount:
            self._connection.execute(insert(records).values(columns))
        if place.kind != RecordKind.HEAD:
            tag = sealed.payload[-TAG_LENGTH:]
            self._head.records[place.kind, place.record_id] = (place.revision, tag)

    def _write_head(self, now: int) -> None:
        self._generation += 1
        self._put(Place(RecordKind.HEAD, "", self._generation, now), self._head.encode())

    def _row(self, kind: RecordKind, record_id: str) -> tuple[Place, crypto.Sealed] | None:
        row = self._connection.execute(
            select(records).where(records.c.kind == kind, records.c.record_id == record_id)
        ).one_or_none()
        if row is None:
            return None
        sealed = crypto.Sealed(row.salt, row.nonce, row.payload)
        if not all(isinstance(part, bytes) for part in (row.salt, row.nonce, row.payload)):
            raise DamagedError(record_id)
        return Place(row.kind, row.record_id, row.revision, row.saved_at), sealed


def _columns(place: Place, sealed: crypto.Sealed) -> dict[str, object]:
    return {
        "kind": str(place.kind),
        "record_id": place.record_id,
        "revision": place.revision,
        "saved_at": place.saved_at,
        "salt": sealed.salt,
        "nonce": sealed.nonce,
        "payload": sealed.payload,
    }
