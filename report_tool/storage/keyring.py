"""The vault's data key in its tables: installed with its slot, and unlocked with a passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from report_tool.errors import (
    PassphraseTooShortError,
    VaultCorruptError,
    VaultTooNewError,
    WrongPassphraseError,
)
from report_tool.storage import crypto, slots, tables
from report_tool.storage.format import FORMAT_VERSION, DataKey, FormatError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from report_tool.storage.format import PassphraseCost

MINIMUM_PASSPHRASE = 8
"""Shortest new passphrase in characters (NIST SP 800-63B); several random words are better."""


def check_new_passphrase(passphrase: str) -> None:
    """Refuse a new passphrase that is too short.

    Raises:
        PassphraseTooShortError: below ``MINIMUM_PASSPHRASE``.
    """
    if len(passphrase.strip()) < MINIMUM_PASSPHRASE:
        raise PassphraseTooShortError(minimum=MINIMUM_PASSPHRASE)


def new_key(passphrase: str, cost: PassphraseCost) -> tuple[DataKey, slots.Slot]:
    """Return a new data key and the slot that opens it."""
    key = crypto.new_data_key()
    return key, slots.passphrase_slot(key.secret, passphrase, cost)


def install(connection: Connection, key: DataKey, slot: slots.Slot) -> None:
    """Make the key the vault's only one, opened by this slot only."""
    connection.execute(delete(tables.vault))
    connection.execute(
        insert(tables.vault).values(id=1, format_version=FORMAT_VERSION, key_id=key.id)
    )
    connection.execute(delete(tables.slots))
    connection.execute(
        insert(tables.slots).values(
            kind=str(slot.kind),
            parameters=slot.parameters,
            wrapped_key=slot.wrapped_key,
            checksum=slot.checksum,
        )
    )


def current_key_id(connection: Connection, path: Path) -> bytes:
    """Return the id of the key in use, after checking the format's version.

    Raises:
        VaultTooNewError: if the version is a later one.
        VaultCorruptError: if it is none.
    """
    version = connection.execute(select(tables.vault.c.format_version)).scalar()
    if not isinstance(version, int) or version < 1:
        raise VaultCorruptError(file=str(path))
    if version > FORMAT_VERSION:
        raise VaultTooNewError(file=str(path))
    key_id = connection.execute(select(tables.vault.c.key_id)).scalar()
    if not isinstance(key_id, bytes):
        raise VaultCorruptError(file=str(path))
    return key_id


def raise_version(connection: Connection) -> None:
    """Mark a vault of version 1 as one of the present version; nothing else in it changes."""
    connection.execute(
        update(tables.vault)
        .where(tables.vault.c.format_version < FORMAT_VERSION)
        .values(format_version=FORMAT_VERSION)
    )


def unlock(connection: Connection, path: Path, passphrase: str) -> DataKey:
    """Return the data key.

    Raises:
        VaultTooNewError: if the format's version is a later one.
        WrongPassphraseError: if no slot opens with the passphrase.
        VaultCorruptError: if the slots are damaged.
    """
    key_id = current_key_id(connection, path)
    rows = connection.execute(select(tables.slots).order_by(tables.slots.c.slot_id)).all()
    try:
        secret = slots.open_with_passphrase(
            tuple(
                slots.Slot(row.kind, row.parameters, row.wrapped_key, row.checksum) for row in rows
            ),
            passphrase,
        )
    except crypto.RefusedError:
        raise WrongPassphraseError from None
    except (FormatError, AttributeError, TypeError, ValueError):
        raise VaultCorruptError(file=str(path)) from None
    return DataKey(key_id, secret)
