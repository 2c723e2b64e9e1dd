"""The review page's cryptography: sealing the request, opening the answer.

The formats are specified in ``docs/review-page-format.md``.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import pbkdf2_hmac, sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from report_tool.storage.crypto import RefusedError
from report_tool.storage.review_envelope import VERSION, Envelope
from report_tool.storage.review_words import passphrase_bytes

ITERATIONS = 1_000_000
"""PBKDF2-HMAC-SHA-256 rounds; OWASP's cheat sheet (2023) asks for 600,000."""

REQUEST_FORMAT = "report-tool/review-request"
_ANSWER_FORMAT = b"report-tool/review-answer"
_REQUEST_KEY = b"report-tool/review request key"
_ANSWER_KEY = b"report-tool/review answer key"
_REQUEST_BLOCK = 4096
_ANSWER_BLOCK = 1024
_CURVE = ec.SECP256R1()


@dataclass(frozen=True, slots=True)
class SealedRequest:
    """A request as it stands in the page."""

    salt: bytes
    iv: bytes
    payload: bytes
    iterations: int = ITERATIONS

    def as_json(self) -> dict[str, str | int]:
        """Return the fields as the page holds them."""
        return {
            "format": REQUEST_FORMAT,
            "version": VERSION,
            "iterations": self.iterations,
            "salt": encode(self.salt),
            "iv": encode(self.iv),
            "payload": encode(self.payload),
        }


@dataclass(frozen=True, slots=True)
class Version:
    """What an answer is bound to: one version of one case."""

    case_id: str
    review_hash: str

    def additional_data(self) -> bytes:
        """Return what the answer's encryption authenticates beside its content."""
        parts = (_ANSWER_FORMAT, bytes([VERSION]), self.case_id.encode(), self.review_hash.encode())
        return b"\0".join(parts)


def encode(data: bytes) -> str:
    """Return base64url without padding."""
    return urlsafe_b64encode(data).decode("ascii").rstrip("=")


def decode(text: str) -> bytes:
    """Return the bytes of base64url without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def seal_request(content: bytes, passphrase: str) -> SealedRequest:
    """Encrypt the page's content under the passphrase, with a new salt and iv."""
    return seal_request_with(content, passphrase, secrets.token_bytes(16), secrets.token_bytes(12))


def seal_request_with(
    content: bytes, passphrase: str, salt: bytes, iv: bytes, iterations: int = ITERATIONS
) -> SealedRequest:
    """Encrypt with a given salt and iv; for test vectors. Use ``seal_request`` otherwise."""
    cipher = AESGCM(_request_key(passphrase, salt, iterations))
    payload = cipher.encrypt(iv, _padded(content, _REQUEST_BLOCK), _request_data(salt, iterations))
    return SealedRequest(salt, iv, payload, iterations)


def open_request(sealed: SealedRequest, passphrase: str) -> bytes:
    """Decrypt a request as the page does.

    Raises:
        RefusedError: if the passphrase is wrong or a bit was changed.
    """
    cipher = AESGCM(_request_key(passphrase, sealed.salt, sealed.iterations))
    data = _request_data(sealed.salt, sealed.iterations)
    try:
        return _unpadded(cipher.decrypt(sealed.iv, sealed.payload, data))
    except (InvalidTag, ValueError):
        raise RefusedError from None


def new_reply_key() -> str:
    """Return a one-time private key, base64url of its 32 bytes; it stays in the vault."""
    private = ec.generate_private_key(_CURVE)
    return encode(private.private_numbers().private_value.to_bytes(32, "big"))


def public_reply_key(private: str) -> bytes:
    """Return the public key that belongs to a private one: an uncompressed point, 65 bytes."""
    return _point(_private(private).public_key())


def key_id(public: bytes) -> bytes:
    """Return the 8 bytes that name a reply key in an answer."""
    return sha256(public).digest()[:8]


def seal_answer(content: bytes, reply_key: bytes, version: Version) -> Envelope:
    """Encrypt an answer as the page does."""
    ephemeral = encode(ec.generate_private_key(_CURVE).private_numbers().private_value.to_bytes(32))
    return seal_answer_with(content, reply_key, version, ephemeral, secrets.token_bytes(12))


def seal_answer_with(
    content: bytes, reply_key: bytes, version: Version, ephemeral: str, iv: bytes
) -> Envelope:
    """Encrypt with a given ephemeral key and iv; for test vectors. Else use ``seal_answer``."""
    point = public_reply_key(ephemeral)
    cipher = AESGCM(_answer_key(ephemeral, reply_key, point, reply_key))
    payload = cipher.encrypt(iv, _padded(content, _ANSWER_BLOCK), version.additional_data())
    return Envelope(key_id(reply_key), point, iv, payload)


def open_answer(envelope: Envelope, private: str, version: Version) -> bytes:
    """Decrypt an answer to this version.

    Raises:
        RefusedError: if it was made for another key, case or version, or a bit was changed.
    """
    public = public_reply_key(private)
    try:
        cipher = AESGCM(_answer_key(private, envelope.point, envelope.point, public))
        content = cipher.decrypt(envelope.iv, envelope.payload, version.additional_data())
        return _unpadded(content)
    except (InvalidTag, ValueError):
        raise RefusedError from None


def _request_key(passphrase: str, salt: bytes, iterations: int) -> bytes:
    master = pbkdf2_hmac("sha256", passphrase_bytes(passphrase), salt, iterations, 32)
    return HKDF(SHA256(), length=32, salt=None, info=_REQUEST_KEY).derive(master)


def _request_data(salt: bytes, iterations: int) -> bytes:
    head = REQUEST_FORMAT.encode() + b"\0" + bytes([VERSION])
    return head + iterations.to_bytes(4, "big") + salt


def _answer_key(private: str, other: bytes, ephemeral: bytes, reply: bytes) -> bytes:
    peer = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, other)
    shared = _private(private).exchange(ec.ECDH(), peer)
    return HKDF(SHA256(), length=32, salt=ephemeral + reply, info=_ANSWER_KEY).derive(shared)


def _private(private: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(decode(private), "big"), _CURVE)


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _padded(content: bytes, block: int) -> bytes:
    return content + b"\x80" + bytes(-(len(content) + 1) % block)


def _unpadded(padded: bytes) -> bytes:
    content, mark, rest = padded.rpartition(b"\x80")
    if not mark or rest.strip(b"\0"):
        raise ValueError("no padding")
    return content
