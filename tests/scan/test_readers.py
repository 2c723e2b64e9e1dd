from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pikepdf
import pytest

from report_tool import errors
from report_tool.scan import archive
from report_tool.scan.documents import InputFormat, PlaceKind, ScanDocument, read_bytes
from report_tool.scan.lines import Lines
from tests.scan.made_documents import (
    ODT_NAMESPACES,
    PICTURE_PAGE,
    SMALL_PICTURE,
    WORD_NAMESPACES,
    docx,
    odt,
    pdf,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def one(data: bytes, kind: InputFormat) -> ScanDocument:
    (document,) = read_bytes(data, "fil", kind)
    return document


def place_of(document: ScanDocument, words: str) -> PlaceKind | None:
    place = Lines(document).place(document.text.index(words))
    return place.kind if place else None


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


class TestPlainText:
    @pytest.mark.parametrize(
        "text", ["", "Blåbærsyltetøy", "linje\r\nto\r\n", "😀 æøå\n\n", "e\u0301 nfd"]
    )
    def test_text_is_kept_as_it_is(self, text: str) -> None:
        assert one(text.encode(), InputFormat.TXT).text == text

    def test_byte_order_mark_is_no_text(self) -> None:
        assert one(b"\xef\xbb\xbfhei", InputFormat.MD).text == "hei"

    @pytest.mark.parametrize(
        ("data", "line", "encoding"),
        [
            ("hei\nblåbær".encode("cp1252"), 2, "Windows-1252"),
            ("hei".encode("utf-16"), 1, "UTF-16"),
            (b"a\nb\n\xc3\x28\x81", 3, "?"),
        ],
    )
    def test_other_encodings_are_named(self, data: bytes, line: int, encoding: str) -> None:
        with pytest.raises(errors.NotUtf8Error) as raised:
            one(data, InputFormat.TXT)
        assert raised.value.parameters == {"file": "fil", "line": line, "encoding": encoding}

    def test_nul_bytes_are_refused(self) -> None:
        with pytest.raises(errors.BinaryFileError):
            one(b"hei\0hei", InputFormat.TXT)


class TestDocx:
    def test_reads_every_surface(self) -> None:
        body = (
            paragraph("Brødtekst")
            + "<w:tbl><w:tr><w:tc>"
            + paragraph("i celle")
            + "</w:tc></w:tr></w:tbl>"
            + "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>"
            + paragraph("i tekstboks")
            + "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback>"
            + paragraph("i tekstboks")
            + "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
            + "<w:p><w:del><w:r><w:delText>ble slettet</w:delText></w:r></w:del></w:p>"
            + "<w:p><w:r><wp:inline><wp:docPr id='1' name='x' descr='bilde av MR'/></wp:inline>"
            + "</w:r></w:p>"
        )

        def part(root: str, words: str) -> str:
            return f"<w:{root} {WORD_NAMESPACES}>{paragraph(words)}</w:{root}>"

        data = docx(
            body,
            **{
                "word/header1.xml": part("hdr", "på toppen"),
                "word/footer2.xml": part("ftr", "i bunnen"),
                "word/footnotes.xml": part("footnotes", "under streken"),
                "word/endnotes.xml": part("endnotes", "bakerst"),
                "word/comments.xml": part("comments", "i margen"),
                "docProps/core.xml": "<core><title>Om Kari</title></core>",
            },
        )
        document = one(data, InputFormat.DOCX)
        assert document.text.count("i tekstboks") == 1
        assert {
            words: place_of(document, words)
            for words in (
                "Brødtekst",
                "i celle",
                "i tekstboks",
                "ble slettet",
                "bilde av MR",
                "på toppen",
                "i bunnen",
                "under streken",
                "bakerst",
                "i margen",
                "Om Kari",
            )
        } == {
            "Brødtekst": None,
            "i celle": None,
            "i tekstboks": None,
            "ble slettet": PlaceKind.DELETED,
            "bilde av MR": PlaceKind.ALT_TEXT,
            "på toppen": PlaceKind.HEADER,
            "i bunnen": PlaceKind.FOOTER,
            "under streken": PlaceKind.FOOTNOTE,
            "bakerst": PlaceKind.ENDNOTE,
            "i margen": PlaceKind.COMMENT,
            "Om Kari": PlaceKind.PROPERTIES,
        }

    def test_words_split_over_runs_stay_whole(self) -> None:
        body = "<w:p><w:r><w:t>mig</w:t></w:r><w:r><w:t>rene</w:t><w:tab/><w:t>x</w:t></w:r></w:p>"
        assert one(docx(body), InputFormat.DOCX).text == "migrene\tx\n\n"

    def test_reads_what_python_docx_writes(self) -> None:
        from docx import Document

        made = Document()
        made.add_heading("Årsak", 1)
        made.add_paragraph("Tekst med æøå")
        buffer = io.BytesIO()
        made.save(buffer)
        assert "Årsak\nTekst med æøå" in one(buffer.getvalue(), InputFormat.DOCX).text

    @pytest.mark.parametrize(
        ("data", "error"),
        [
            (b"", errors.NotADocumentError),
            (b"ren tekst", errors.NotADocumentError),
            (docx("<w:p/>")[:-30], errors.NotADocumentError),
            (docx("<w:p>"), errors.NotADocumentError),
            (zipped({"annet.txt": "hei"}), errors.NotADocumentError),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
                errors.ProtectedDocumentError,
            ),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 gammel doc", errors.NotADocumentError),
            (docx("<w:p/>", **{"word/media/image1.png": b"x"}), errors.NoTextError),
        ],
    )
    def test_bad_files(self, data: bytes, error: type[errors.InputError]) -> None:
        with pytest.raises(error):
            one(data, InputFormat.DOCX)

    def test_zip_bomb_is_refused_without_unpacking_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 1024 * 1024)
        bomb = docx(paragraph("a" * 5_000_000))
        assert len(bomb) < 50_000
        with pytest.raises(errors.TooLargeError):
            one(bomb, InputFormat.DOCX)

    def test_entities_are_not_expanded(self) -> None:
        laughs = (
            '<!DOCTYPE d [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">'
            '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
            f"<w:document {WORD_NAMESPACES}><w:body>{paragraph('tekst &b; &f; her')}"
            "</w:body></w:document>"
        )
        text = one(docx("", **{"word/document.xml": laughs}), InputFormat.DOCX).text
        assert "haha" not in text
        assert "root:" not in text

    def test_deep_nesting_is_an_error_not_a_crash(self) -> None:
        deep = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
        with pytest.raises(errors.NotADocumentError):
            one(docx(deep), InputFormat.DOCX)


class TestOdt:
    def test_reads_every_surface(self) -> None:
        body = (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>ble slettet</text:p>"
            "</text:deletion></text:changed-region></text:tracked-changes>"
            "<text:h>Overskrift</text:h>"
            "<text:p>Brød<text:span>tekst</text:span><text:s text:c='2'/>her"
            "<office:annotation><text:p>i margen</text:p></office:annotation>"
            "<text:note text:note-class='footnote'><text:note-body><text:p>under streken</text:p>"
            "</text:note-body></text:note> ferdig</text:p>"
            "<draw:frame><svg:desc>bilde av MR</svg:desc><draw:text-box><text:p>i ramme</text:p>"
            "</draw:text-box></draw:frame>"
        )
        styles = (
            f"<office:document-styles {ODT_NAMESPACES}><office:master-styles><style:master-page>"
            "<style:header><text:p>på toppen</text:p></style:header>"
            "<style:footer><text:p>i bunnen</text:p></style:footer>"
            "</style:master-page></office:master-styles></office:document-styles>"
        )
        meta = f"<office:m {ODT_NAMESPACES}><dc:title>Om Kari</dc:title></office:m>"
        document = one(odt(body, **{"styles.xml": styles, "meta.xml": meta}), InputFormat.ODT)
        assert "Overskrift\nBrødtekst  her ferdig\ni ramme" in document.text
        assert {
            words: place_of(document, words)
            for words in ("ble slettet", "i margen", "under streken", "bilde av MR", "på toppen")
        } == {
            "ble slettet": PlaceKind.DELETED,
            "i margen": PlaceKind.COMMENT,
            "under streken": PlaceKind.FOOTNOTE,
            "bilde av MR": PlaceKind.ALT_TEXT,
            "på toppen": PlaceKind.HEADER,
        }
        assert place_of(document, "i bunnen") is PlaceKind.FOOTER
        assert place_of(document, "Om Kari") is PlaceKind.PROPERTIES

    def test_locked_file_is_refused(self) -> None:
        manifest = (
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
        )
        with pytest.raises(errors.ProtectedDocumentError):
            one(odt("", **{"META-INF/manifest.xml": manifest}), InputFormat.ODT)

    @pytest.mark.parametrize("data", [b"tekst", zipped({"a": "b"}), odt("<text:p>")])
    def test_bad_files(self, data: bytes) -> None:
        with pytest.raises(errors.NotADocumentError):
            one(data, InputFormat.ODT)


class TestPdf:
    def test_reads_pages_and_title(self) -> None:
        document = one(pdf("Første side", "Andre side", title="Om Kari"), InputFormat.PDF)
        assert document.places[0].number == 1
        place = Lines(document).place(document.text.index("Andre"))
        assert place
        assert (place.kind, place.number) == (PlaceKind.PAGE, 2)
        assert place_of(document, "Om Kari") is PlaceKind.PROPERTIES

    def test_wrapped_lines_and_hyphens_are_joined(self) -> None:
        words = (
            "Arbeidstakeren har hatt migrenehodepine og smerter i høyre skulder gjennom lengre "
            "tid, og arbeidsplassvurderingen viser at arbeidet er belastende."
        )
        assert words in one(pdf(words), InputFormat.PDF).text

    def test_hyphen_of_an_abbreviation_is_kept_at_a_line_end(self) -> None:
        words = "Hun venter nå på svar etter en ny MR-undersøkelse av skulderen i neste uke"
        for shift in range(12):
            assert "MR-undersøkelse" in one(pdf("i " * shift + words), InputFormat.PDF).text

    def test_small_picture_beside_text_is_counted(self) -> None:
        page = f"{SMALL_PICTURE} Et brev med logo og nok tekst til at siden ikke er skannet."
        assert one(pdf(page), InputFormat.PDF).unread_images == 1

    def test_blank_page_among_others_is_fine(self) -> None:
        assert "Tekst" in one(pdf("Tekst som står her", "#v(1cm)"), InputFormat.PDF).text

    @pytest.mark.parametrize(
        ("pages", "named"),
        [
            ([PICTURE_PAGE], "1"),
            (["Tekst som står her", PICTURE_PAGE, PICTURE_PAGE], "2, 3"),
            ([PICTURE_PAGE + "Mottatt"], "1"),
            (["#rect(width: 5cm, height: 2cm)"], "1"),
            (["#v(1cm)"], "1"),
        ],
    )
    def test_scanned_pages_are_named(self, pages: list[str], named: str) -> None:
        with pytest.raises(errors.NoTextError) as raised:
            one(pdf(*pages), InputFormat.PDF)
        assert raised.value.parameters["pages"] == named

    def test_comment_in_margin_is_read(self) -> None:
        with pikepdf.open(io.BytesIO(pdf("Tekst som står her"))) as document:
            comment = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Text,
                Rect=[0, 0, 9, 9],
                Contents="har migrene",
            )
            document.pages[0].Annots = document.make_indirect([comment])
            buffer = io.BytesIO()
            document.save(buffer)
        assert place_of(one(buffer.getvalue(), InputFormat.PDF), "har migrene") is PlaceKind.COMMENT

    def test_locked_file_is_refused(self) -> None:
        with pikepdf.open(io.BytesIO(pdf("Tekst"))) as document:
            buffer = io.BytesIO()
            document.save(buffer, encryption=pikepdf.Encryption(user="u", owner="o"))
        with pytest.raises(errors.EncryptedPdfError):
            one(buffer.getvalue(), InputFormat.PDF)

    @pytest.mark.parametrize("data", [b"", b"tekst", b"%PDF-1.7\nrot"])
    def test_bad_files(self, data: bytes) -> None:
        with pytest.raises(errors.NotADocumentError):
            one(data, InputFormat.PDF)


class TestCorpus:
    def test_reads_documents_in_order(self) -> None:
        lines = [
            {"id": "a", "lang": "nb", "parties": ["Kari"], "text": "x", "spans": [1]},
            {"id": "b", "text": "y\u2028z"},
        ]
        data = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
        first, second = read_bytes(data, "k.jsonl", InputFormat.JSONL)
        assert (first.name, first.lang, first.parties) == ("a", "nb", ("Kari",))
        assert (second.name, second.text, second.source) == ("b", "y\u2028z", "k.jsonl")

    @pytest.mark.parametrize(
        "line",
        [
            "{",
            "[]",
            "1",
            '{"id": "x"}',
            '{"id": "x", "text": 1}',
            '{"id": "x", "text": "t", "parties": "Kari"}',
            '{"id": "x", "text": "t", "lang": "sv"}',
            '{"id": "x", "text": "\\ud800"}',
            "[" * 100_000,
        ],
    )
    def test_broken_line_is_numbered_and_not_quoted(self, line: str) -> None:
        data = ('{"id": "a", "text": "hemmelig"}\n' + line).encode()
        with pytest.raises(errors.BrokenCorpusError) as raised:
            read_bytes(data, "k.jsonl", InputFormat.JSONL)
        assert raised.value.parameters == {"file": "k.jsonl", "line": 2}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: docx(paragraph("i Word")), "i Word"),
        (lambda: odt("<text:p>i Writer</text:p>"), "i Writer"),
        (lambda: pdf("som PDF her"), "som PDF"),
        (lambda: b"ren tekst", "ren tekst"),
    ],
)
def test_standard_input_is_told_apart_by_content(make: Callable[[], bytes], words: str) -> None:
    (document,) = read_bytes(make(), "-")
    assert words in document.text
