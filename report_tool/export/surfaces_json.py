"""Every key and value of a JSON file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from report_tool.export.surface import Surface, UnreadableSurfaceError
from report_tool.messages import text

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(data: bytes, where: str = "JSON") -> tuple[Surface, ...]:
    """Return keys and values; keys that stand twice are both read.

    Raises:
        UnreadableSurfaceError: if the data is not UTF-8 or not JSON.
    """
    try:
        content = json.loads(data.decode("utf-8"), object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        raise UnreadableSurfaceError(where) from None
    surfaces = tuple(_walk(content, text("export.where.json", place=where)))
    hidden = "\n".join(surface.text for surface in surfaces if not surface.visible)
    return (*(s for s in surfaces if s.visible), Surface(where, hidden))


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs, so that a repeated key hides nothing."""


def _walk(value: Any, where: str) -> Iterator[Surface]:
    match value:
        case _Pairs():
            for key, inner in value:
                yield Surface(where, key)
                yield from _walk(inner, where)
        case list():
            for inner in value:
                yield from _walk(inner, where)
        case str():
            yield Surface(where, value, visible=True)
        case int() | float():
            yield Surface(where, str(value))
