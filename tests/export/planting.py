"""A finished copy in every format, and ways of editing its files after the export."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from export_copies import NoFindings, make_copy

from report_tool.export import context, docx, leak_gate, pdf
from report_tool.export import json as copy_json
from report_tool.export.leak_gate import LeakKind
from schemas.delivery import FileFormat
from schemas.labels import Recipient

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemas.copy import RecipientCopy

WITHHELD = ("migrene", "kraftige smerter i nakken", "Sobril 10 mg", "912 34 567", "DPS")
COPY = make_copy(Recipient.EMPLOYER)
DOCX = docx.render(context.build(COPY))
PDF = pdf.render(context.build(COPY), copy_json.render(COPY))
JSON = copy_json.render(COPY)
RENDERED = {FileFormat.DOCX: DOCX, FileFormat.PDF: PDF, FileFormat.JSON: JSON}
FOUND = frozenset({LeakKind.WITHHELD, LeakKind.GIVEAWAY})
"""What the gate says of a place that holds a withheld word."""


def kinds(data: bytes, file_format: FileFormat, copy: RecipientCopy = COPY) -> set[LeakKind]:
    leaks = leak_gate.check(data, file_format, copy, WITHHELD, NoFindings())
    for leak in leaks:
        assert not any(word.casefold() in leak.where.casefold() for word in WITHHELD)
    return {leak.kind for leak in leaks}


def in_docx(part: str, edit: Callable[[bytes], bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(DOCX)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, edit(data) if name == part else data)
    return target.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    target = BytesIO(DOCX)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, data)
    return target.getvalue()


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    def edit(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return edit


BODY = "word/document.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY_END = "<w:sectPr"


def before_end(xml: str) -> bytes:
    """The DOCX with something added at the end of its body."""
    return in_docx(BODY, replaced(BODY_END, xml + BODY_END))


def instead(words: str) -> bytes:
    """The DOCX with other words in the place of a masked detail."""
    return in_docx(BODY, replaced("helseutfordringer", words))


def in_pdf(edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as document:
        edit(document)
        document.save(target, fix_metadata_version=False)
    return target.getvalue()


def draw(document: pikepdf.Pdf, text: bytes, mode: int = 0) -> None:
    page = document.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    resource = str(page.add_resource(font, pikepdf.Name.Font)).encode()
    page.contents_add(b"BT %s 12 Tf %d Tr 100 700 Td %s ET" % (resource, mode, text))


def attach(document: pikepdf.Pdf, data: bytes, name: str) -> None:
    document.attachments[name] = pikepdf.AttachedFileSpec(
        document, data, mime_type="application/json"
    )
