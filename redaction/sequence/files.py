"""The shipped model's files: checked against their checksums, the taggers unpacked.

Unpacking takes as long as some imports do, so it can be begun in a thread before them.
"""

from __future__ import annotations

import gzip
import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from redaction import DetectionError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Future
    from importlib.resources.abc import Traversable

CHECKSUMS = "SHA256SUMS"
TAGGERS = ("tagger-1.crf.gz",)
WORDS, DECODING = "words.tsv.gz", "decoding.json"

_ahead: list[Future[Mapping[str, bytes]]] = []


@cache
def read_ahead() -> None:
    """Begin to read the shipped files, once; ``shipped`` waits for them."""
    thread = ThreadPoolExecutor(1)
    _ahead.append(thread.submit(read, resources.files("redaction.model")))
    thread.shutdown(wait=False)


def shipped() -> Mapping[str, bytes]:
    """Return the shipped files by name, the taggers unpacked.

    Raises:
        DetectionError: if a file is missing or is not the one that was released.
    """
    if _ahead:
        return _ahead.pop().result()
    return read(resources.files("redaction.model"))


def read(folder: Traversable) -> Mapping[str, bytes]:
    """Return a folder's files by name, the taggers unpacked.

    Raises:
        DetectionError: if a file is missing or is not the one that was released.
    """
    sums = _checksums(folder)
    return {name: _checked(folder, name, sums) for name in (DECODING, *TAGGERS, WORDS)}


def _checksums(folder: Traversable) -> dict[str, str]:
    try:
        lines = folder.joinpath(CHECKSUMS).read_text(encoding="ascii").splitlines()
        return {name: digest for digest, name in (line.split() for line in lines)}
    except (OSError, ValueError):
        raise DetectionError("the model's checksums are missing or unreadable") from None


def _checked(folder: Traversable, name: str, sums: dict[str, str]) -> bytes:
    try:
        content = folder.joinpath(name).read_bytes()
    except OSError:
        raise DetectionError(f"the model file {name} is missing") from None
    if hashlib.sha256(content).hexdigest() != sums.get(name):
        raise DetectionError(f"the model file {name} is not the one that was released")
    return gzip.decompress(content) if name in TAGGERS else content
