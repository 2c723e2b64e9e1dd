"""What the vault's records hold: cases and the memory, as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from report_tool.errors import (
    DamagedCaseError,
    DamagedVersionsError,
    VaultCorruptError,
    VaultTooNewError,
)
from report_tool.storage.format import encode_json
from schemas.case import Case
from schemas.versions import Versions

if TYPE_CHECKING:
    from pathlib import Path

    from report_tool.storage.ledger import Record

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
    """What can be read of a vault, newest first, and the ids of what cannot be trusted."""

    cases: tuple[StoredCase, ...]
    damaged: tuple[str, ...]


def microseconds(moment: datetime) -> int:
    """Return a time as the vault stores it."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def encode(content: BaseModel) -> bytes:
    """Return a model as it is sealed: exact text, unlike the canonical form that is hashed."""
    return encode_json(content.model_dump(by_alias=True, mode="json"))


def decode(model: type[_Content], content: bytes, path: Path) -> _Content:
    """Read a model.

    Raises:
        VaultTooNewError: if a newer version of the program wrote it.
        VaultCorruptError: if it is not one.
    """
    try:
        plain = json.loads(content)
        version = plain["schemaVersion"]
        if isinstance(version, int) and version > _SCHEMA_VERSION:
            raise VaultTooNewError(file=str(path))
        return model.model_validate(plain)
    except (ValidationError, ValueError, TypeError, KeyError):
        raise VaultCorruptError(file=str(path)) from None


def case_from(record: Record, path: Path) -> StoredCase:
    """Read a case's record.

    Raises:
        VaultTooNewError: if a newer version of the program wrote it.
        DamagedCaseError: if it is no case, or another one than its record says.
    """
    try:
        case = decode(Case, record.content, path)
    except VaultCorruptError:
        raise DamagedCaseError(file=str(path), case=record.record_id) from None
    if case.case_id != record.record_id:
        raise DamagedCaseError(file=str(path), case=record.record_id)
    return StoredCase(case, record.revision, _EPOCH + timedelta(microseconds=record.saved_at))


def versions_from(record: Record, path: Path) -> Versions:
    """Read the record of a case's earlier versions.

    Raises:
        VaultTooNewError: if a newer version of the program wrote it.
        DamagedVersionsError: if it is something else, or another case's.
    """
    try:
        versions = decode(Versions, record.content, path)
    except VaultCorruptError:
        raise DamagedVersionsError(case=record.record_id) from None
    if versions.case_id != record.record_id:
        raise DamagedVersionsError(case=record.record_id)
    return versions
