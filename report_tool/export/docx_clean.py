"""Removes from a DOCX everything that tells who made it, where, when and with what."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_DROPPED_PARTS = re.compile(
    r"^(docProps/(?!core\.xml$)|customXml/|word/(comments\w*\.xml|people\.xml|"
    r"stylesWithEffects\.xml|vba\w*\.\w+|documentProtection|webSettings\.xml|glossary/))"
)
_DROPPED_TAGS = frozenset({"rsids", "rsid", "docId", "proofErr", "proofState", "attachedTemplate"})
_DROPPED_ATTRIBUTES = re.compile(r"^(rsid\w*|paraId|textId|durableId|anchorId|editId)$")
_CORE_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>"
)


def scrub(data: bytes, title: str, language: str) -> bytes:
    """Return the DOCX with title and language as its only properties, in fixed byte order.

    Gone are author, editor, company, times, comments, custom XML, thumbnail, revision and
    document ids, proofing marks, macros and the path of the attached template.
    """
    with zipfile.ZipFile(BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    kept = {name: part for name, part in parts.items() if not _DROPPED_PARTS.match(name)}
    cleaned = {name: _clean_part(name, part, kept) for name, part in kept.items()}
    cleaned[_CORE] = _core(title, language)
    return pack(cleaned)


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Zip the parts, content types first, the rest by name, all dated 1980."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != _CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return target.getvalue()


def parse(part: bytes) -> etree._Element:
    """Parse one XML part without entities, network or unlimited size.

    Raises:
        lxml.etree.XMLSyntaxError: if it is not well-formed.
    """
    return etree.fromstring(
        part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    )


def _clean_part(name: str, part: bytes, kept: Mapping[str, bytes]) -> bytes:
    if not name.endswith((".xml", ".rels")):
        return part
    root = parse(part)
    if name == _CONTENT_TYPES:
        _drop(root, lambda node: node.get("PartName", "").lstrip("/") not in {*kept, "", _CORE})
        _declare_core(root)
    elif name.endswith(".rels"):
        _drop(root, lambda node: _is_dropped(name, node))
    else:
        _drop(root, lambda node: etree.QName(node).localname in _DROPPED_TAGS)
        for node in root.iter(etree.Element):
            for key in [k for k in node.attrib if _DROPPED_ATTRIBUTES.match(_local(k))]:
                del node.attrib[key]
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _local(name: str | bytes) -> str:
    return str(etree.QName(name).localname)


def _drop(root: etree._Element, unwanted: Callable[[etree._Element], bool]) -> None:
    for node in [n for n in root.iter(etree.Element) if n is not root and unwanted(n)]:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)


def _is_dropped(rels: str, node: etree._Element) -> bool:
    folder = rels.partition("_rels/")[0]
    target = node.get("Target", "")
    path = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
    return bool(_DROPPED_PARTS.match(path)) or "attachedTemplate" in node.get("Type", "")


def _joined(folder: str, target: str) -> str:
    steps = [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _declare_core(root: etree._Element) -> None:
    namespace = etree.QName(root).namespace
    part = f"/{_CORE}"
    if not any(node.get("PartName") == part for node in root):
        etree.SubElement(
            root,
            f"{{{namespace}}}Override",
            PartName=part,
            ContentType="application/vnd.openxmlformats-package.core-properties+xml",
        )


def _core(title: str, language: str) -> bytes:
    return _CORE_XML.format(title=escape(title), language=escape(language)).encode()
