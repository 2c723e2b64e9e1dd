"""Keeps of a template what is styling: page, header, footer, styles; the rest is left behind."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from report_tool.export.organisation import pictures
from report_tool.export.organisation.faults import Fault, FaultyTemplateError
from report_tool.export.organisation.package import CONTENT_TYPES, rels_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from report_tool.export.organisation.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = "word/document.xml"
_STYLING = ("styles", "numbering", "settings", "fontTable", "theme")
_NEEDED = ("styles", "numbering", "settings")
_RUNNING = ("header", "footer")
_KEPT_SETTINGS = frozenset(
    {
        "evenAndOddHeaders",
        "mirrorMargins",
        "gutterAtTop",
        "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter",
        "autoHyphenation",
        "consecutiveHyphenLimit",
        "hyphenationZone",
        "doNotHyphenateCaps",
        "defaultTabStop",
        "characterSpacingControl",
        "embedTrueTypeFonts",
        "saveSubsetFonts",
        "compat",
        "themeFontLang",
        "clrSchemeMapping",
        "decimalSymbol",
        "listSeparator",
    }
)
_A4 = {"w": "11906", "h": "16838"}
_MARGINS = {
    **dict.fromkeys(("top", "right", "bottom", "left"), "1304"),
    "header": "624",
    "footer": "624",
    "gutter": "0",
}
_LEFT_OUT = frozenset(
    {
        "headerReference",
        "footerReference",
        "printerSettings",
        "cols",
        "type",
        "pgNumType",
        "footnotePr",
        "endnotePr",
        "formProt",
    }
)
_BOUND = frozenset({f"{W}dataBinding", f"{W}placeholder", f"{W}showingPlcHdr"})
_LINK_ATTRIBUTES = frozenset({"href", "althref", "src", "title"})
_TELLING_NAME = re.compile(r"[\\/]|\.(?:png|jpe?g|gif|emf|wmf|svg|bmp|tiff?)\b", re.IGNORECASE)


@dataclass(slots=True)
class Emptied:
    """The parts that are kept, and what was taken out of the template on the way."""

    parts: dict[str, bytes]
    running: tuple[str, ...]
    removed: dict[str, int] = field(default_factory=dict)


def running_parts(package: Package) -> dict[tuple[str, str], str]:
    """Return headers and footers of the last section by kind and place, inherited ones too.

    Raises:
        FaultyTemplateError: if the template has no page set-up to keep.
    """
    root = package.xml(package.main)
    if root.find(f"{W}body/{W}sectPr") is None:
        raise FaultyTemplateError(Fault("no-section"))
    targets = {r.id: r for r in package.relationships(package.main) if not r.external}
    found: dict[tuple[str, str], str] = {}
    for section in root.iter(f"{W}sectPr"):
        for kind in _RUNNING:
            for node in section.iterfind(f"{W}{kind}Reference"):
                target = targets.get(node.get(f"{R}id", ""))
                if target is not None and target.target in package.parts:
                    found[kind, node.get(f"{W}type", "default")] = target.target
    return found


def empty(package: Package) -> Emptied:
    """Return the template without its text, in parts whose names and pointers are all known."""
    running = running_parts(package)
    result = Emptied({}, tuple(dict.fromkeys(running.values())))
    pointers: dict[str, list[tuple[str, str, str]]] = {MAIN: []}
    kinds: dict[str, str] = {MAIN: f"{_WORD}.document.main+xml"}
    names: dict[str, str] = {}
    roles = _roles(package, running)
    for number, (part, kind) in enumerate(roles.items(), start=1):
        name = f"word/{kind}{number if kind in _RUNNING else ''}.xml"
        names[part] = name
        pointers[MAIN].append((f"rId{number}", kind, posixpath.basename(name)))
        kinds[name] = _content_type(kind)
        pointers[name] = _copy_resources(package, part, result)
        kept = {row[0] for row in pointers[name]}
        result.parts[name] = _styling_part(package, part, kind, kept, result)
    ids = {part: f"rId{number}" for number, part in enumerate(roles, start=1)}
    result.parts[MAIN] = _body(package, running, ids, result)
    for number, kind in enumerate(_NEEDED, start=len(roles) + 1):
        if f"word/{kind}.xml" not in result.parts:
            result.parts[f"word/{kind}.xml"] = _blank(kind)
            pointers[MAIN].append((f"rId{number}", kind, f"{kind}.xml"))
            kinds[f"word/{kind}.xml"] = _content_type(kind)
    result.running = tuple(names[part] for part in result.running)
    for name, rows in pointers.items():
        if rows:
            result.parts[rels_name(name)] = _rels(rows)
    result.parts["_rels/.rels"] = _rels([("rId1", "officeDocument", MAIN)])
    result.parts[CONTENT_TYPES] = _types(result.parts, kinds)
    return result


def _roles(package: Package, running: dict[tuple[str, str], str]) -> dict[str, str]:
    """Return the parts that are kept, each with what it is to the document."""
    roles = {
        r.target: r.kind
        for r in package.relationships(package.main)
        if r.kind in _STYLING and not r.external and r.target in package.parts
    }
    return roles | {part: kind for (kind, _), part in running.items()}


def _content_type(kind: str) -> str:
    if kind == "theme":
        return "application/vnd.openxmlformats-officedocument.theme+xml"
    return f"{_WORD}.{kind}+xml"


def _blank(kind: str) -> bytes:
    return _serialised(etree.Element(f"{W}{kind}", nsmap={"w": W.strip("{}")}))


def _copy_resources(package: Package, part: str, result: Emptied) -> list[tuple[str, str, str]]:
    """Copy what a kept part shows: pictures, and the fonts that the font table carries."""
    rows = []
    for relationship in package.relationships(part):
        data = package.parts.get(relationship.target)
        if relationship.external or data is None:
            continue
        if relationship.kind == "image" and (extension := pictures.extension(data)):
            name = f"media/logo{len(result.parts) + 1}.{extension}"
            result.parts[f"word/{name}"] = pictures.clean(data)
        elif relationship.kind == "font" and relationship.target.endswith(".odttf"):
            name = f"fonts/{posixpath.basename(relationship.target)}"
            result.parts[f"word/{name}"] = data
        else:
            continue
        rows.append((relationship.id, relationship.kind, name))
    return rows


def _styling_part(package: Package, part: str, kind: str, kept: set[str], result: Emptied) -> bytes:
    root = package.xml(part)
    if kind == "settings":
        _drop(root, (n for n in root if etree.QName(n).localname not in _KEPT_SETTINGS))
    elif kind == "styles":
        _drop(root, root.iterfind(f"{W}style//{W}lang"))
    elif kind in _RUNNING:
        _unlink(root, result)
    _drop(root, list(root.iter("{*}extLst")))
    _drop_pointers(root, kept)
    return _serialised(root)


def _unlink(root: etree._Element, result: Emptied) -> None:
    """Turn links into plain text, free fields of the form from their data, and blank file names."""
    for link in list(root.iter(f"{W}hyperlink", f"{W}smartTag", f"{W}customXml")):
        if link.tag == f"{W}hyperlink":
            result.removed["links"] = result.removed.get("links", 0) + 1
        _unwrap(link)
    _drop(root, [n for n in root.iter(etree.Element) if n.tag in _BOUND])
    _drop(root, list(root.iter("{*}hlinkClick", "{*}hlinkHover")))
    for node in root.iter(etree.Element):
        is_vml = etree.QName(node).namespace == "urn:schemas-microsoft-com:vml"
        for key in list(node.attrib):
            local = str(etree.QName(key).localname)
            value = str(node.attrib[key])
            linked = is_vml and local in _LINK_ATTRIBUTES
            if linked or (local in {"descr", "title", "name", "alt"} and _tells(node, value)):
                del node.attrib[key]
                if local == "name":
                    node.set("name", "Logo")


def _tells(node: etree._Element, value: str) -> bool:
    local = etree.QName(node).localname
    return local in {"docPr", "cNvPr", "shape", "imagedata"} and bool(_TELLING_NAME.search(value))


def _unwrap(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    position = parent.index(node)
    children = [c for c in node if not str(c.tag).endswith(("}smartTagPr", "}customXmlPr"))]
    for offset, child in enumerate(children):
        parent.insert(position + offset, child)
    parent.remove(node)


def _drop_pointers(root: etree._Element, kept: set[str]) -> None:
    """Take away what points to a part that is not kept."""
    for node in root.iter(etree.Element):
        for key in list(node.attrib):
            if f"{{{etree.QName(key).namespace}}}" == R and str(node.attrib[key]) not in kept:
                del node.attrib[key]


def _body(
    package: Package,
    running: dict[tuple[str, str], str],
    ids: dict[str, str],
    result: Emptied,
) -> bytes:
    root = package.xml(package.main)
    body = root.find(f"{W}body")
    assert body is not None
    section = body.findall(f"{W}sectPr")[-1]
    written = [n for n in body if n.tag != f"{W}sectPr" and _has_text(n)]
    if written:
        result.removed["paragraphs"] = len(written)
    _drop(root, [n for n in root if n is not body])
    _drop(body, [n for n in body if n is not section])
    _drop(section, [n for n in section if _is_left_out(n)])
    for (kind, place), part in sorted(running.items(), reverse=True):
        reference = etree.Element(f"{W}{kind}Reference")
        reference.set(f"{W}type", place)
        reference.set(f"{R}id", ids[part])
        section.insert(0, reference)
    _set_page(section)
    return _serialised(root)


def _is_left_out(node: etree._Element) -> bool:
    return etree.QName(node).localname in _LEFT_OUT


def _has_text(node: etree._Element) -> bool:
    return any((t.text or "").strip() for t in node.iter(f"{W}t"))


def _set_page(section: etree._Element) -> None:
    """Give an A4 page where the template has none; the order of the elements is the schema's."""
    position = len(section.findall(f"{W}headerReference") + section.findall(f"{W}footerReference"))
    for tag, values in (("pgSz", _A4), ("pgMar", _MARGINS)):
        node = section.find(f"{W}{tag}")
        if node is None:
            node = etree.Element(f"{W}{tag}")
            section.insert(position, node)
        for name, value in values.items():
            if not re.fullmatch(r"-?\d+", node.get(f"{W}{name}", "")):
                node.set(f"{W}{name}", value)
        position = section.index(node) + 1


def _rels(rows: list[tuple[str, str, str]]) -> bytes:
    root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
    for identifier, kind, target in rows:
        etree.SubElement(
            root,
            f"{{{_RELATIONSHIPS}}}Relationship",
            Id=identifier,
            Type=f"{_OFFICE}/{kind}",
            Target=target,
        )
    return _serialised(root)


def _types(parts: dict[str, bytes], kinds: dict[str, str]) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "jpg": "image/jpeg",
        "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    }
    used = {name.rpartition(".")[2].lower() for name in parts} | {"png", "rels", "xml"}
    for extension in sorted(used & set(defaults)):
        etree.SubElement(
            root, f"{{{_TYPES}}}Default", Extension=extension, ContentType=defaults[extension]
        )
    for name, kind in sorted(kinds.items()):
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return _serialised(root)


def _drop(root: etree._Element, nodes: Iterable[etree._Element]) -> None:
    for node in list(nodes):
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)


def _serialised(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
