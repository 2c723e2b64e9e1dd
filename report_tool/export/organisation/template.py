"""A template that is ready to be written on: the shipped one, or an organisation's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

import templates
from report_tool.export import docx_clean, docx_parts
from report_tool.export.matching import words_of
from report_tool.export.organisation import emptying, inspection, numbering, styles, trial
from report_tool.export.organisation.faults import Fault, FaultyTemplateError
from report_tool.export.organisation.package import Package, read
from report_tool.export.surfaces_docx import read as surfaces
from report_tool.export.surfaces_docx import running_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from report_tool.export.organisation.numbering import Lists
    from report_tool.export.organisation.styles import StyleBook

_STYLES = "word/styles.xml"
_NUMBERING = "word/numbering.xml"
_SPOKEN = frozenset({"descr", "title", "alt", "string"})
_NAMED = frozenset({"alias", "tag"})
_NARROWEST = 4500
"""Twentieths of a point between the margins (about 8 cm); tables need as much."""


@dataclass(frozen=True, slots=True)
class Template:
    """A DOCX without text of its own but header and footer, in which all our styles stand.

    ``letterhead`` are the visible lines of headers and footers, ``spoken`` their alternative
    texts, watermarks and names of content controls, ``words`` every folded word in the file,
    ``fingerprint`` the SHA-256 of the file as it was given (empty for the shipped one),
    ``removed`` what was taken out (``paragraphs``, ``links``).
    """

    base: bytes
    book: StyleBook
    lists: Lists
    letterhead: tuple[str, ...]
    spoken: tuple[str, ...]
    words: frozenset[str]
    fingerprint: str
    removed: Mapping[str, int]


@lru_cache(maxsize=1)
def shipped() -> Template:
    """Return the template that comes with the program."""
    return _made(read(templates.docx_styles()), "")


def load(data: bytes) -> Template:
    """Make an organisation's DOCX or DOTX ready. Nothing in it is executed or fetched.

    A page is written on it for trial: whatever a library makes of foreign XML, it happens here.

    Raises:
        FaultyTemplateError: if it holds anything that could run, fetch or hide, or cannot be used.
    """
    package = read(data)
    running = tuple(dict.fromkeys(emptying.running_parts(package).values()))
    found = inspection.faults(package, running)
    if found:
        raise FaultyTemplateError(*found)
    try:
        made = _made(package, sha256(data).hexdigest())
        trial.write_on(made)
    except FaultyTemplateError:
        raise
    except Exception:
        raise FaultyTemplateError(Fault("broken")) from None
    return made


def _made(package: Package, fingerprint: str) -> Template:
    emptied = emptying.empty(package)
    parts = emptied.parts
    style_root = docx_clean.parse(parts[_STYLES])
    number_root = docx_clean.parse(parts[_NUMBERING])
    shipped_package = read(templates.docx_styles())
    book = styles.complete(style_root, styles.shipped())
    lists = numbering.complete(number_root, style_root, book, shipped_package.xml(_NUMBERING))
    parts[_STYLES] = _serialised(style_root)
    parts[_NUMBERING] = _serialised(number_root)
    base = docx_clean.pack(parts)
    _require_room(base)
    return Template(
        base=base,
        book=book,
        lists=lists,
        letterhead=running_lines(base),
        spoken=tuple(dict.fromkeys(_spoken(parts[name] for name in emptied.running))),
        words=frozenset().union(*(words_of(surface.text) for surface in surfaces(base))),
        fingerprint=fingerprint,
        removed=emptied.removed,
    )


def _spoken(running: Iterable[bytes]) -> Iterator[str]:
    """Yield words of header and footer that stand in attributes."""
    for part in running:
        for node in docx_clean.parse(part).iter(etree.Element):
            if etree.QName(node).localname in _NAMED:
                yield str(node.get(f"{emptying.W}val", ""))
            for key, value in node.attrib.items():
                if etree.QName(key).localname in _SPOKEN and str(value).strip():
                    yield str(value)


def _require_room(base: bytes) -> None:
    """See that there is room between the margins."""
    import docx

    if docx_parts.text_width(docx.Document(BytesIO(base))) < _NARROWEST * 635:
        raise FaultyTemplateError(Fault("narrow"))


def _serialised(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
