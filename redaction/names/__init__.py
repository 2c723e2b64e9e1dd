"""Names of persons: first names and surnames; sources and licences stand in SOURCE.md."""

from __future__ import annotations

from functools import cache
from importlib import resources

from redaction import DetectionError


@cache
def first_names() -> frozenset[str]:
    """Return first names as written."""
    return _names("first_names.txt")


@cache
def surnames() -> frozenset[str]:
    """Return surnames as written."""
    return _names("surnames.txt")


@cache
def everyday_names() -> frozenset[str]:
    """Return the first names that are everyday words too, such as ``Even`` and ``Line``."""
    return _names("everyday.txt")


def _names(name: str) -> frozenset[str]:
    source = resources.files(__name__).joinpath(name)
    if not source.is_file():
        raise DetectionError(f"the name list {name} is missing")
    return frozenset(source.read_text(encoding="utf-8").split())
