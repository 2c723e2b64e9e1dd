"""The vault's tables; the same for SQLite and, later, PostgreSQL."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()

vault = Table(
    "vault",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
    Column("format_version", Integer, nullable=False),
    Column("key_id", LargeBinary, nullable=False),
)
"""One row: the format's version and which data key is in use."""

slots = Table(
    "slots",
    metadata,
    Column("slot_id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("checksum", LargeBinary, nullable=False),
)
"""The ways to open the data key."""

records = Table(
    "records",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("record_id", Text, primary_key=True),
    Column("revision", BigInteger, nullable=False),
    Column("saved_at", BigInteger, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("nonce", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)
"""Sealed payloads: cases, the vault's memory, and the head that lists them."""
