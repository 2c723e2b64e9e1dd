"""A PDF copy: PDF/A-3a and PDF/UA-1 by own inspection, its attachment, and its words."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from lxml import etree

from report_tool.export import context, docx_clean, pdf, pdf_structure, verify_data
from report_tool.export.own_words import compact
from report_tool.export.pdf_text import page_texts
from report_tool.export.surface import UnreadableSurfaceError
from report_tool.export.surfaces_pdf import attachments
from report_tool.export.verification import Check, check

if TYPE_CHECKING:
    from collections.abc import Iterator

_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
_LANGUAGES = ("nb-NO", "nn-NO")
_ACTIVE = ("/OpenAction", "/AA", "/AcroForm", "/Collection")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def checks(data: bytes) -> tuple[Check, ...]:
    """Check identification, language, tags, colours, fonts, tables, figures and attachment.

    veraPDF is the judge of the standards; these are the properties that a change would break.

    Raises:
        UnreadableSurfaceError: if the file is no readable PDF.
    """
    try:
        with pikepdf.open(BytesIO(data)) as document:
            return tuple(_checks(document))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        raise UnreadableSurfaceError("PDF") from None


def attached_data(data: bytes) -> bytes:
    """Return the copy's own JSON from the PDF, or nothing.

    Raises:
        UnreadableSurfaceError: if the file is no readable PDF.
    """
    try:
        with pikepdf.open(BytesIO(data)) as document:
            return attachments(document).get(pdf.ATTACHMENT, b"")
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        raise UnreadableSurfaceError("PDF") from None


def says_the_same(data: bytes, copy_data: bytes) -> bool:
    """Tell whether pages and alternative texts are in the words that the copy's data makes.

    Raises:
        UnreadableSurfaceError: if the file is no readable PDF.
    """
    copy = verify_data.parse(copy_data)
    if copy is None:
        return False
    expected = pdf.render(context.build(copy), copy_data)
    return _words(data) == _words(expected)


def _words(data: bytes) -> tuple[str, list[str], str]:
    with pikepdf.open(BytesIO(data)) as document:
        spoken = [
            compact(str(node.get(key)))
            for node in pdf_structure.elements(document)
            for key in ("/Alt", "/ActualText", "/E")
            if node.get(key) is not None
        ]
        title = str(document.docinfo.get("/Title", ""))
    return compact("\n".join(page_texts(data))), spoken, title


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
    yield check("tagged", bool(root.get("/MarkInfo", {}).get("/Marked", False)) and bool(structure))
    yield check("headings", any(pdf_structure.kind(node) == "/H1" for node in structure))
    yield check(
        "tables",
        all(map(pdf_structure.has_scoped_header, pdf_structure.of_kind(structure, "/Table"))),
    )
    yield check(
        "pictures", all(node.get("/Alt") for node in pdf_structure.of_kind(structure, "/Figure"))
    )
    yield check("colours", _has_output_intent(root))
    yield check("fonts", _fonts_are_embedded(document))
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
        any(key in descriptor for key in _FONT_FILES) for descriptor in descriptors
    )


def _is_passive(document: pikepdf.Pdf) -> bool:
    """No scripts, forms, launch actions or encryption: nothing happens when it is opened."""
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
    )


def _has_source(document: pikepdf.Pdf) -> bool:
    files = list(document.Root.get("/AF", []))
    return (
        len(files) == 1
        and str(files[0].get("/AFRelationship", "")) == "/Source"
        and list(attachments(document)) == [pdf.ATTACHMENT]
    )
