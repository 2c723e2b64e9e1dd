"""A PDF copy: PDF/A-3a and PDF/UA-1 by own inspection, and its attachment."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from lxml import etree

from report_tool.export import docx_clean, pdf, pdf_marking, pdf_structure
from report_tool.export.surface import UnreadableSurfaceError
from report_tool.export.surfaces_pdf import attachments
from report_tool.export.verification import Check, check
from report_tool.export.verify_signature import is_only_signature

if TYPE_CHECKING:
    from collections.abc import Iterator

_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
_LANGUAGES = ("nb-NO", "nn-NO")
_ACTIVE = ("/OpenAction", "/AA", "/Collection")


def checks(data: bytes) -> tuple[Check, ...]:
    """Check identification, language, tags, colours, fonts, tables, figures and attachment.

    veraPDF is the judge of the standards; these are the properties that a change would break.

    Raises:
        UnreadableSurfaceError: if the file is no readable PDF.
    """
    try:
        with pikepdf.open(BytesIO(data)) as document:
            return tuple(_checks(document))
    except pdf_structure.BROKEN:
        raise UnreadableSurfaceError("PDF") from None


def attached_data(data: bytes) -> bytes:
    """Return the copy's own JSON from the PDF, or nothing.

    Raises:
        UnreadableSurfaceError: if the file is no readable PDF.
    """
    try:
        with pikepdf.open(BytesIO(data)) as document:
            return attachments(document).get(pdf.ATTACHMENT, b"")
    except pdf_structure.BROKEN:
        raise UnreadableSurfaceError("PDF") from None


def _checks(document: pikepdf.Pdf) -> Iterator[Check]:
    root: Any = document.Root
    xmp = _xmp(root)
    structure = list(pdf_structure.elements(document))
    yield check(
        "pdfa",
        _value(xmp, f"{_PDFA}part") == "3" and _value(xmp, f"{_PDFA}conformance") == "A",
    )
    yield check("pdfua", _value(xmp, f"{_PDFUA}part") == "1")
    yield check("language", str(root.get("/Lang", "")) in _LANGUAGES)
    yield check("title", _has_title(document))
    yield check("marked", _is_marked(root))
    yield check("tagged", _is_tagged(document))
    yield check("headings", pdf_marking.levels_follow([pdf_structure.kind(n) for n in structure]))
    tables = pdf_structure.of_kind(structure, "/Table")
    yield check(
        "tables",
        all(pdf_structure.has_scoped_header(t) and pdf_structure.is_even(t) for t in tables),
    )
    yield check(
        "pictures", all(node.get("/Alt") for node in pdf_structure.of_kind(structure, "/Figure"))
    )
    yield check("colours", _has_output_intent(root))
    yield check("fonts", _fonts_are_embedded(document))
    yield check("characters", _fonts_have_characters(document))
    yield check("passive", _is_passive(document))
    yield check("attachment", _has_source(document))


def _xmp(root: Any) -> etree._Element | None:
    stream = root.get("/Metadata")
    try:
        return docx_clean.parse(stream.read_bytes()) if stream is not None else None
    except etree.XMLSyntaxError:
        return None


def _value(xmp: etree._Element | None, tag: str) -> str:
    if xmp is None:
        return ""
    for node in xmp.iter("{*}Description"):
        if tag in node.attrib:
            return str(node.attrib[tag])
    return str(xmp.findtext(f".//{tag}") or "")


def _has_title(document: pikepdf.Pdf) -> bool:
    root: Any = document.Root
    shown = root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)
    return bool(shown) and bool(str(document.docinfo.get("/Title", "")).strip())


def _is_marked(root: Any) -> bool:
    info = root.get("/MarkInfo", {})
    return bool(info.get("/Marked", False)) and not bool(info.get("/Suspects", False))


def _is_tagged(document: pikepdf.Pdf) -> bool:
    """Everything drawn is in the structure or decoration, and the structure names nothing else."""
    tree: Any = document.Root.get("/StructTreeRoot", {})
    drawn = sorted(pdf_marking.marked_ids(document))
    return (
        "/ParentTree" in tree
        and pdf_marking.is_all_marked(document)
        and bool(drawn)
        and drawn == sorted(pdf_structure.referenced_ids(document))
    )


def _has_output_intent(root: Any) -> bool:
    return any(
        str(intent.get("/S", "")) == "/GTS_PDFA1" and "/DestOutputProfile" in intent
        for intent in root.get("/OutputIntents", [])
    )


def _fonts_are_embedded(document: pikepdf.Pdf) -> bool:
    descriptors = [
        item
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    ]
    return bool(descriptors) and all(
        any(key in descriptor for key in pdf_structure.FONT_FILES) for descriptor in descriptors
    )


def _fonts_have_characters(document: pikepdf.Pdf) -> bool:
    """Each font says which characters its glyphs are, so that text can be searched and read out."""
    fonts = [
        item
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary)
        and item.get("/Type") == "/Font"
        and str(item.get("/Subtype", "")) not in {"/CIDFontType0", "/CIDFontType2"}
    ]
    return bool(fonts) and all("/ToUnicode" in font for font in fonts)


def _is_passive(document: pikepdf.Pdf) -> bool:
    """No scripts, forms, launch actions or encryption: nothing happens when it is opened.

    A signature field is a form that does nothing.
    """
    root: Any = document.Root
    names = root.get("/Names", {})
    scripted = any(
        isinstance(item, pikepdf.Dictionary)
        and str(item.get("/S", "")) in {"/JavaScript", "/Launch", "/URI", "/SubmitForm", "/GoToR"}
        for item in document.objects
    )
    return (
        not scripted
        and not document.is_encrypted
        and "/JavaScript" not in names
        and not any(key in root for key in _ACTIVE)
        and ("/AcroForm" not in root or is_only_signature(root["/AcroForm"]))
    )


def _has_source(document: pikepdf.Pdf) -> bool:
    files = list(document.Root.get("/AF", []))
    return (
        len(files) == 1
        and str(files[0].get("/AFRelationship", "")) == "/Source"
        and str(files[0].get("/F", "")) == str(files[0].get("/UF", "")) == pdf.ATTACHMENT
        and str(files[0].EF.F.get("/Subtype", "")) in {"/application/json", "/application#2Fjson"}
        and list(attachments(document)) == [pdf.ATTACHMENT]
    )
