"""PDF, Word and JSON: same bytes each time, clean metadata, accessible, whatever the text holds."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx as python_docx
import pikepdf
import pytest
from export_copies import CopyMaker, make_copy, sealed
from hypothesis import given, settings
from hypothesis import strategies as st

from report_tool.errors import RenderingError
from report_tool.export import context, docx, docx_clean, pdf
from report_tool.export import json as copy_json
from report_tool.export.pdf_text import page_texts
from report_tool.export.surfaces_docx import paragraphs
from schemas.labels import Language, Recipient
from schemas.report import Arsak, Report, Steg, Tiltak, Tiltaksplan, VeiTilbake

if TYPE_CHECKING:
    from schemas.copy import RecipientCopy

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten"


def as_pdf(copy: RecipientCopy) -> bytes:
    return pdf.render(context.build(copy), copy_json.render(copy))


def as_docx(copy: RecipientCopy) -> bytes:
    return docx.render(context.build(copy))


def with_cause(text: str) -> RecipientCopy:
    report = make_copy().report.model_copy(update={"arsak": Arsak(arsak_til_fravaeret=text)})
    return sealed(make_copy().model_copy(update={"report": report}))


@pytest.mark.parametrize("recipient", list(Recipient))
@pytest.mark.parametrize("language", list(Language))
def test_equal_input_gives_equal_bytes(recipient: Recipient, language: Language) -> None:
    copy = make_copy(recipient, language)
    assert as_pdf(copy) == as_pdf(copy)
    assert as_docx(copy) == as_docx(copy)
    assert copy_json.render(copy) == copy_json.render(copy)


@pytest.mark.parametrize("recipient", list(Recipient))
def test_qpdf_finds_no_fault(recipient: Recipient, tmp_path: Path) -> None:
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed")
    path = tmp_path / "rapport.pdf"
    path.write_bytes(as_pdf(make_copy(recipient)))
    done = subprocess.run([qpdf, "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_pdf_names_no_person_path_or_machine() -> None:
    with pikepdf.open(BytesIO(as_pdf(make_copy()))) as document:
        assert set(document.docinfo) == {
            "/Title",
            "/Subject",
            "/Creator",
            "/CreationDate",
            "/ModDate",
        }
        assert str(document.docinfo["/CreationDate"]) == "D:20270212093000Z"
        assert re.fullmatch(r"Typst [\d.]+", str(document.docinfo["/Creator"]))
        assert not any(
            b"/work" in o.read_raw_bytes()
            for o in document.objects
            if isinstance(o, pikepdf.Stream)
        )


def test_the_pdf_carries_its_own_data() -> None:
    copy = make_copy(Recipient.NAV)
    with pikepdf.open(BytesIO(as_pdf(copy))) as document:
        assert document.attachments["rapport.json"].get_file().read_bytes() == copy_json.render(
            copy
        )
        assert document.Root.AF[0].AFRelationship == "/Source"


@pytest.mark.parametrize(
    ("language", "tag"), [(Language.BOKMAL, "nb-NO"), (Language.NYNORSK, "nn-NO")]
)
def test_both_formats_say_their_language(language: Language, tag: str) -> None:
    copy = make_copy(language=language)
    with pikepdf.open(BytesIO(as_pdf(copy))) as document:
        assert str(document.Root.Lang) == tag
    with zipfile.ZipFile(BytesIO(as_docx(copy))) as archive:
        assert f'w:val="{tag}"' in archive.read("word/styles.xml").decode()
        assert f"<dc:language>{tag}</dc:language>" in archive.read("docProps/core.xml").decode()


def test_the_docx_holds_no_trace_of_its_making() -> None:
    with zipfile.ZipFile(BytesIO(as_docx(make_copy()))) as archive:
        names = archive.namelist()
        everything = b"".join(map(archive.read, names)).decode("utf-8", "replace")
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert not [n for n in names if re.search(r"app\.xml|custom|comments|people|thumbnail|vba", n)]
    assert not re.search(r"rsid|paraId|docId|proofErr|python-docx", everything)
    assert str(Path(__file__).parents[2]) not in everything
    assert re.findall(r"<(?:dc|cp|dcterms):(\w+)", core) == ["coreProperties", "title", "language"]


def test_scrub_takes_out_what_a_foreign_document_brings() -> None:
    word = python_docx.Document()
    word.core_properties.author = "Ola Forfatter"
    word.core_properties.comments = "hemmelig"
    paragraph = word.add_paragraph("Hei")
    word.add_comment(paragraph.runs, text="migrene", author="Ola Forfatter")
    saved = BytesIO()
    word.save(saved)
    clean = docx_clean.scrub(saved.getvalue(), "Tittel & <tegn>", "nb-NO")
    with zipfile.ZipFile(BytesIO(clean)) as archive:
        text = b"".join(map(archive.read, archive.namelist())).decode("utf-8", "replace")
        assert not any("comments" in n or "thumbnail" in n for n in archive.namelist())
    assert "Forfatter" not in text
    assert "migrene" not in text
    assert python_docx.Document(BytesIO(clean)).paragraphs[0].text == "Hei"
    assert docx_clean.scrub(clean, "Tittel & <tegn>", "nb-NO") == clean


def test_the_docx_is_built_of_real_headings_lists_and_tables() -> None:
    word = python_docx.Document(BytesIO(as_docx(make_copy())))
    styles = [p.style.name for p in word.paragraphs if p.style]
    assert styles.count("Heading 1") >= 9
    assert "Title" in styles
    assert "List Bullet" in styles
    assert "List Number" in styles
    xml = word.element.xml
    data_tables = [t for t in word.tables if t.style and t.style.name == "Rapporttabell"]
    assert xml.count("<w:tblHeader/>") == len(data_tables) == 4
    assert xml.count("<w:cantSplit/>") == sum(len(t.rows) for t in word.tables)
    assert word.core_properties.title == "Rapport fra ekspertbistand"


def test_the_docx_figure_is_a_picture_with_words() -> None:
    with zipfile.ZipFile(BytesIO(as_docx(make_copy()))) as archive:
        (name,) = [n for n in archive.namelist() if n.startswith("word/media/")]
        picture = archive.read(name)
        body = archive.read("word/document.xml").decode()
    assert picture[12:16] == b"IHDR"
    assert int.from_bytes(picture[16:20], "big") > 1200
    assert 'descr="Planlagt arbeid i prosent, steg for steg: fra 1. mars 2027: 30\u00a0%;' in body


def test_a_draft_says_so_on_every_page() -> None:
    copy = make_copy(Recipient.EMPLOYEE, draft=True, approval=None)
    assert all("UTKAST" in page for page in page_texts(as_pdf(copy)))
    assert any("UTKAST" in paragraph for paragraph in paragraphs(as_docx(copy)))


def test_markup_in_the_text_is_only_text() -> None:
    hostile = (
        '#read("/etc/passwd") $x$ *fet* _k_ @ref <tag> `kode` = Overskrift \\ & <w:p/> {{ x }}'
    )
    copy = with_cause(hostile)
    squeezed = re.sub(r"\s", "", "".join(page_texts(as_pdf(copy))))
    assert re.sub(r"\s", "", hostile) in squeezed
    assert any(hostile in paragraph for paragraph in paragraphs(as_docx(copy)))


@pytest.mark.parametrize(
    "text",
    [
        "Hun sa 😀👩‍💻 og 漢字 og שלום og مرحبا.",
        "\x00\x01\x1b\u202eevil\u202c\ufeff\ue000",
        f"{LONG_WORD} og {LONG_WORD * 3}",
        "a" * 5000,
        "\n" * 50 + "linje" + "\n" * 50,
        "-\n- \n•",
        "\u200b",
    ],
)
def test_unusual_text_never_stops_an_export(text: str) -> None:
    copy = with_cause(text)
    document = context.build(copy)
    assert page_texts(pdf.render(document, copy_json.render(copy)))
    assert docx.render(document)


def test_characters_that_the_fonts_lack_are_counted() -> None:
    assert pdf.replaced_characters(context.build(with_cause("ja 漢字 😀"))) == 3
    assert pdf.replaced_characters(context.build(make_copy())) == 0
    assert "\ufffd\ufffd \ufffd" in "".join(page_texts(as_pdf(with_cause("ja 漢字 😀"))))


def test_long_words_stay_on_the_page(tmp_path: Path) -> None:
    tiltak = Tiltak(id="m1", beskrivelse_av_tiltak=LONG_WORD, behov_for_bistand=LONG_WORD * 2)
    plan = Tiltaksplan(tiltak=(tiltak, tiltak.model_copy(update={"id": "m2"})))
    steps = tuple(Steg(id=f"s{i}", arbeidsoppgaver=LONG_WORD) for i in range(2))
    copy = make_copy(report=Report(tiltaksplan=plan, vei_tilbake=VeiTilbake(steg=steps)))
    import pypdfium2

    for page in pypdfium2.PdfDocument(as_pdf(copy)):
        right = page.get_width() - 2.2 / 2.54 * 72
        text = page.get_textpage()
        edges = [text.get_charbox(i)[2] for i in range(text.count_chars())]
        assert max(edges) <= right + 1


def test_two_hundred_measures_are_laid_out(copy_maker: CopyMaker) -> None:
    tiltak = tuple(
        Tiltak(id=f"m{i}", beskrivelse_av_tiltak=f"Flytt bord nummer {i}.") for i in range(200)
    )
    copy = copy_maker(report=Report(tiltaksplan=Tiltaksplan(tiltak=tiltak)))
    pages = page_texts(as_pdf(copy))
    assert len(pages) > 20
    assert "Flytt bord nummer 199." in pages[-1] + pages[-2] + pages[-3]
    assert sum("Flytt bord nummer 150." in p for p in paragraphs(as_docx(copy))) == 2


def test_an_empty_report_is_laid_out() -> None:
    copy = make_copy(report=Report(), approval=None)
    assert "Ikke fylt ut." in page_texts(as_pdf(copy))[0]
    assert as_docx(copy)


@pytest.mark.parametrize("count", [2, 3, 12])
@pytest.mark.parametrize("days", [14, 540])
def test_plans_of_any_length_are_drawn(count: int, days: int) -> None:
    from datetime import date, timedelta

    first = date(2027, 1, 4)
    steps = tuple(
        Steg(
            id=f"s{i}",
            fra_dato=first + timedelta(days=i * days // count),
            arbeidsprosent=100 * (i + 1) // count,
        )
        for i in range(count)
    )
    copy = make_copy(report=Report(vei_tilbake=VeiTilbake(steg=steps)))
    assert "Planlagt arbeid" in "".join(page_texts(as_pdf(copy)))
    assert as_docx(copy)


def test_a_refusing_typesetter_says_nothing_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise typst.TypstError("migrene", "migrene", [], [])

    monkeypatch.setattr(typst, "compile_with_warnings", refuse)
    with pytest.raises(RenderingError) as caught:
        as_pdf(make_copy())
    assert "migrene" not in f"{caught.value!r} {caught.value.parameters}"
    assert caught.value.__cause__ is None


def test_a_warning_of_the_typesetter_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    monkeypatch.setattr(typst, "compile_with_warnings", lambda *a, **k: (b"%PDF", ["warning"]))
    with pytest.raises(RenderingError):
        as_pdf(make_copy())


@settings(max_examples=10, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_exported(text: str) -> None:
    copy = with_cause(text)
    assert as_pdf(copy)
    assert as_docx(copy)
