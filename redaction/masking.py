"""Replacing what is withheld, and the neutral words that take its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction.phrases import neutral

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.labels import Label


def mask(text: str, replacements: Sequence[tuple[int, int, str]]) -> str:
    """Return the text with each ``(start, end, replacement)`` applied, offsets in ``text``.

    Raises:
        ValueError: if a span is empty, out of range, or overlaps another.
    """
    pieces: list[str] = []
    position = 0
    for start, end, replacement in sorted(replacements, key=lambda item: item[:2]):
        if not 0 <= start < end <= len(text):
            raise ValueError("a replacement lies outside the text")
        if start < position:
            raise ValueError("replacements overlap")
        pieces += (text[position:start], replacement)
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def neutral_phrase(
    label: Label, lang: str, surface: str = "", before: str = "", after: str = ""
) -> str:
    """Return words that can stand for ``surface`` between ``before`` and ``after``.

    The phrase tells nothing about the kind of detail, keeps the sentence grammatical as well as
    the words around it allow, and is capitalised at the start of a sentence. Where no wording
    fits (a number, an address) it is ``[utelatt]``, in nynorsk ``[utelate]``.
    """
    return neutral.phrase(label, lang, surface, before, after)
