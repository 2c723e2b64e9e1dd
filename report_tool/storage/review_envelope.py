"""An answer on its way: its bytes, and the text that carries them through mail.

The format is specified in ``docs/review-page-format.md``, section 5.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

VERSION = 1
BEGIN = "-----BEGIN RAPPORTSVAR-----"
END = "-----END RAPPORTSVAR-----"

_MAGIC = b"RTRA"
_HEAD = len(_MAGIC) + 1
_KEY_ID, _POINT, _IV, _TAG, _SUM = 8, 65, 12, 16, 4
_LINE = 64
_ARMOUR = re.compile(r"[-–—]+\s*BEGIN\s+RAPPORTSVAR\s*[-–—]+([^-–—]*)")
_NOISE = re.compile(r"<[^<>]{0,200}>|&nbsp;|[\s>|=\u00ad\u200b-\u200f\u2060\ufeff]+")
_BODY = re.compile(r"[A-Za-z0-9+/]+")
_PAGE = ("report-tool/review-request", "<!doctype html", "<html")


class Fault(Enum):
    """Why a text is no answer."""

    EMPTY = "empty"
    PAGE = "page"
    NOT_AN_ANSWER = "not-an-answer"
    TOO_NEW = "too-new"
    DAMAGED = "damaged"


class EnvelopeError(Exception):
    """A text that does not carry an answer; holds no content."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed answer: whom it is for, the page's own public key, iv, ciphertext with its tag."""

    key_id: bytes
    point: bytes
    iv: bytes
    payload: bytes

    def as_bytes(self) -> bytes:
        """Return the bytes with their check sum."""
        head = _MAGIC + bytes([VERSION])
        body = head + self.key_id + self.point + self.iv + self.payload
        return body + _check_sum(body)

    def as_text(self) -> str:
        """Return the text that is saved, mailed or copied."""
        body = b64encode(self.as_bytes()).decode("ascii").rstrip("=")
        lines = [body[i : i + _LINE] for i in range(0, len(body), _LINE)]
        return "\n".join([BEGIN, *lines, END, ""])


def read_envelope(data: bytes) -> Envelope:
    """Find the answer in a file or pasted text, as mail programs leave it.

    Raises:
        EnvelopeError: naming what is wrong.
    """
    body = _body(_as_text(data))
    try:
        raw = b64decode(body + "=" * (-len(body) % 4), validate=True)
    except ValueError:
        raise EnvelopeError(Fault.DAMAGED) from None
    if raw[: len(_MAGIC)] != _MAGIC or len(raw) < _HEAD:
        raise EnvelopeError(Fault.DAMAGED)
    if raw[len(_MAGIC)] > VERSION:
        raise EnvelopeError(Fault.TOO_NEW)
    content, check = raw[:-_SUM], raw[-_SUM:]
    shortest = _HEAD + _KEY_ID + _POINT + _IV + _TAG
    if raw[len(_MAGIC)] != VERSION or len(content) < shortest or _check_sum(content) != check:
        raise EnvelopeError(Fault.DAMAGED)
    rest = content[_HEAD:]
    point, iv = _KEY_ID + _POINT, _KEY_ID + _POINT + _IV
    return Envelope(rest[:_KEY_ID], rest[_KEY_ID:point], rest[point:iv], rest[iv:])


def _as_text(data: bytes) -> str:
    is_utf16 = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    return data.decode("utf-16" if is_utf16 else "utf-8", errors="replace")


def _body(text: str) -> str:
    if not text.strip("\ufeff\0 \t\r\n"):
        raise EnvelopeError(Fault.EMPTY)
    if _PAGE[0] in text:
        raise EnvelopeError(Fault.PAGE)
    found = _ARMOUR.search(text)
    if found is None:
        start = text[:2000].lower()
        is_page = any(mark in start for mark in _PAGE)
        raise EnvelopeError(Fault.PAGE if is_page else Fault.NOT_AN_ANSWER)
    body = _NOISE.sub("", found[1])
    if not _BODY.fullmatch(body):
        raise EnvelopeError(Fault.DAMAGED)
    return body


def _check_sum(body: bytes) -> bytes:
    return sha256(body).digest()[:_SUM]
