"""Which characters a document may hold, whatever a person has pasted into the text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

REPLACEMENT = "\ufffd"
_SPACES = {"Zs": " ", "Zl": "\n", "Zp": "\n"}
_BREAKS = re.compile(r"[ \n]+")
_KEPT_FORMATS = "\u200c\u200d"
_SHOWS_NOTHING = re.compile(r"[\u200c\u200d\ufe00-\ufe0f]")
_KEPT_SPACES = "\u00a0\u202f"


def clean(text: str) -> str:
    """Return NFC text without control, direction and other invisible characters.

    Lines end in a newline. Private-use and unassigned characters become U+FFFD, because what they
    show depends on the reader's machine. Joiners stay: emoji and several scripts need them.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(map(_clean_character, text))


def one_line(text: str) -> str:
    """Return clean text on one line, white space collapsed."""
    return _BREAKS.sub(" ", clean(text)).strip()


def fit(text: str, supported: AbstractSet[int]) -> tuple[str, int]:
    """Replace characters that a font lacks by U+FFFD; return the text and how many there were.

    Joiners and variation selectors show nothing by themselves; those that the font lacks go.
    """
    text = "".join(c for c in text if ord(c) in supported or not _SHOWS_NOTHING.match(c))
    missing = sum(ord(character) not in supported and character != "\n" for character in text)
    if not missing:
        return text, 0
    return (
        "".join(c if ord(c) in supported or c == "\n" else REPLACEMENT for c in text),
        missing,
    )


def _clean_character(character: str) -> str:
    if character in "\n" or character in _KEPT_FORMATS or character in _KEPT_SPACES:
        return character
    if character == "\t":
        return " "
    category = unicodedata.category(character)
    if category in _SPACES:
        return _SPACES[category]
    if category in {"Cc", "Cf"}:
        return ""
    return REPLACEMENT if category in {"Co", "Cs", "Cn"} else character
