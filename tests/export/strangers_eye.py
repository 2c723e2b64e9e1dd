"""Reads a finished file with other tools than the gate has, and with none of its code."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
import zlib
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NOT_WORD = re.compile(r"[\W_]+")


def compact(text: str) -> str:
    """Letters and digits in lower case, so that no break or hyphen hides a word."""
    return _NOT_WORD.sub("", text.casefold())


def everything(path: Path) -> str:
    """Return all that can be made out in the file, as compact text, part after part."""
    data = path.read_bytes()
    texts = [path.name, *_decoded(data)]
    match path.suffix:
        case ".docx":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    part = archive.read(name)
                    texts += [name, *_decoded(part)]
                    if name.endswith((".xml", ".rels")):
                        texts.append(unescape(_TAG.sub("", part.decode())))
        case ".pdf":
            texts.append(_run("pdftotext", "-enc", "UTF-8", str(path), "-"))
            texts.append(_run("pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"))
            texts.append(_run("pdfinfo", str(path)))
            plain = _run("qpdf", "--qdf", "--stream-data=uncompress", str(path), "-")
            texts += [plain, *_decoded(b"".join(map(_inflated, _STREAM.findall(data))))]
            texts.append(_hexed(plain))
        case ".json":
            texts.append(json.dumps(json.loads(data), ensure_ascii=False))
    return "\x00".join(map(compact, texts))


def _decoded(data: bytes) -> list[str]:
    """Return the bytes as text in the encodings that documents use."""
    encodings = ("utf-8", "latin-1", "utf-16-be", "utf-16-le")
    return [
        part.decode(encoding, errors="ignore")
        for encoding in encodings
        for part in (data, data[1:])
    ]


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def _hexed(plain: str) -> str:
    """Return the hexadecimal strings of a PDF as text."""
    strings = re.findall(r"<([0-9a-fA-F\s]{4,})>", plain)
    bytes_of = (
        bytes.fromhex(re.sub(r"\s", "", s).ljust(2, "0")[: len(s) // 2 * 2])
        for s in strings
        if len(re.sub(r"\s", "", s)) % 2 == 0
    )
    return "\n".join(part.decode("utf-16-be", errors="ignore") for part in bytes_of)


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True).stdout.decode(
        "utf-8", "replace"
    )
