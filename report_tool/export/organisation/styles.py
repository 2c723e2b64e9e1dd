"""Finds our styles in a template by name or id, in Norwegian or English, and adds the others."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from report_tool.export.docx_clean import parse
from report_tool.export.organisation.emptying import W

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OTHER_NAMES = {
    "Title": ("Tittel",),
    "Subtitle": ("Undertittel",),
    "Heading 1": ("Overskrift 1",),
    "Heading 2": ("Overskrift 2",),
    "List Bullet": ("Punktliste", "Punktmerket liste", "Punktmerka liste"),
    "List Number": ("Nummerert liste", "Nummerliste"),
    "Caption": ("Bildetekst", "Bilettekst", "Figurtekst"),
    "Header": ("Topptekst",),
    "Footer": ("Bunntekst", "Botntekst"),
    "Strong": ("Sterk",),
    "Rapporttabell": ("Table Grid", "Tabellrutenett"),
}
"""What Word calls the style in bokmål and nynorsk, and what stands in for one of our own."""

_LEVELS = {"Heading 1": "0", "Heading 2": "1"}
_ACCENT = "0B4A6F"
"""The shipped template's heading colour; an added style takes the organisation's instead."""

_FALLBACKS = ("Normal", "Default Paragraph Font", "Normal Table", "No List")


@dataclass(frozen=True, slots=True)
class StyleBook:
    """Our style names → the ids to write with; which were the template's own; which count.

    ``own`` maps our names to the name that the template has for the style. ``numbered`` are those
    that put a number of their own before the text.
    """

    ids: Mapping[str, str]
    own: Mapping[str, str]
    numbered: frozenset[str]

    @property
    def needed(self) -> tuple[str, ...]:
        """The styles that we write with, the defaults that every document has left out."""
        return tuple(name for name in self.ids if name not in _FALLBACKS)


def complete(root: etree._Element, shipped: etree._Element) -> StyleBook:
    """Match our styles in ``root`` (a styles part), add the missing ones, return the ids."""
    _ensure_defaults(root, shipped)
    index = _Index(root)
    ids: dict[str, str] = {}
    own: dict[str, str] = {}
    added: list[tuple[str, etree._Element]] = []
    for style in shipped.iterfind(f"{W}style"):
        name = _our_name(style)
        if name in _FALLBACKS:
            default = root.find(f"{W}style[@{W}type='{_type(style)}'][@{W}default='1']")
            ids[_id(style)] = _id(default) if default is not None else _id(style)
            continue
        match = index.find(name, _type(style))
        if match is not None:
            ids[_id(style)], own[name] = _id(match), _name(match)
            _ensure_level(index, match, name)
        else:
            copy = deepcopy(style)
            copy.set(f"{W}styleId", index.free_id(_id(style)))
            ids[_id(style)] = _id(copy)
            added.append((name, copy))
    accent = index.colour(ids.get("Heading1", ""))
    for _, copy in added:
        _adapt(copy, ids, accent)
        root.append(copy)
        index.add(copy)
    names = {_our_name(s): ids[_id(s)] for s in shipped.iterfind(f"{W}style") if _id(s) in ids}
    numbered = frozenset(name for name, style_id in names.items() if index.number(style_id))
    return StyleBook(names, own, numbered)


class _Index:
    """The styles of one part by id and by name."""

    def __init__(self, root: etree._Element) -> None:
        self._by_id = {_id(s): s for s in root.iterfind(f"{W}style")}

    def add(self, style: etree._Element) -> None:
        self._by_id[_id(style)] = style

    def find(self, name: str, kind: str) -> etree._Element | None:
        """Look for our name, then its translations; a style's name counts more than its id."""
        for wanted in map(_squeezed, (name, *_OTHER_NAMES.get(name, ()))):
            for known_by in (_names, _ids):
                for style in self._by_id.values():
                    if _type(style) == kind and wanted in known_by(style):
                        return style
        return None

    def free_id(self, wanted: str) -> str:
        while wanted.casefold() in {known.casefold() for known in self._by_id}:
            wanted = f"Rapport{wanted}"
        return wanted

    def chain(self, style_id: str) -> Iterator[etree._Element]:
        """Yield the style and those it is based on."""
        seen: set[str] = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            style = self._by_id[style_id]
            yield style
            style_id = _value(style, "basedOn")

    def number(self, style_id: str) -> str:
        """Return the id of the list that the style belongs to, or nothing."""
        for style in self.chain(style_id):
            node = style.find(f"{W}pPr/{W}numPr/{W}numId")
            if node is not None:
                number = node.get(f"{W}val", "")
                return "" if number == "0" else number
        return ""

    def colour(self, style_id: str) -> Mapping[str, str]:
        """Return the attributes of the style's text colour, theme colours included."""
        for style in self.chain(style_id):
            node = style.find(f"{W}rPr/{W}color")
            if node is not None:
                return {str(key): str(value) for key, value in node.attrib.items()}
        return {}

    def has_level(self, style_id: str) -> bool:
        return any(s.find(f"{W}pPr/{W}outlineLvl") is not None for s in self.chain(style_id))


def number_of(root: etree._Element, style_id: str) -> str:
    """Return the id of the list that a style of this part belongs to, or nothing."""
    return _Index(root).number(style_id)


@lru_cache(maxsize=1)
def shipped_styles() -> bytes:
    """Return the styles part of the shipped template."""
    import zipfile
    from io import BytesIO

    import templates

    with zipfile.ZipFile(BytesIO(templates.docx_styles())) as archive:
        return archive.read("word/styles.xml")


def shipped() -> etree._Element:
    """Return a fresh tree of the shipped styles."""
    return parse(shipped_styles())


def _ensure_defaults(root: etree._Element, shipped: etree._Element) -> None:
    """See that there are document defaults with a language, and a default style of each type."""
    defaults = root.find(f"{W}docDefaults")
    if defaults is None:
        defaults = etree.Element(f"{W}docDefaults")
        root.insert(0, defaults)
    runs = _child(_child(defaults, "rPrDefault", first=True), "rPr", first=True)
    if runs.find(f"{W}lang") is None:
        language = deepcopy(shipped.find(f"{W}docDefaults//{W}lang"))
        followers = [n for n in runs if n.tag in {f"{W}eastAsianLayout", f"{W}specVanish"}]
        runs.insert(runs.index(followers[0]) if followers else len(runs), language)
    for style in shipped.iterfind(f"{W}style[@{W}default='1']"):
        if root.find(f"{W}style[@{W}type='{_type(style)}'][@{W}default='1']") is None:
            known = [s for s in root.iterfind(f"{W}style") if _id(s) == _id(style)]
            if known:
                known[0].set(f"{W}default", "1")
            else:
                root.append(deepcopy(style))


def _child(parent: etree._Element, name: str, *, first: bool = False) -> etree._Element:
    node = parent.find(f"{W}{name}")
    if node is None:
        node = etree.Element(f"{W}{name}")
        parent.insert(0 if first else len(parent), node)
    return node


def _ensure_level(index: _Index, style: etree._Element, name: str) -> None:
    """A heading of another program may have the name alone; a screen reader needs the level."""
    if name not in _LEVELS or index.has_level(_id(style)):
        return
    properties = style.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        runs = style.find(f"{W}rPr")
        style.insert(style.index(runs) if runs is not None else len(style), properties)
    level = etree.Element(f"{W}outlineLvl")
    level.set(f"{W}val", _LEVELS[name])
    last = [n for n in properties if n.tag in {f"{W}{t}" for t in ("divId", "cnfStyle", "rPr")}]
    properties.insert(properties.index(last[0]) if last else len(properties), level)


def _adapt(style: etree._Element, ids: Mapping[str, str], accent: Mapping[str, str]) -> None:
    for reference in ("basedOn", "next", "link"):
        node = style.find(f"{W}{reference}")
        if node is not None:
            node.set(f"{W}val", ids.get(node.get(f"{W}val", ""), node.get(f"{W}val", "")))
    value = accent.get(f"{W}val", _ACCENT)
    plain = value if re.fullmatch(r"[0-9A-Fa-f]{6}", value) else "auto"
    for node in style.iter(etree.Element):
        if node.tag == f"{W}color" and node.get(f"{W}val") == _ACCENT and accent:
            node.attrib.clear()
            node.attrib.update(accent)
        elif node.get(f"{W}color") == _ACCENT:
            node.set(f"{W}color", plain)


def _our_name(style: etree._Element) -> str:
    """Word writes built-in names in lower case; our own spelling is the one in its menus."""
    name = _name(style)
    return (
        name.capitalize()
        if name in {"heading 1", "heading 2", "caption", "header", "footer"}
        else name
    )


def _type(style: etree._Element) -> str:
    return str(style.get(f"{W}type", "paragraph"))


def _id(style: etree._Element) -> str:
    return str(style.get(f"{W}styleId", ""))


def _name(style: etree._Element) -> str:
    return _value(style, "name")


def _value(style: etree._Element, child: str) -> str:
    node = style.find(f"{W}{child}")
    return str(node.get(f"{W}val", "")) if node is not None else ""


def _names(style: etree._Element) -> set[str]:
    return {_squeezed(name) for name in (_name(style), *_value(style, "aliases").split(","))}


def _ids(style: etree._Element) -> set[str]:
    return {_squeezed(_id(style))}


def _squeezed(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).casefold()
