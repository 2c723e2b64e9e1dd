"""A logo without what the camera or the drawing program wrote into it."""

from __future__ import annotations

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs"}
)
"""What the pixels and their colours need; all else is a remark."""

_JPEG_DROPPED = frozenset({*range(0xE1, 0xF0), 0xFE}) - {0xEE}
"""Application data and comments, but not APP0 (JFIF) and APP14 (Adobe's colour transform)."""

_SCAN = 0xDA
_END = 0xD9
_WITHIN_SCAN = frozenset({0x00, *range(0xD0, 0xD8)})


def extension(data: bytes) -> str:
    """Return ``png`` or ``jpg``, the kinds that hold no commands; nothing for others."""
    if data.startswith(_PNG):
        return "png"
    return "jpg" if data.startswith(_JPEG) else ""


def clean(data: bytes) -> bytes:
    """Return the picture without remarks, place, camera, author, time and anything after its end.

    Pixels are untouched. A PNG or JPEG that is cut off stays cut off.
    """
    return _clean_png(data) if data.startswith(_PNG) else _clean_jpeg(data)


def _clean_png(data: bytes) -> bytes:
    kept = [_PNG]
    position = len(_PNG)
    while position + 8 <= len(data):
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        if kind in _PNG_KEPT:
            kept.append(data[position:end])
        if kind == b"IEND":
            break
        position = end
    return b"".join(kept)


def _clean_jpeg(data: bytes) -> bytes:
    kept = [_JPEG]
    position = len(_JPEG)
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        if marker == _SCAN:
            end = _end_of_scan(data, end)
        if marker not in _JPEG_DROPPED:
            kept.append(data[position:end])
        position = end
        if data[position + 1 : position + 2] == bytes([_END]):
            break
    return b"".join([*kept, b"\xff\xd9"])


def _end_of_scan(data: bytes, position: int) -> int:
    """Return where the next marker stands that is no part of the scan's own bytes."""
    while (position := data.find(b"\xff", position)) >= 0:
        if data[position + 1 : position + 2] and data[position + 1] not in _WITHIN_SCAN | {0xFF}:
            return position
        position += 1
    return len(data)
