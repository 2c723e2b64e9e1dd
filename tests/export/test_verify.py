"""``verify`` passes what the program made and names what was changed afterwards."""

from __future__ import annotations

import re
import zipfile
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from export_copies import NoFindings, make_copy, sealed

from report_tool.errors import FileMissingError, NotACopyError, UnreadableFileError
from report_tool.export import files, verify
from report_tool.export.own_words import surface_hash
from report_tool.messages import catalogue, text
from schemas.canonical import canonical_json
from schemas.copy import RecipientCopy
from schemas.delivery import FileFormat
from schemas.finding import Finding
from schemas.labels import Label, Language, Recipient

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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


@lru_cache(maxsize=16)
def rendered(copy: RecipientCopy) -> dict[FileFormat, bytes]:
    return {kind: files._render(copy, kind)[0] for kind in FileFormat}


def export(copy: RecipientCopy, folder: Path) -> dict[FileFormat, Path]:
    paths = {kind: folder / files.file_name(copy, kind) for kind in FileFormat}
    for kind, path in paths.items():
        path.write_bytes(rendered(copy)[kind])
    return paths


def failed(path: Path, detector: Any = None) -> set[str]:
    verification = verify.verify(path, detector or NoFindings())
    assert verification.ok == all(check.ok for check in verification.checks)
    for check in verification.checks:
        assert text(check.message_id)
    return {check.id for check in verification.checks if not check.ok}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("recipient", list(Recipient))
def test_every_copy_passes(recipient: Recipient, language: Language, tmp_path: Path) -> None:
    paths = export(make_copy(recipient, language), tmp_path)
    assert {name: failed(path) for name, path in paths.items()} == {
        key: set() for key in FileFormat
    }


def test_a_draft_passes(tmp_path: Path) -> None:
    paths = export(make_copy(Recipient.EMPLOYEE, draft=True, approval=None), tmp_path)
    assert all(failed(path) == set() for path in paths.values())


def test_every_check_has_both_lines() -> None:
    lines = {key.rsplit(".", 1)[0] for key in catalogue("nb", "verify")}
    assert all(text(f"{line}.failed") for line in lines)


def change_json(path: Path, edit: Callable[[RecipientCopy], RecipientCopy], reseal: bool) -> None:
    copy = edit(RecipientCopy.model_validate_json(path.read_bytes()))
    path.write_bytes(canonical_json(sealed(copy) if reseal else copy))


@pytest.mark.parametrize(
    ("edit", "reseal", "found"),
    [
        (lambda c: c.model_copy(update={"tilsagn_referanse": "x"}), False, {"hash"}),
        (lambda c: c.model_copy(update={"approval": None}), False, {"hash", "approval"}),
        (lambda c: c.model_copy(update={"approval": None}), True, {"approval"}),
        (lambda c: c.model_copy(update={"draft": True}), True, {"approval"}),
        (
            lambda c: c.model_copy(update={"parties": make_copy(Recipient.NAV).parties}),
            True,
            {"need"},
        ),
        (
            lambda c: c.model_copy(update={"withheld": make_copy(Recipient.EMPLOYEE).withheld}),
            True,
            {"need"},
        ),
    ],
)
def test_changed_data_is_found(
    edit: Callable[[RecipientCopy], RecipientCopy], reseal: bool, found: set[str], tmp_path: Path
) -> None:
    path = export(make_copy(), tmp_path)[FileFormat.JSON]
    change_json(path, edit, reseal)
    assert failed(path) == found


@pytest.mark.parametrize(
    "old_new", [(b"{", b"{ "), (b'"draft"', b'"drafts"'), (b"employer", b"empl0yer")]
)
def test_data_of_another_form_is_found(old_new: tuple[bytes, bytes], tmp_path: Path) -> None:
    path = export(make_copy(), tmp_path)[FileFormat.JSON]
    path.write_bytes(path.read_bytes().replace(*old_new, 1))
    assert failed(path) == {"schema"}


def test_a_finding_must_be_decided(tmp_path: Path) -> None:
    word = "helseutfordringer"
    for detector in (Finds(word), Breaks()):
        assert failed(export(make_copy(), tmp_path)[FileFormat.JSON], detector) == {"detection"}
    cleared = export(make_copy(cleared=(surface_hash(word),)), tmp_path)
    assert all(failed(path, Finds(word)) == set() for path in cleared.values())
    employee = export(make_copy(Recipient.EMPLOYEE), tmp_path)
    assert failed(employee[FileFormat.JSON], Finds("migrene")) == set()
    assert failed(employee[FileFormat.JSON], Finds("Kari")) == set()


def test_a_finding_is_not_excused_by_a_part_of_a_name(tmp_path: Path) -> None:
    path = export(make_copy(), tmp_path)[FileFormat.JSON]
    assert failed(path, Finds("ar")) == {"detection"}


def edit_pdf(path: Path, edit: Callable[[pikepdf.Pdf], None]) -> None:
    target = BytesIO()
    with pikepdf.open(path) as document:
        edit(document)
        document.save(target)
    path.write_bytes(target.getvalue())


def _kinds(document: pikepdf.Pdf, kind: str) -> list[Any]:
    return [
        o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == kind
    ]


def _xmp(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def edit(document: pikepdf.Pdf) -> None:
        data = document.Root.Metadata.read_bytes()
        assert old in data
        document.Root.Metadata.write(data.replace(old, new))

    return edit


def _unlabel_figures(document: pikepdf.Pdf) -> None:
    for figure in _kinds(document, "/Figure"):
        del figure["/Alt"]


def _relabel_figures(document: pikepdf.Pdf) -> None:
    for figure in _kinds(document, "/Figure"):
        figure["/Alt"] = pikepdf.String("Noe annet")


def _untitle_tables(document: pikepdf.Pdf) -> None:
    for header in _kinds(document, "/TH"):
        header["/S"] = pikepdf.Name.TD


def _unscope(document: pikepdf.Pdf) -> None:
    for header in _kinds(document, "/TH"):
        del header["/A"]


def _unembed(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in item:
                    del item[key]


def _write_on_page(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    resource = str(page.add_resource(font, pikepdf.Name.Font)).encode()
    page.contents_add(b"BT " + resource + b" 12 Tf 100 700 Td (tillegg) Tj ET")


def _swap_data(document: pikepdf.Pdf) -> None:
    other = make_copy(tilsagn_referanse="2027/1-1")
    document.attachments["rapport.json"] = pikepdf.AttachedFileSpec(
        document, canonical_json(other), mime_type="application/json"
    )


def _script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _draw_unmarked(document: pikepdf.Pdf) -> None:
    document.pages[0].contents_add(b"0 0 m 10 10 l S")


def _forget_content(document: pikepdf.Pdf) -> None:
    for cell in _kinds(document, "/P")[:1]:
        cell["/K"] = pikepdf.Array()


def _skip_a_level(document: pikepdf.Pdf) -> None:
    for heading in _kinds(document, "/H2"):
        heading["/S"] = pikepdf.Name.H3


def _lose_a_cell(document: pikepdf.Pdf) -> None:
    row = _kinds(document, "/TR")[-1]
    row["/K"] = pikepdf.Array(list(row["/K"])[:-1])


def _forget_characters(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]


def _mistype_data(document: pikepdf.Pdf) -> None:
    document.Root.AF[0].EF.F["/Subtype"] = pikepdf.Name("/text/html")


def _suspect(document: pikepdf.Pdf) -> None:
    document.Root.MarkInfo["/Suspects"] = True


def _drop(key: str) -> Callable[[pikepdf.Pdf], None]:
    return lambda document: document.Root.__delitem__(key)


PDF_CHANGES: dict[str, tuple[Callable[[pikepdf.Pdf], None], set[str]]] = {
    "nothing": (lambda d: None, set()),
    "PDF/A part": (_xmp(b"<pdfaid:part>3", b"<pdfaid:part>2"), {"pdfa"}),
    "PDF/A level": (_xmp(b"<pdfaid:conformance>A", b"<pdfaid:conformance>B"), {"pdfa"}),
    "PDF/UA": (_xmp(b"<pdfuaid:part>1", b"<pdfuaid:part>9"), {"pdfua"}),
    "broken XMP": (_xmp(b"<x:xmpmeta", b"<x:"), {"pdfa", "pdfua"}),
    "language": (lambda d: d.Root.__setitem__("/Lang", pikepdf.String("en")), {"language"}),
    "title": (lambda d: d.docinfo.__delitem__("/Title"), {"title", "text"}),
    "marks": (_drop("/MarkInfo"), {"marked"}),
    "structure": (_drop("/StructTreeRoot"), {"tagged", "headings", "text"}),
    "alternative text": (_unlabel_figures, {"pictures", "text"}),
    "other alternative text": (_relabel_figures, {"text"}),
    "table headers": (_untitle_tables, {"tables"}),
    "header scope": (_unscope, {"tables"}),
    "colours": (_drop("/OutputIntents"), {"colours"}),
    "fonts": (_unembed, {"fonts", "text"}),
    "page": (_write_on_page, {"text", "fonts"}),
    "other data": (_swap_data, {"text"}),
    "no data": (_drop("/AF"), {"attachment"}),
    "script": (_script, {"passive"}),
    "suspects": (_suspect, {"marked"}),
    "unmarked line": (_draw_unmarked, {"tagged"}),
    "content outside the structure": (_forget_content, {"tagged"}),
    "no parent tree": (lambda d: d.Root.StructTreeRoot.__delitem__("/ParentTree"), {"tagged"}),
    "skipped level": (_skip_a_level, {"headings"}),
    "uneven table": (_lose_a_cell, {"tables"}),
    "glyphs without characters": (_forget_characters, {"characters"}),
    "data of another type": (_mistype_data, {"attachment"}),
}


@pytest.mark.parametrize("change", PDF_CHANGES)
def test_a_changed_pdf_is_found(change: str, tmp_path: Path) -> None:
    edit, found = PDF_CHANGES[change]
    path = export(make_copy(), tmp_path)[FileFormat.PDF]
    edit_pdf(path, edit)
    result = failed(path)
    assert result >= found - {"fonts", "text"}
    assert bool(result) == bool(found)


def edit_docx(path: Path, part: str, old: str, new: str) -> None:
    target = BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            after.writestr(name, data)
    path.write_bytes(target.getvalue())


@pytest.mark.parametrize(
    ("part", "old", "new", "found"),
    [
        ("word/document.xml", "helseutfordringer", "sorg", {"text", "clean"}),
        ("word/document.xml", "descr=", "x=", {"pictures", "clean"}),
        ("word/document.xml", "<w:tblHeader/>", "", {"tables", "clean"}),
        ("word/document.xml", 'w:val="Heading1"', 'w:val="Normal"', {"headings", "clean"}),
        ("word/styles.xml", 'w:val="nb-NO"', 'w:val="en-US"', {"language", "clean"}),
        ("docProps/core.xml", "Rapport fra ekspertbistand", " ", {"title", "clean"}),
        ("docProps/core.xml", "<dc:title>", "<dc:creator>Ola</dc:creator><dc:title>", {"clean"}),
    ],
)
def test_a_changed_docx_is_found(
    part: str, old: str, new: str, found: set[str], tmp_path: Path
) -> None:
    path = export(make_copy(), tmp_path)[FileFormat.DOCX]
    edit_docx(path, part, old, new)
    assert failed(path) == found


def test_a_docx_is_compared_with_the_data_beside_it(tmp_path: Path) -> None:
    paths = export(make_copy(), tmp_path)
    paths[FileFormat.JSON].unlink()
    assert failed(paths[FileFormat.DOCX]) == set()
    paths[FileFormat.PDF].unlink()
    assert failed(paths[FileFormat.DOCX]) == {"beside"}
    other = make_copy(tilsagn_referanse="2027/1-1")
    paths[FileFormat.JSON].write_bytes(canonical_json(other))
    assert failed(paths[FileFormat.DOCX]) == {"text"}


@pytest.mark.parametrize(
    "data",
    [b"", b"hei", b"\x89PNG", b"%PDF-1.7 broken", b"[1]", b"%PDF-" + b"x" * 1000],
)
def test_foreign_files_are_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(data)
    with pytest.raises(NotACopyError):
        verify.verify(path, NoFindings())


def test_a_zip_that_is_no_docx_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fil.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "hei")
    with pytest.raises(NotACopyError):
        verify.verify(path, NoFindings())


def test_foreign_json_fails_its_schema(tmp_path: Path) -> None:
    path = tmp_path / "fil.json"
    path.write_bytes(b'{"a": 1}')
    assert failed(path) == {"schema"}


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        verify.verify(tmp_path / "borte.pdf", NoFindings())
    with pytest.raises(UnreadableFileError):
        verify.verify(tmp_path, NoFindings())
