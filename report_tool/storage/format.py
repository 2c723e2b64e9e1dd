"""The vault's format as numbers and byte strings (docs/storage-format.md); pure, without keys."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

FORMAT_VERSION = 2
"""The newest version this program reads, and the one it writes; it reads version 1 too."""

PAYLOAD_VERSION = 1
"""The version that binds a payload: sealing is the same in both versions of the format."""

APPLICATION_ID = 0x52545654
"""SQLite's ``application_id`` of a vault: "RTVT"."""

BLOCK = 4096
"""Payloads are padded to a multiple of this many bytes."""

TAG_LENGTH = 16
"""Bytes of the AES-GCM tag at the end of a payload."""

RECORD_KEY_INFO = b"report-tool/vault record key"
"""HKDF info of the key that seals one payload."""

_AAD_PREFIX = b"report-tool/vault\x00"
_SLOT_PREFIX = b"report-tool/vault slot\x00"


class RecordKind(StrEnum):
    """What a record holds."""

    CASE = "case"
    VERSIONS = "versions"
    MEMORY = "memory"
    HEAD = "head"


class SlotKind(StrEnum):
    """How a key slot is opened; slots of other kinds are skipped."""

    PASSPHRASE = "passphrase"  # noqa: S105


class FormatError(Exception):
    """Bytes that do not follow the format; holds no content."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """A vault's data key, 32 bytes, and its public random id, 16 bytes."""

    id: bytes
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a payload belongs; all of it is authenticated.

    ``revision`` counts from 1; ``saved_at`` is in microseconds since 1970-01-01T00:00:00Z.
    """

    kind: str
    record_id: str
    revision: int
    saved_at: int

    def additional_data(self, version: int = PAYLOAD_VERSION) -> bytes:
        """Return the additional data that binds a payload to this place.

        Raises:
            FormatError: if a number or text is out of range.
        """
        try:
            kind, record_id = self.kind.encode(), self.record_id.encode()
            return b"".join(
                (
                    _AAD_PREFIX,
                    version.to_bytes(2),
                    len(kind).to_bytes(2) + kind,
                    len(record_id).to_bytes(2) + record_id,
                    self.revision.to_bytes(8),
                    self.saved_at.to_bytes(8),
                )
            )
        except (AttributeError, OverflowError, TypeError, UnicodeEncodeError):
            raise FormatError("place out of range") from None


@dataclass(frozen=True, slots=True)
class Head:
    """The authenticated list of all records: (kind, record id) → (revision, tag)."""

    key_id: bytes
    records: dict[tuple[str, str], tuple[int, bytes]]

    def encode(self) -> bytes:
        """Return the head as sorted JSON."""
        rows = [
            [kind, record_id, revision, tag.hex()]
            for (kind, record_id), (revision, tag) in sorted(self.records.items())
        ]
        return encode_json({"keyId": self.key_id.hex(), "records": rows})

    @classmethod
    def decode(cls, content: bytes) -> Self:
        """Read a head.

        Raises:
            FormatError: if it is not one.
        """
        try:
            plain = json.loads(content)
            return cls(
                bytes.fromhex(plain["keyId"]),
                {
                    (str(kind), str(record_id)): (int(revision), bytes.fromhex(tag))
                    for kind, record_id, revision, tag in plain["records"]
                },
            )
        except (KeyError, TypeError, ValueError):
            raise FormatError("not a head") from None


@dataclass(frozen=True, slots=True)
class PassphraseCost:
    """Argon2id's cost: memory in KiB, passes over it, lanes. Default: RFC 9106's second choice."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4

    def is_acceptable(self) -> bool:
        """Whether a reader may spend this much: 1 GiB, 64 passes and 16 lanes at most."""
        return (
            1 <= self.lanes <= 16
            and 1 <= self.iterations <= 64
            and 8 * self.lanes <= self.memory_kib <= 1024 * 1024
        )


@dataclass(frozen=True, slots=True)
class PassphraseParameters:
    """The stored parameters of a passphrase slot."""

    cost: PassphraseCost
    salt: bytes

    def encode(self) -> str:
        """Return the parameters as sorted JSON."""
        return encode_json(
            {
                "iterations": self.cost.iterations,
                "kdf": "argon2id",
                "lanes": self.cost.lanes,
                "memoryKib": self.cost.memory_kib,
                "salt": self.salt.hex(),
            }
        ).decode()

    @classmethod
    def decode(cls, text: str) -> Self:
        """Read parameters.

        Raises:
            FormatError: if they are not Argon2id's, or ask for more than a reader may spend.
        """
        try:
            plain = json.loads(text)
            cost = PassphraseCost(
                int(plain["memoryKib"]), int(plain["iterations"]), int(plain["lanes"])
            )
            parameters = cls(cost, bytes.fromhex(plain["salt"]))
            if plain["kdf"] == "argon2id" and cost.is_acceptable() and len(parameters.salt) == 16:
                return parameters
        except (KeyError, TypeError, ValueError):
            pass
        raise FormatError("not the parameters of a passphrase slot")


def slot_checksum(kind: str, parameters: str, wrapped_key: bytes) -> bytes:
    """Return the checksum that tells a damaged slot from a wrong passphrase."""
    return hashlib.sha256(
        _SLOT_PREFIX + kind.encode() + b"\x00" + parameters.encode() + b"\x00" + wrapped_key
    ).digest()


def passphrase_bytes(passphrase: str) -> bytes:
    """Return the passphrase in NFC as UTF-8; nothing is trimmed or folded."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def encode_json(plain: object) -> bytes:
    """Return sorted, compact ASCII JSON, the form of every content."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def pad(content: bytes) -> bytes:
    """Append 0x80 and zeros up to a multiple of ``BLOCK``."""
    return content + b"\x80" + bytes(-(len(content) + 1) % BLOCK)


def unpad(padded: bytes) -> bytes:
    """Undo ``pad``.

    Raises:
        FormatError: if the padding is not one.
    """
    content = padded.rstrip(b"\x00")
    if len(padded) % BLOCK or not content.endswith(b"\x80") or pad(content[:-1]) != padded:
        raise FormatError("bad padding")
    return content[:-1]
