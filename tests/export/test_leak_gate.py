"""A withheld word planted anywhere in a finished file is found; an honest file passes."""

from __future__ import annotations

import json
import re
import time
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from export_copies import CopyMaker, NoFindings, make_copy, sealed

from report_tool.export import context, docx, files, leak_gate, pdf
from report_tool.export import json as copy_json
from report_tool.export.leak_gate import LeakKind
from report_tool.export.own_words import surface_hash
from schemas.delivery import FileFormat
from schemas.finding import Finding
from schemas.labels import Label, Recipient
from schemas.report import Arsak, Tiltaksplan

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemas.copy import RecipientCopy

WITHHELD = ("migrene", "kraftige smerter i nakken", "Sobril 10 mg", "912 34 567", "DPS")
COPY = make_copy(Recipient.EMPLOYER)
DOCX = docx.render(context.build(COPY))
PDF = pdf.render(context.build(COPY), copy_json.render(COPY))
JSON = copy_json.render(COPY)
RENDERED = {FileFormat.DOCX: DOCX, FileFormat.PDF: PDF, FileFormat.JSON: JSON}


def kinds(data: bytes, file_format: FileFormat, copy: RecipientCopy = COPY) -> set[LeakKind]:
    leaks = leak_gate.check(data, file_format, copy, WITHHELD, NoFindings())
    for leak in leaks:
        assert not any(word.casefold() in leak.where.casefold() for word in WITHHELD)
    return {leak.kind for leak in leaks}


@pytest.mark.parametrize("file_format", list(FileFormat))
@pytest.mark.parametrize("recipient", [Recipient.EMPLOYER, Recipient.NAV])
def test_an_honest_copy_passes(recipient: Recipient, file_format: FileFormat) -> None:
    copy = make_copy(recipient)
    data, _ = files._render(copy, file_format)
    assert kinds(data, file_format, copy) == set()


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


DOCX_PLANTS = {
    "body": instead("migrene"),
    "inflected": instead("migrenen"),
    "capitals": instead("MIGRENE"),
    "soft hyphen": instead("mi\u00adgrene"),
    "phone, other spacing": instead("91234567"),
    "phrase": instead("kraftig smerte i nakke"),
    "abbreviation": instead("time på DPS"),
    "compound that tells": instead("migreneanfall"),
    "split over runs": before_end("<w:p><w:r><w:t>migr</w:t></w:r><w:r><w:t>ene</w:t></w:r></w:p>"),
    "hidden text": before_end("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>migrene</w:t></w:r></w:p>"),
    "deleted text": before_end(
        "<w:p><w:del><w:r><w:delText>migrene</w:delText></w:r></w:del></w:p>"
    ),
    "field code": before_end("<w:p><w:r><w:instrText>REF migrene</w:instrText></w:r></w:p>"),
    "bookmark name": before_end('<w:bookmarkStart w:id="1" w:name="migrene"/>'),
    "xml comment": before_end("<!-- migrene -->"),
    "processing instruction": before_end("<?x migrene?>"),
    "alt text": in_docx(BODY, replaced('descr="', 'descr="migrene ')),
    "title": in_docx("docProps/core.xml", replaced("<dc:title>", "<dc:title>Migrene, ")),
    "keywords": in_docx(
        "docProps/core.xml", replaced("<dc:title>", "<cp:keywords>migrene</cp:keywords><dc:title>")
    ),
    "footer": in_docx("word/footer1.xml", replaced("Rapport", "Migrene Rapport")),
    "style name": in_docx("word/styles.xml", replaced('w:val="Eksemplar"', 'w:val="migrene"')),
    "relationship": in_docx(
        "word/_rels/document.xml.rels", replaced('Target="s', 'TargetMode="migrene" Target="s')
    ),
    "comments part": with_part(
        "word/comments.xml",
        f"<w:comments {W}><w:p><w:r><w:t>migrene</w:t></w:r></w:p></w:comments>".encode(),
    ),
    "custom xml": with_part("customXml/item1.xml", b"<data value='migrene'/>"),
    "custom property": with_part("docProps/custom.xml", b"<p><v>migrene</v></p>"),
    "part of a phrase": with_part("docProps/custom.xml", b"<p><v>sobril</v></p>"),
    "media name": with_part("word/media/migrene.png", b"x"),
    "media bytes": with_part("word/media/a.bin", b"\xff\x00" + "migrene".encode("utf-16-le")),
}


@pytest.mark.parametrize("place", DOCX_PLANTS)
def test_a_word_planted_in_a_docx_is_found(place: str) -> None:
    assert kinds(DOCX_PLANTS[place], FileFormat.DOCX) & {LeakKind.WITHHELD, LeakKind.GIVEAWAY}


def test_a_zip_comment_is_read() -> None:
    target = BytesIO(DOCX)
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"migrene"
    assert kinds(target.getvalue(), FileFormat.DOCX) == {LeakKind.WITHHELD}


def test_bytes_behind_the_archive_are_read() -> None:
    stored = BytesIO()
    with zipfile.ZipFile(BytesIO(DOCX)) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert kinds(stored.getvalue() + b" migrene", FileFormat.DOCX)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 broken",
        DOCX[:-200],
        b"prefix" + DOCX,
        with_part("word/embeddings/a.docx", DOCX),
        with_part("word/broken.xml", b"<a>"),
        with_part("word/dtd.xml", b'<!DOCTYPE a [<!ENTITY x "migrene">]><a>&x;</a>'),
        with_part("word/media/a.png", b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x04zTXtabcd1234"),
    ],
)
def test_a_docx_that_cannot_be_read_is_a_leak(data: bytes) -> None:
    assert LeakKind.UNREADABLE in kinds(data, FileFormat.DOCX)


def in_pdf(edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as document:
        edit(document)
        document.save(target)
    return target.getvalue()


def _draw(document: pikepdf.Pdf, text: bytes, mode: int = 0) -> None:
    page = document.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    resource = str(page.add_resource(font, pikepdf.Name.Font)).encode()
    page.contents_add(b"BT %s 12 Tf %d Tr 100 700 Td %s ET" % (resource, mode, text))


def _set_xmp(document: pikepdf.Pdf) -> None:
    xmp = document.Root.Metadata.read_bytes().replace(b"Funksjon", b"migrene")
    document.Root.Metadata.write(xmp)


def _attach(document: pikepdf.Pdf, data: bytes, name: str) -> None:
    document.attachments[name] = pikepdf.AttachedFileSpec(
        document, data, mime_type="application/json"
    )


def _label_pages(document: pikepdf.Pdf) -> None:
    prefix = pikepdf.Dictionary(P="migrene")
    document.Root["/PageLabels"] = pikepdf.Dictionary(Nums=[0, prefix])


def _loose_stream(document: pikepdf.Pdf) -> None:
    document.Root["/X"] = document.make_stream(b"\x00\xffmigrene\x00")


def _alt(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
            item["/Alt"] = pikepdf.String("Figur over migrene")


def _actual(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/P":
            item["/ActualText"] = pikepdf.String("migrene")


def _outline(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Om migrene", 0))


def _annotate(document: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="migrene"
    )
    document.pages[0].Annots = document.make_indirect(pikepdf.Array([document.make_indirect(note)]))


def _form(document: pikepdf.Pdf) -> None:
    form = document.make_stream(b"BT (migrene) Tj ET")
    form["/Type"], form["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
    form["/BBox"] = pikepdf.Array([0, 0, 1, 1])
    document.pages[0].add_resource(form, pikepdf.Name.XObject)


PDF_PLANTS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "page": lambda d: _draw(d, b"(migrene) Tj"),
    "invisible text": lambda d: _draw(d, b"(migrene) Tj", mode=3),
    "kerned text": lambda d: _draw(d, b"[(mig) 20 (rene)] TJ"),
    "hex text": lambda d: _draw(d, b"<6d696772656e65> Tj"),
    "title": lambda d: d.docinfo.__setitem__("/Title", pikepdf.String("Migrene")),
    "author in utf-16": lambda d: d.docinfo.__setitem__("/Author", pikepdf.String("migrenenø")),
    "own docinfo key": lambda d: d.docinfo.__setitem__("/migrene", pikepdf.String("x")),
    "xmp": _set_xmp,
    "alt text": _alt,
    "actual text": _actual,
    "outline": _outline,
    "annotation": _annotate,
    "form object": _form,
    "page label": _label_pages,
    "attachment content": lambda d: _attach(d, json.dumps({"a": "migrene"}).encode(), "b.json"),
    "attachment with escapes": lambda d: _attach(d, b'{"a": "\\u006digrene"}', "b.json"),
    "attachment key": lambda d: _attach(d, b'{"migrene": 1}', "b.json"),
    "attachment name": lambda d: _attach(d, b"{}", "migrene.json"),
    "loose stream": _loose_stream,
    "phone, other spacing": lambda d: _draw(d, b"(ring 912 34 567) Tj"),
}


@pytest.mark.parametrize("place", PDF_PLANTS)
def test_a_word_planted_in_a_pdf_is_found(place: str) -> None:
    found = kinds(in_pdf(PDF_PLANTS[place]), FileFormat.PDF)
    assert found & {LeakKind.WITHHELD, LeakKind.GIVEAWAY}, found


def test_an_edited_but_honest_pdf_passes() -> None:
    assert kinds(in_pdf(lambda d: None), FileFormat.PDF) == set()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7 broken %%EOF",
        PDF[: len(PDF) // 2],
        PDF + PDF[PDF.rindex(b"startxref") :],
        in_pdf(lambda d: _attach(d, b"\xff\xfe not json", "b.json")),
    ],
)
def test_a_pdf_that_cannot_be_read_is_a_leak(data: bytes) -> None:
    assert LeakKind.UNREADABLE in kinds(data, FileFormat.PDF)


def test_an_encrypted_pdf_is_a_leak() -> None:
    target = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="a", user=""))
    assert LeakKind.UNREADABLE in kinds(target.getvalue(), FileFormat.PDF)


JSON_PLANTS = {
    "value": JSON.replace(b"helseutfordringer", b"migrene"),
    "key": JSON.replace(b'"draft"', b'"migrene"'),
    "escaped": JSON.replace(b"helseutfordringer", b"\\u006d\\u0069grene"),
    "repeated key": JSON.replace(b'"draft":', b'"draft":"migrene","draft":'),
    "number": JSON.replace(b'"omissions":1', b'"omissions":91234567'),
    "in a list": JSON.replace(b'"cleared":[]', b'"cleared":["migrene"]'),
}


@pytest.mark.parametrize("place", JSON_PLANTS)
def test_a_word_planted_in_json_is_found(place: str) -> None:
    assert JSON_PLANTS[place] != JSON
    assert kinds(JSON_PLANTS[place], FileFormat.JSON) == {LeakKind.WITHHELD}


@pytest.mark.parametrize("data", [b"", b"\xff", b'{"a": ', JSON + b"x", b"[" * 100_000])
def test_json_that_cannot_be_read_is_a_leak(data: bytes) -> None:
    assert kinds(data, FileFormat.JSON) == {LeakKind.UNREADABLE}


def test_a_word_left_in_the_copy_is_named_by_its_section(copy_maker: CopyMaker) -> None:
    report = COPY.report.model_copy(update={"arsak": Arsak(arsak_til_fravaeret="Har migrene.")})
    copy = copy_maker(report=report)
    leaks = leak_gate.check(copy_json.render(copy), FileFormat.JSON, copy, WITHHELD, NoFindings())
    assert ("Årsak til fraværet", LeakKind.WITHHELD) in {(x.where, x.kind) for x in leaks}


def test_cleared_words_and_party_names_are_no_leaks(copy_maker: CopyMaker) -> None:
    report = COPY.report.model_copy(update={"arsak": Arsak(arsak_til_fravaeret="Har migrene.")})
    copy = copy_maker(report=report, cleared=(surface_hash("Migrene"),))
    for file_format in FileFormat:
        data, _ = files._render(copy, file_format)
        assert kinds(data, file_format, copy) == set()
    withheld = ("Ola Hansen", "Solbakken")
    assert leak_gate.check(JSON, FileFormat.JSON, COPY, withheld[:1], NoFindings()) == ()
    assert leak_gate.check(JSON, FileFormat.JSON, COPY, withheld[1:], NoFindings()) == ()


def test_work_in_health_care_does_not_stop_an_operated_nurse(copy_maker: CopyMaker) -> None:
    job = "Kari er operasjonssykepleier på kreftavdelingen."
    report = COPY.report.model_copy(update={"arsak": Arsak(arsak_til_fravaeret=job)})
    copy = copy_maker(report=report)
    withheld = ("operasjon", "kreft")
    for file_format in FileFormat:
        data, _ = files._render(copy, file_format)
        assert leak_gate.check(data, file_format, copy, withheld, NoFindings()) == ()
    foreign = JSON.replace(b'"draft":', b'"x":"kreftavdelingen","draft":')
    assert leak_gate.check(foreign, FileFormat.JSON, COPY, withheld, NoFindings())


def test_a_withheld_word_of_the_template_has_its_own_reason() -> None:
    leaks = leak_gate.check(PDF, FileFormat.PDF, COPY, ("refusjon",), NoFindings())
    assert {leak.kind for leak in leaks} >= {LeakKind.FIXED_TEXT}


class Finds:
    """A detector that knows one word."""

    def __init__(self, word: str) -> None:
        self.word = word

    def analyze(self, text: str, parties: Any = (), lang: str | None = None) -> tuple[Finding, ...]:
        return tuple(
            Finding(start=m.start(), end=m.end(), label=Label.DIAGNOSIS, score=90, surface=m[0])
            for m in re.finditer(self.word, text)
        )


class Breaks:
    """A detector that cannot run."""

    def analyze(self, text: str, parties: Any = (), lang: str | None = None) -> tuple[Finding, ...]:
        raise RuntimeError("broken")


@pytest.mark.parametrize(
    ("file_format", "data"),
    [
        (FileFormat.DOCX, in_docx(BODY, replaced("helseutfordringer", "epilepsi"))),
        (FileFormat.PDF, in_pdf(lambda d: _draw(d, b"(epilepsi) Tj"))),
        (FileFormat.JSON, JSON.replace(b"helseutfordringer", b"epilepsi")),
    ],
)
def test_detection_finds_what_came_in_beside_the_copy(file_format: FileFormat, data: bytes) -> None:
    def found(detector: leak_gate.Detector) -> set[LeakKind]:
        return {x.kind for x in leak_gate.check(data, file_format, COPY, (), detector)}

    assert found(NoFindings()) == set()
    assert found(Finds("epilepsi")) == {LeakKind.DETECTED}
    assert found(Breaks()) == {LeakKind.UNCHECKED}


def test_what_the_copy_says_itself_was_checked_before() -> None:
    for file_format, data in RENDERED.items():
        assert leak_gate.check(data, file_format, COPY, (), Finds("helseutfordringer")) == ()


def test_ten_benign_pages_pass_in_a_second(copy_maker: CopyMaker) -> None:
    tiltak = COPY.report.tiltaksplan.tiltak
    many = tuple(t.model_copy(update={"id": f"m{i}{t.id}"}) for i in range(10) for t in tiltak)
    plan = COPY.report.model_copy(update={"tiltaksplan": Tiltaksplan(tiltak=many)})
    copy = sealed(COPY.model_copy(update={"report": plan}))
    data, _ = files._render(copy, FileFormat.PDF)
    with pikepdf.open(BytesIO(data)) as document:
        assert len(document.pages) >= 10
    started = time.perf_counter()
    assert kinds(data, FileFormat.PDF, copy) == set()
    assert time.perf_counter() - started < 3
