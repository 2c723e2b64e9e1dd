"""What else a text can say: the same words written with markup, escapes or an encoding.

A document can hold ``mig&#114;ene``, ``mig<b>rene</b>``, ``mig%72ene`` or the base64 of them;
whoever opens it with the right program reads the word.
"""

from __future__ import annotations

import re
from base64 import b64decode
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MOST = 32
"""Readings of one text. An honest copy has next to none; layers of escapes have few more."""

_TAG = re.compile(r"<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<[^<>]*>", re.DOTALL)
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_QUOTED = re.compile(r"=\r?\n|(?:=[0-9A-F]{2})+")
_UNICODE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_HASH = re.compile(r"#([0-9A-Fa-f]{2})")
_RTF_HEX = re.compile(r"\\'([0-9A-Fa-f]{2})")
_RTF_WORD = re.compile(r"\\[a-z]+-?\d* ?|[{}]")
_LANGUAGE_MARK = re.compile(r"\x1b[^\x1b]{0,8}\x1b")
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{10,}={0,2}")
_MIXED = re.compile(r".*[A-Z0-9]")
"""Base64 of text mixes small letters with capitals or digits; a Norwegian word does not."""

_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){5,}")
_LAST_LATIN = 0x24F


def readings(text: str) -> Iterator[str]:
    """Yield the text, and each other text that it is a way of writing; most texts have none."""
    yield text
    seen = {text}
    pending = [text]
    while pending:
        for read in _once(pending.pop()):
            if read and read not in seen and len(seen) < _MOST:
                seen.add(read)
                pending.append(read)
                yield read


def _once(text: str) -> Iterator[str]:
    for mark, read in _READERS:
        if mark in text:
            yield read(text)
    yield _decoded(text)


def _without_tags(text: str) -> str:
    return unescape(_TAG.sub(lambda found: found[1] or "", text))


def _without_escapes(text: str) -> str:
    return _RTF_WORD.sub("", _RTF_HEX.sub(_character, _UNICODE.sub(_character, text)))


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _bytes(found: re.Match[str]) -> str:
    return bytes.fromhex(re.sub(r"[^0-9A-Fa-f]", "", found[0])).decode("utf-8", "replace")


_READERS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("<", _without_tags),
    ("&", unescape),
    ("%", lambda text: _PERCENT.sub(_bytes, text)),
    ("=", lambda text: _QUOTED.sub(_bytes, text)),
    ("\\", _without_escapes),
    ("#", lambda text: _HASH.sub(_character, text)),
    ("\x1b", lambda text: _LANGUAGE_MARK.sub("", text)),
    ("\u2011", lambda text: text.replace("\u2011", "")),
)


def _decoded(text: str) -> str:
    """Return what the base64 and hexadecimal words of a text say, where that is Latin text."""
    said: list[str] = []
    for found in _BASE64.finditer(text):
        word = found[0].rstrip("=").replace("-", "+").replace("_", "/")
        if len(word) % 4 != 1 and _MIXED.match(word, 1):
            said += _as_text(b64decode(word + "=" * (-len(word) % 4)))
    for found in _HEX.finditer(text):
        said += _as_text(bytes.fromhex(found[0]))
    return "\n".join(said)


def _as_text(data: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        try:
            read = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(c <= chr(_LAST_LATIN) and (c.isprintable() or c.isspace()) for c in read):
            yield read
