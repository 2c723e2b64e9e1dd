"""A logo without what the camera or the drawing program wrote into it."""

from __future__ import annotations

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_GIF = (b"GIF87a", b"GIF89a")
_PNG_REMARKS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_START_OF_SCAN = 0xDA
_JPEG_KEPT = frozenset({0xE0, 0xE2, 0xEE})
"""APP0 (JFIF), APP2 (colour profile) and APP14 (Adobe's colour transform)."""


def extension(data: bytes) -> str:
    """Return ``png``, ``jpg`` or ``gif``, the kinds that hold no commands; nothing for others."""
    if data.startswith(_PNG):
        return "png"
    if data.startswith(_JPEG):
        return "jpg"
    return "gif" if data.startswith(_GIF) else ""


def clean(data: bytes) -> bytes:
    """Return the picture without remarks, place, camera, author and time; pixels are untouched."""
    if data.startswith(_PNG):
        return _clean_png(data)
    return _clean_jpeg(data) if data.startswith(_JPEG) else data


def _clean_png(data: bytes) -> bytes:
    kept = [_PNG]
    position = len(_PNG)
    while position + 8 <= len(data):
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        if data[position + 4 : position + 8] not in _PNG_REMARKS:
            kept.append(data[position:end])
        position = end
    return b"".join(kept)


def _clean_jpeg(data: bytes) -> bytes:
    kept = [data[:2]]
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == _START_OF_SCAN:
            break
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        is_remark = marker == 0xFE or (0xE0 <= marker <= 0xEF and marker not in _JPEG_KEPT)
        if not is_remark:
            kept.append(data[position:end])
        position = end
    return b"".join([*kept, data[position:]])
