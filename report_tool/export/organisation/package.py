"""Opens a DOCX from outside: bounded in size, no entities, parts and relationships by name."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from report_tool.export.docx_clean import parse
from report_tool.export.organisation.faults import Fault, FaultyTemplateError
from report_tool.export.surfaces_docx import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a template; logos and embedded fonts fit well within."""

LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 2000
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer from one part to another, or to somewhere outside (``external``).

    ``kind`` is the last step of the relationship's type, such as ``image`` or ``header``.
    """

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an opened template by name, and the content type of each."""

    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    main: str

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Return what a part points to, targets as part names."""
        data = self.parts.get(rels_name(part))
        return tuple(_relationships(data, part)) if data is not None else ()

    def xml(self, part: str) -> etree._Element:
        """Return the root of an XML part without remarks; its form was checked at opening."""
        root = parse(self.parts[part])
        etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
        return root


def read(data: bytes) -> Package:
    """Open a template.

    Raises:
        FaultyTemplateError: if it is encrypted, too large, or no sound Word document.
    """
    if data.startswith(_COMPOUND_FILE):
        raise FaultyTemplateError(Fault("encrypted" if _ENCRYPTED_STREAM in data else "old-word"))
    if len(data) > LARGEST_FILE:
        raise FaultyTemplateError(Fault("too-large", str(LARGEST_FILE // 2**20)))
    parts = _parts(data)
    for name, part in parts.items():
        if is_xml(name):
            _require_sound(name, part)
    if CONTENT_TYPES not in parts or "_rels/.rels" not in parts:
        raise FaultyTemplateError(Fault("not-word"))
    main = _main_part(parts)
    return Package(parts, _content_types(parts), main)


def rels_name(part: str) -> str:
    """Return the name of the part that holds another's relationships."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def is_xml(name: str) -> bool:
    """Tell by its name whether a part is XML."""
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            names = [entry.filename for entry in entries]
            if len(names) > MOST_PARTS or sum(e.file_size for e in entries) > LARGEST_UNPACKED:
                raise FaultyTemplateError(Fault("bomb", str(LARGEST_UNPACKED // 2**20)))
            if any(entry.flag_bits & 0x1 for entry in entries):
                raise FaultyTemplateError(Fault("encrypted"))
            if len({name.lower() for name in names}) != len(names) or any(map(_strays, names)):
                raise FaultyTemplateError(Fault("broken"))
            return {entry.filename: archive.read(entry) for entry in entries}
    except UNREADABLE:
        raise FaultyTemplateError(Fault("not-word")) from None


def _strays(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _require_sound(name: str, part: bytes) -> None:
    try:
        root = parse(part)
    except (etree.XMLSyntaxError, ValueError):
        raise FaultyTemplateError(Fault("broken")) from None
    if root.getroottree().docinfo.doctype:
        raise FaultyTemplateError(Fault("entities", name))


def _main_part(parts: Mapping[str, bytes]) -> str:
    for relationship in _relationships(parts["_rels/.rels"], ""):
        if relationship.kind == "officeDocument" and relationship.target in parts:
            root = parse(parts[relationship.target])
            if "purl.oclc.org" in str(etree.QName(root).namespace):
                raise FaultyTemplateError(Fault("strict"))
            if etree.QName(root).localname == "document" and root.find("{*}body") is not None:
                return relationship.target
    raise FaultyTemplateError(Fault("not-word"))


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    root = parse(parts[CONTENT_TYPES])
    defaults = {
        node.get("Extension", "").lower(): node.get("ContentType", "")
        for node in root.iter("{*}Default")
    }
    overrides = {
        node.get("PartName", "").lstrip("/").lower(): node.get("ContentType", "")
        for node in root.iter("{*}Override")
    }
    return {
        name: overrides.get(name.lower()) or defaults.get(name.rpartition(".")[2].lower(), "")
        for name in parts
    }


def _relationships(data: bytes, part: str) -> Iterator[Relationship]:
    folder = part.rpartition("/")[0]
    for node in parse(data).iter("{*}Relationship"):
        target = node.get("Target", "")
        external = node.get("TargetMode", "").lower() == "external"
        if not external:
            joined = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            target = posixpath.normpath(joined).lstrip("/")
        kind = node.get("Type", "").rpartition("/")[2]
        yield Relationship(node.get("Id", ""), kind, target, external)
