"""A place in a file where words can stand, whether a reader sees it or not."""

from __future__ import annotations

from dataclasses import dataclass


class UnreadableSurfaceError(Exception):
    """A part of the file cannot be looked into; ``args[0]`` names the part, never its text."""


@dataclass(frozen=True, slots=True)
class Surface:
    """Text or bytes found in a file.

    ``where`` names the place for a person. ``visible`` text is what a reader of the document
    meets. ``data`` are bytes that are no text by themselves, such as a picture or a font.
    """

    where: str
    text: str = ""
    visible: bool = False
    data: bytes = b""
