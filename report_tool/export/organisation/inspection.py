"""Looks for everything in a template that could run, fetch, hide or tell who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from report_tool.export.organisation import pictures
from report_tool.export.organisation.faults import Fault
from report_tool.export.organisation.package import is_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_tool.export.organisation.package import Package

ALLOWED_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"})
"""Fields whose result is known from the document alone; all others fetch, run or name somebody."""

_MACRO_TYPE = re.compile(r"macroenabled|vbaproject|vbadata|activex|customui", re.IGNORECASE)
_MACRO_PART = re.compile(r"(^|/)(vba\w*\.\w+|activex/|customui/|customui\d*\.xml)", re.IGNORECASE)
_EMBEDDED_PART = re.compile(r"(^|/)(embeddings|oleobject)", re.IGNORECASE)
_EMBEDDED_TAGS = frozenset({"object", "OLEObject", "oleObj"})
_CHANGED_TAGS = frozenset(
    {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"}
)
_CHANGE_TAG = re.compile(r"^\w+(?:Pr|Grid)Change$")
_NESTED = b"PK\x03\x04"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def faults(package: Package, running: tuple[str, ...]) -> tuple[Fault, ...]:
    """Return every reason to refuse the template, sorted, each once.

    ``running`` are the names of the headers and footers that would be kept; fields and pictures
    count there only, because the body is thrown away.
    """
    found = {
        *_macros(package),
        *_outside(package),
        *_embedded(package),
        *_of_xml(package),
        *_fields(package, running),
        *_pictures(package, running),
    }
    return tuple(sorted(found))


def _macros(package: Package) -> Iterator[Fault]:
    for name, kind in package.types.items():
        if _MACRO_TYPE.search(kind) or _MACRO_PART.search(name):
            yield Fault("macros")


def _outside(package: Package) -> Iterator[Fault]:
    """Links that a reader clicks are taken away later; what loads by itself is refused."""
    for name in package.parts:
        owner = _owner(name)
        if owner is None:
            continue
        for relationship in package.relationships(owner):
            if relationship.external and relationship.kind != "hyperlink":
                attached = relationship.kind == "attachedTemplate"
                yield Fault("attached") if attached else Fault("external", relationship.kind)
            if relationship.kind == "aFChunk":
                yield Fault("chunk")


def _owner(rels: str) -> str | None:
    match = re.fullmatch(r"(?:(.+)/)?_rels/(.*)\.rels", rels)
    return None if match is None else "/".join(filter(None, match.groups()))


def _embedded(package: Package) -> Iterator[Fault]:
    for name, part in package.parts.items():
        if _EMBEDDED_PART.search(name) or part.startswith(_NESTED):
            yield Fault("embedded")


def _of_xml(package: Package) -> Iterator[Fault]:
    for name in package.parts:
        if not is_xml(name) or name.endswith(".rels") or not name.startswith("word/"):
            continue
        for node in package.xml(name).iter(etree.Element):
            tag = etree.QName(node)
            if tag.localname in _EMBEDDED_TAGS:
                yield Fault("embedded")
            elif node.tag == f"{_W}control":
                yield Fault("macros")
            elif tag.localname == "altChunk":
                yield Fault("chunk")
            elif f"{{{tag.namespace}}}" == _W and (
                tag.localname in _CHANGED_TAGS or _CHANGE_TAG.match(tag.localname)
            ):
                yield Fault("changes")
            elif node.tag in {f"{_W}comment", f"{_W}commentReference"}:
                yield Fault("comments")


def _fields(package: Package, running: tuple[str, ...]) -> Iterator[Fault]:
    for name in running:
        root = package.xml(name)
        written = [node.get(f"{_W}instr", "") for node in root.iter(f"{_W}fldSimple")]
        for paragraph in root.iter(f"{_W}p"):
            written += _instructions(paragraph)
        for instruction in written:
            word = instruction.split()[0].upper() if instruction.split() else ""
            if word not in ALLOWED_FIELDS:
                yield Fault("field", word[:30])


def _instructions(paragraph: etree._Element) -> list[str]:
    """Join the instruction of each complex field; it may be cut into several runs."""
    open_fields: list[str] = []
    complete: list[str] = []
    for node in paragraph.iter(f"{_W}fldChar", f"{_W}instrText"):
        kind = node.get(f"{_W}fldCharType")
        if kind == "begin":
            open_fields.append("")
        elif kind in {"separate", "end"} and open_fields:
            complete.append(open_fields.pop())
            if kind == "separate":
                open_fields.append("PAGE")
        elif node.tag == f"{_W}instrText":
            if not open_fields:
                open_fields.append("")
            open_fields[-1] += node.text or ""
    return complete + open_fields


def _pictures(package: Package, running: tuple[str, ...]) -> Iterator[Fault]:
    for name in running:
        for relationship in package.relationships(name):
            if relationship.external:
                continue
            if relationship.kind != "image":
                yield Fault("embedded")
            elif not pictures.extension(package.parts.get(relationship.target, b"")):
                yield Fault("picture", relationship.target.rpartition("/")[2])
