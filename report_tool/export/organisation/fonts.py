"""The fonts that a template asks for, and whether this machine has them."""

from __future__ import annotations

import zipfile
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from report_tool.export.docx_clean import parse
from report_tool.export.organisation.emptying import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from report_tool.export.organisation.template import Template

_PLACES = ("ascii", "hAnsi")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def names(template: Template) -> tuple[str, ...]:
    """Return the fonts of our styles in this template, theme fonts by their own name."""
    with zipfile.ZipFile(BytesIO(template.base)) as archive:
        styles = parse(archive.read("word/styles.xml"))
        theme = "word/theme.xml"
        themed = _themed(parse(archive.read(theme))) if theme in archive.namelist() else {}
    used = {*template.book.ids.values()}
    found = dict.fromkeys(_asked(styles, used, themed))
    return tuple(sorted(filter(None, found), key=str.casefold))


def missing(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return those that are not installed here."""
    return tuple(name for name in wanted if name.casefold() not in _installed())


def _asked(styles: etree._Element, used: set[str], themed: dict[str, str]) -> Iterator[str]:
    defaults = styles.iterfind(f"{W}docDefaults//{W}rFonts")
    chosen = (s for s in styles.iterfind(f"{W}style") if s.get(f"{W}styleId") in used)
    nodes = [*defaults, *(node for style in chosen for node in style.iterfind(f"{W}rPr/{W}rFonts"))]
    for node in nodes:
        for place in _PLACES:
            theme = node.get(f"{W}{place}Theme", "")
            yield themed.get(theme[:5], "") if theme else node.get(f"{W}{place}", "")


def _themed(theme: etree._Element) -> dict[str, str]:
    """Return the theme's fonts for headings (``major``) and text (``minor``)."""
    found = {}
    for kind in ("major", "minor"):
        node = theme.find(f".//{_A}{kind}Font/{_A}latin")
        found[kind] = node.get("typeface", "") if node is not None else ""
    return found


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    import typst

    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
    return frozenset(str(name).casefold() for name in fonts.families())
