"""Stems, heads and body parts: the data behind compounds and phrases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from redaction import DetectionError
from redaction.normalise import fold
from schemas.labels import Label


@dataclass(frozen=True, slots=True)
class Head:
    """The last part of a compound: its label, and what must stand before it."""

    label: Label
    mode: str


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """Return the heads by folded form, in the order of the list."""
    found: dict[str, list[Head]] = {}
    for label, mode, forms in _rows("heads.txt", 3):
        for form in forms.split(","):
            found.setdefault(fold(form), []).append(Head(Label(label), mode))
    return {form: tuple(options) for form, options in found.items()}


@cache
def stems(kind: str) -> frozenset[str]:
    """Return the folded first parts of a kind: ``body``, ``mind`` or ``blocked``."""
    return frozenset(
        fold(stem).strip("-")
        for name, text in _rows("stems.txt", 2)
        if name == kind
        for stem in text.split()
    )


@cache
def body_parts() -> frozenset[str]:
    """Return the folded forms of body parts."""
    return frozenset(fold(word) for line in _lines("body.txt") for word in line.split())


@cache
def homographs() -> dict[str, str]:
    """Return folded forms that are everyday words too, and whether they count with a cue."""
    return {fold(form): mark for form, mark in _rows("homographs.txt", 2)}


def _rows(name: str, width: int) -> list[list[str]]:
    rows = [line.split("\t") for line in _lines(name)]
    if any(len(row) != width for row in rows):
        raise DetectionError(f"{name} has a line that cannot be read")
    return rows


def _lines(name: str) -> list[str]:
    source = resources.files("redaction.lexicons").joinpath(name)
    if not source.is_file():
        raise DetectionError(f"{name} is missing")
    lines = source.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def cues(kind: str) -> frozenset[str]:
    """Return the folded words of a kind of cue, such as ``population`` or ``person``."""
    return frozenset(
        fold(word.replace("_", " "))
        for name, text in _rows("cues.txt", 2)
        if name == kind
        for word in text.split()
    )


@cache
def grammar(kind: str) -> frozenset[str]:
    """Return the folded words of a kind, such as ``complaint`` or ``preposition``."""
    return frozenset(
        fold(word.replace("_", " "))
        for name, text in _rows("grammar.txt", 2)
        if name == kind
        for word in text.split()
    )


@cache
def patterns() -> tuple[tuple[str, str, str], ...]:
    """Return the everyday phrases: label, name and pattern."""
    return tuple((label, name, pattern) for label, name, pattern in _rows("patterns.txt", 3))


@cache
def idioms() -> tuple[str, ...]:
    """Return the patterns of expressions that name the body or a feeling and mean neither."""
    return tuple(r"\s+".join(line.split(" ")) for line in _lines("idioms.txt"))
