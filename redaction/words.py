"""Word sets written as running text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the white-space separated words of ``text``."""
    return frozenset(text.split())
