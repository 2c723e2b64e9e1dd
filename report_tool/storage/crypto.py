"""The vault's cryptography: Argon2id, AES key wrap, HKDF and AES-256-GCM, nothing else."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)

from report_tool.storage.format import (
    RECORD_KEY_INFO,
    DataKey,
    FormatError,
    PassphraseParameters,
    pad,
    passphrase_bytes,
    unpad,
)

if TYPE_CHECKING:
    from report_tool.storage.format import PassphraseCost, Place


class RefusedError(Exception):
    """A wrapped key or a sealed payload does not open; holds no content."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A payload as it is stored: 32 bytes of salt, 12 of nonce, ciphertext with its tag."""

    salt: bytes
    nonce: bytes
    payload: bytes


def new_data_key() -> DataKey:
    """Return 256 random bits under a random id."""
    return DataKey(secrets.token_bytes(16), secrets.token_bytes(32))


def new_passphrase_parameters(cost: PassphraseCost) -> PassphraseParameters:
    """Return slot parameters with a new salt."""
    return PassphraseParameters(cost, secrets.token_bytes(16))


def wrap(data_key: bytes, passphrase: str, parameters: PassphraseParameters) -> bytes:
    """Wrap the data key under the passphrase (RFC 9106, RFC 3394)."""
    return aes_key_wrap(_key_from(passphrase, parameters), data_key)


def unwrap(wrapped: bytes, passphrase: str, parameters: PassphraseParameters) -> bytes:
    """Unwrap the data key.

    Raises:
        RefusedError: if the passphrase is not the one it was wrapped under.
    """
    try:
        return aes_key_unwrap(_key_from(passphrase, parameters), wrapped)
    except (InvalidUnwrap, ValueError):
        raise RefusedError from None


def seal(content: bytes, data_key: bytes, place: Place) -> Sealed:
    """Encrypt the content for one place, under a key and nonce that are never used again."""
    return seal_with(content, data_key, place, secrets.token_bytes(32), secrets.token_bytes(12))


def seal_with(content: bytes, data_key: bytes, place: Place, salt: bytes, nonce: bytes) -> Sealed:
    """Encrypt with a given salt and nonce; for test vectors. Use ``seal`` for everything else."""
    cipher = AESGCM(_record_key(data_key, salt))
    return Sealed(salt, nonce, cipher.encrypt(nonce, pad(content), place.additional_data()))


def unseal(sealed: Sealed, data_key: bytes, place: Place) -> bytes:
    """Decrypt a payload at its place.

    Raises:
        RefusedError: if one bit of payload, salt, nonce or place is another than when it was
            sealed.
    """
    try:
        cipher = AESGCM(_record_key(data_key, sealed.salt))
        return unpad(cipher.decrypt(sealed.nonce, sealed.payload, place.additional_data()))
    except (InvalidTag, FormatError, TypeError, ValueError):
        raise RefusedError from None


def _key_from(passphrase: str, parameters: PassphraseParameters) -> bytes:
    return Argon2id(
        salt=parameters.salt,
        length=32,
        iterations=parameters.cost.iterations,
        lanes=parameters.cost.lanes,
        memory_cost=parameters.cost.memory_kib,
    ).derive(passphrase_bytes(passphrase))


def _record_key(data_key: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=salt, info=RECORD_KEY_INFO).derive(data_key)
