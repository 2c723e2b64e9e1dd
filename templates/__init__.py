"""The words, styles and fonts of the documents, as data with a small reader.

Texts stand in ``texts/<nb|nn>/``: ``document.toml`` is what is printed in a copy, ``guidance.toml``
what the writer sees beside a section, ``notes/*.txt`` the notes that follow a copy (Jinja2,
sandboxed, filled with plain text only).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

LANGUAGES = ("nb", "nn")
"""Written standards that every text exists in."""

SECTIONS = (
    "oppdrag",
    "arbeidssituasjon",
    "arsak",
    "provd",
    "tiltaksplan",
    "veiTilbake",
    "oppfolging",
    "merknader",
)
"""Keys of the report's sections in the order they are printed."""

REPLACEMENT_CHARACTER = "\ufffd"
"""Stands for a character that the bundled fonts cannot show."""


@dataclass(frozen=True, slots=True)
class Guidance:
    """What helps a writer with one section: its purpose, what belongs, what does not, examples."""

    purpose: str
    belongs: tuple[str, ...]
    not_here: tuple[str, ...]
    good: str
    bad: str
    because: str


def guidance(section: str, lang: str) -> Guidance:
    """Return the guidance for a section key of ``SECTIONS``.

    Raises:
        KeyError: if there is no such section or language.
    """
    entry = _toml(lang, "guidance.toml")[section]
    return Guidance(
        purpose=entry["purpose"],
        belongs=tuple(entry["belongs"]),
        not_here=tuple(entry["not_here"]),
        good=entry["good"],
        bad=entry["bad"],
        because=entry["because"],
    )


def headings(lang: str) -> Mapping[str, str]:
    """Return the printed heading of each section, by section key."""
    return {key: phrase(f"section.{key}", lang) for key in SECTIONS}


def phrase(key: str, lang: str, **values: str) -> str:
    """Return one printed text of ``document.toml`` with its ``{placeholders}`` filled.

    Raises:
        KeyError: if the language has no such text, or a placeholder is not given.
    """
    text = phrases(lang)[key]
    return text.format_map(values) if values else text


def phrases(lang: str) -> Mapping[str, str]:
    """Return every printed text of the language, by dotted key, placeholders unfilled."""
    return _flat(lang)


def receipt(lang: str, **values: object) -> str:
    """Return the employee's receipt as plain text; values are inserted as they are."""
    return str(_environment(lang).get_template("receipt.txt").render(values))


def note(name: str, lang: str, **values: str) -> str:
    """Return a note (``employee``, ``employer``, ``nav``) as lines: ``# heading``, ``1. step``.

    Values are inserted as they are and never read as template code.
    """
    return str(_environment(lang).get_template(f"{name}.txt").render(values))


def note_source(name: str, lang: str) -> str:
    """Return a note's text before it is filled."""
    return (_folder(lang) / "notes" / f"{name}.txt").read_text(encoding="utf-8")


def typst_source(name: str) -> bytes:
    """Return a typst template: ``report.typ`` (the PDF) or ``figure.typ`` (the step chart)."""
    return (resources.files(__name__) / name).read_bytes()


def docx_styles() -> bytes:
    """Return the DOCX that holds the shipped styles and no text."""
    return (resources.files(__name__) / "report.docx").read_bytes()


def fonts_folder() -> Path:
    """Return the folder of the bundled fonts (SIL Open Font License 1.1)."""
    from pathlib import Path

    return Path(str(resources.files(__name__) / "fonts"))


@lru_cache(maxsize=1)
def supported_characters() -> frozenset[int]:
    """Return the code points that the bundled fonts can show in every weight."""
    lines = (resources.files(__name__) / "fonts" / "coverage.txt").read_text(encoding="ascii")
    ranges = (line.split("-") for line in lines.split())
    return frozenset(
        point for first, last in ranges for point in range(int(first, 16), int(last, 16) + 1)
    )


def _folder(lang: str) -> Traversable:
    if lang not in LANGUAGES:
        raise KeyError(lang)
    return resources.files(__name__) / "texts" / lang


@lru_cache(maxsize=8)
def _toml(lang: str, name: str) -> dict[str, Any]:
    return tomllib.loads((_folder(lang) / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def _flat(lang: str) -> dict[str, str]:
    tables = _toml(lang, "document.toml")
    return {f"{name}.{key}": text for name, table in tables.items() for key, text in table.items()}


@lru_cache(maxsize=4)
def _environment(lang: str) -> Any:
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: note_source(name.removesuffix(".txt"), lang)),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
