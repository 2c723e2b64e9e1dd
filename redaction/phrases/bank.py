"""Wording in the language of function, by label and by the theme of the detail."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from redaction.normalise import fold

if TYPE_CHECKING:
    from schemas.labels import Label


def suggestions(label: Label, lang: str, surface: str = "") -> tuple[str, ...]:
    """Return wordings an expert may use instead of ``surface``, the most fitting first.

    They speak of function, need and measure, name no health detail, and are offered for editing,
    never put into the text by themselves. ``lang`` is ``"nb"`` or ``"nn"``.
    """
    bank = load("suggestions.toml")
    folded = fold(surface)
    themes = [
        name
        for name, theme in bank["theme"].items()
        if label.value in theme["labels"] and any(stem in folded for stem in theme["stems"])
    ]
    found: list[str] = []
    for name in themes:
        found += bank["theme"][name][_standard(lang)]
    found += bank["label"].get(label.value, bank["label"]["UNCHECKED"])[_standard(lang)]
    return tuple(dict.fromkeys(found))


@cache
def load(name: str) -> dict[str, Any]:
    """Return one file of the phrase bank."""
    source = resources.files("redaction.phrases").joinpath(name)
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _standard(lang: str) -> str:
    return "nn" if lang == "nn" else "nb"
