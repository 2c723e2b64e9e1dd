"""An organisation's Word template: its looks are kept, its words and tricks are not."""

from __future__ import annotations

import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx as python_docx
import pytest
from export_copies import NoFindings, make_copy
from lxml import etree

from report_tool.export import context, docx, files, leak_gate, letterhead, verify
from report_tool.export import json as copy_json
from report_tool.export.leak_gate import LeakKind
from report_tool.export.organisation import fonts, pictures, starting_point
from report_tool.export.organisation.template import Template, load, shipped
from report_tool.export.surfaces_docx import body_paragraphs, running_lines
from schemas.delivery import FileFormat
from schemas.labels import Recipient

FOLDER = Path(__file__).parent / "templates"
sys.path.insert(0, str(FOLDER))
import build  # noqa: E402

if TYPE_CHECKING:
    from schemas.copy import RecipientCopy

NAMES = ("kommune.docx", "advokat.dotx", "stiftelse.docx")
W = f"{{{build.W}}}"


class Finds:
    """A detector that knows one word."""

    def __init__(self, word: str) -> None:
        self.word = word

    def analyze(self, text: str, parties: Any = (), lang: str | None = None) -> tuple[Any, ...]:
        return (self.word,) if self.word in text else ()


class Breaks:
    """A detector that cannot run."""

    def analyze(self, text: str, parties: Any = (), lang: str | None = None) -> tuple[Any, ...]:
        raise RuntimeError


def template(name: str) -> Template:
    return load((FOLDER / name).read_bytes())


def copy_on(house: Template, recipient: Recipient = Recipient.EMPLOYER, **more: Any) -> Any:
    return make_copy(recipient, letterhead=letterhead.fingerprint(house.letterhead), **more)


def rendered(house: Template, copy: RecipientCopy) -> bytes:
    return docx.render(context.build(copy), house)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def leaks(data: bytes, copy: RecipientCopy, house: Template, *withheld: str) -> set[LeakKind]:
    found = leak_gate.check(data, FileFormat.DOCX, copy, withheld, NoFindings(), house)
    return {leak.kind for leak in found}


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_templates_are_what_the_script_makes(name: str) -> None:
    made = {
        "kommune.docx": build.kommune,
        "advokat.dotx": lambda: build.packed(build.advokat_parts()),
    }.get(name)
    if made:
        old, new = parts((FOLDER / name).read_bytes()), parts(made())
        assert {n: d for n, d in old.items() if n != "docProps/core.xml"} == {
            n: d for n, d in new.items() if n != "docProps/core.xml"
        }
    else:
        assert b"LibreOffice" in parts((FOLDER / name).read_bytes())["docProps/app.xml"]


@pytest.mark.parametrize("recipient", list(Recipient))
@pytest.mark.parametrize("name", NAMES)
def test_a_copy_on_a_template_is_clean_accessible_and_verifiable(
    name: str, recipient: Recipient, tmp_path: Path
) -> None:
    house = template(name)
    copy = copy_on(house, recipient)
    written = files.write(copy, (), tuple(FileFormat), tmp_path, NoFindings(), house)
    for file in written:
        checks = verify.verify(file.path, NoFindings()).checks
        assert [check.id for check in checks if not check.ok] == []
    data = written[0].path.read_bytes()
    assert data == rendered(house, copy)
    everything = b"".join(parts(data).values()).decode("utf-8", "replace")
    for trace in (
        "Forfatter",
        "Tegner",
        "Kundesen",
        "rsid",
        "paraId",
        "laget av IT",
        "Users",
        "skal bort",
        "Kari Mal",
        "Slik bruker du malen",
        "fjordvik.example/",
        "https://",
    ):
        assert trace not in everything
    assert not [n for n in parts(data) if re.search(r"custom|comment|app\.xml|thumb|glossary", n)]


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_the_same_on_every_template(name: str) -> None:
    copy = make_copy()
    assert body_paragraphs(rendered(template(name), copy)) == body_paragraphs(
        rendered(shipped(), copy)
    )


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("kommune.docx", "Fjordvik kommune, Torget 1"),
        ("kommune.docx", "Postboks 1, 0001 Fjordvik · fjordvik.example"),
        ("advokat.dotx", "Advokatfirmaet Bre DA"),
        ("advokat.dotx", "Partallsside"),
        ("stiftelse.docx", "Stiftinga Nordlys"),
    ],
)
def test_header_and_footer_are_kept_and_ours_are_added_to_each(name: str, line: str) -> None:
    house = template(name)
    draft = copy_on(house, Recipient.EMPLOYEE, draft=True, approval=None)
    lines = running_lines(rendered(house, draft))
    assert line in lines
    kinds = {"kommune.docx": 2, "advokat.dotx": 2, "stiftelse.docx": 1}[name]
    assert sum("UTKAST" in each for each in lines) == kinds
    assert sum("Sak sak-2027-014" in each for each in lines) == kinds


def test_a_page_number_of_the_templates_own_is_not_doubled() -> None:
    house = template("stiftelse.docx")
    (ours,) = [each for each in running_lines(rendered(house, make_copy())) if "Sak" in each]
    assert "Side" not in ours
    numbered = template("kommune.docx")
    assert all(
        "Side 1 av 1" in each
        for each in running_lines(rendered(numbered, make_copy()))
        if "Sak" in each
    )


def test_styles_are_matched_by_name_and_id_in_norwegian_and_english() -> None:
    kommune, advokat, stiftelse = map(template, NAMES)
    assert kommune.book.ids["Heading 1"] == "Overskrift1"
    assert kommune.book.ids["List Bullet"] == "Punktliste"
    assert kommune.book.own["Rapporttabell"] == "Table Grid"
    assert advokat.book.ids["Heading 1"] == "a1"
    assert fonts.names(advokat) == ("Garamond",)
    assert advokat.book.ids["Rapporttabell"] == "tr"
    assert advokat.book.ids["Etikett"] == "RapportEtikett"
    assert {"Tiltakskort", "Utkast"}.isdisjoint(stiftelse.book.own)
    for house in (kommune, advokat, stiftelse):
        word = python_docx.Document(BytesIO(rendered(house, make_copy())))
        known = {style.style_id for style in word.styles}
        used = {
            node.get(f"{W}val")
            for tag in ("pStyle", "rStyle", "tblStyle")
            for node in word.element.iter(f"{W}{tag}")
        }
        assert used <= known
        assert set(house.book.ids.values()) <= known


def test_added_styles_take_fonts_and_colour_of_the_organisation() -> None:
    styles = etree.fromstring(parts(template("kommune.docx").base)["word/styles.xml"])
    (card,) = [s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "Tiltakstittel"]
    assert card.find(f"{W}basedOn").get(f"{W}val") == "Overskrift2"
    assert card.find(f".//{W}bottom").get(f"{W}color") == "1F7A4D"
    assert b"0B4A6F" not in parts(template("kommune.docx").base)["word/styles.xml"]


def test_headings_have_levels_and_are_not_numbered_twice() -> None:
    house = template("advokat.dotx")
    data = parts(rendered(house, make_copy()))
    styles = etree.fromstring(data["word/styles.xml"])
    levels = {s.get(f"{W}styleId"): s.find(f"{W}pPr/{W}outlineLvl") for s in styles}
    assert levels["a1"].get(f"{W}val") == "0"
    assert not list(styles.iterfind(f"{W}style//{W}lang"))
    body = etree.fromstring(data["word/document.xml"])
    headings = [
        p
        for p in body.iter(f"{W}p")
        if p.find(f"{W}pPr/{W}pStyle") is not None
        and p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "a1"
    ]
    assert headings
    assert all(p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "0" for p in headings)


@pytest.mark.parametrize("name", NAMES)
def test_lists_have_marks_and_begin_anew(name: str) -> None:
    data = parts(rendered(template(name), make_copy()))
    numbering = etree.fromstring(data["word/numbering.xml"])
    abstract = {
        a.get(f"{W}abstractNumId"): a.find(f".//{W}numFmt").get(f"{W}val")
        for a in numbering.iter(f"{W}abstractNum")
    }
    tags = [etree.QName(n).localname for n in numbering if "num" in str(n.tag).lower()]
    assert tags == sorted(tags)
    restarted = [
        n
        for n in numbering.iter(f"{W}num")
        if n.find(f"{W}lvlOverride/{W}startOverride") is not None
    ]
    assert restarted
    assert {abstract[n.find(f"{W}abstractNumId").get(f"{W}val")] for n in restarted} == {"decimal"}


def test_a_logo_is_kept_without_its_makers_name() -> None:
    data = parts(rendered(template("kommune.docx"), make_copy()))
    logos = [d for n, d in data.items() if "logo" in n]
    assert len(logos) == 1
    assert b"IDAT" in logos[0]
    assert b"Tegnersen" not in logos[0]


def jpeg(**options: Any) -> bytes:
    from PIL import Image

    target = BytesIO()
    Image.effect_noise((40, 30), 90).convert("RGB").save(target, "JPEG", **options)
    return target.getvalue()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_blocks": 1}])
def test_a_photo_keeps_its_pixels_and_nothing_else(options: dict[str, Any]) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x013B] = "Kari Fotograf"
    told = jpeg(exif=exif, comment=b"hos legen", **options) + b"etter slutten"
    clean = pictures.clean(told)
    for trace in (b"Fotograf", b"legen", b"slutten", b"Exif"):
        assert trace not in clean
    before, after = (Image.open(BytesIO(data)).tobytes() for data in (told, clean))
    assert before == after
    assert pictures.clean(clean) == clean


def test_a_drawing_keeps_its_pixels_and_nothing_else() -> None:
    from PIL import Image, PngImagePlugin

    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", "Kari Tegner")
    target = BytesIO()
    picture = Image.effect_noise((40, 30), 90).convert("P")
    picture.save(target, "PNG", pnginfo=info, transparency=3, dpi=(300, 300))
    told = target.getvalue() + b"etter slutten"
    clean = pictures.clean(told)
    assert b"Tegner" not in clean
    assert b"slutten" not in clean
    assert Image.open(BytesIO(clean)).tobytes() == picture.tobytes()


@pytest.mark.parametrize("cut", [2, 3, 9, 20, 200])
def test_a_cut_picture_is_no_accident(cut: int) -> None:
    for data in (jpeg(), build.png()):
        assert isinstance(pictures.clean(data[: max(cut, 8)]), bytes)


def test_links_in_header_and_footer_become_words() -> None:
    house = template("kommune.docx")
    assert house.removed["links"] == 1
    data = parts(house.base)
    assert not any(b"/hyperlink" in d or b"External" in d for d in data.values())


def test_alternative_texts_and_watermarks_are_read_too() -> None:
    everything = build.advokat_parts()
    everything["word/header1.xml"] = build.running(
        "hdr",
        "Bre DA",
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape alt="Bilde av Kari">'
        '<v:textpath string="Vannmerke for Kari"/></v:shape></w:pict></w:r>'
        '<w:sdt><w:sdtPr><w:alias w:val="Karis felt"/><w:dataBinding w:xpath="/a"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>Felt</w:t></w:r></w:sdtContent></w:sdt>",
    )
    house = load(build.packed(everything))
    assert set(house.spoken) == {"Bilde av Kari", "Vannmerke for Kari", "Karis felt"}
    assert b"dataBinding" not in b"".join(parts(house.base).values())
    flagged = letterhead.sensitive_lines(house, Finds("Kari"))
    assert flagged == ("Bilde av Kari", "Vannmerke for Kari", "Karis felt")
    assert letterhead.sensitive_lines(house, Breaks())


def test_remarks_in_the_xml_and_ids_of_the_editing_are_left_out() -> None:
    everything = build.advokat_parts()
    for name in ("word/settings.xml", "word/styles.xml", "word/header1.xml", "word/document.xml"):
        part = everything[name]
        assert isinstance(part, str)
        start = part.index(">", 1) + 1
        everything[name] = f"{part[:start]}<!-- hemmelig --><?hemmelig ja?>{part[start:]}"
    everything["word/header1.xml"] = str(everything["word/header1.xml"]).replace(
        "<w:p ", '<w:p xmlns:wp14="urn:x" wp14:anchorId="1A2B3C4D" wp14:editId="5E6F7A8B" '
    )
    data = parts(rendered(load(build.packed(everything)), make_copy()))
    whole = b"".join(data.values())
    for trace in (b"hemmelig", b"1A2B3C4D", b"5E6F7A8B"):
        assert trace not in whole


def test_a_withheld_word_in_the_letterhead_is_a_leak_and_a_likeness_is_none() -> None:
    everything = build.advokat_parts()
    everything["word/header1.xml"] = build.running("hdr", "Migreneforbundet Angst DA")
    house = load(build.packed(everything))
    copy = copy_on(house)
    made = rendered(house, copy)
    assert leaks(made, copy, house, "angst") == {LeakKind.WITHHELD}
    assert leaks(made, copy, house, "migrene") == set()
    assert leaks(made, copy, shipped(), "migrene") == {LeakKind.GIVEAWAY}


def test_a_changed_letterhead_is_found_by_verify(tmp_path: Path) -> None:
    house = template("kommune.docx")
    copy = copy_on(house)
    made = rendered(house, copy)
    (tmp_path / "a.json").write_bytes(copy_json.render(copy))
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in parts(made).items():
            archive.writestr(name, part.replace(b"Torget 1", b"Torget 2"))
    (tmp_path / "a.docx").write_bytes(target.getvalue())
    failed = {c.id for c in verify.verify(tmp_path / "a.docx", NoFindings()).checks if not c.ok}
    assert failed == {"text", "clean"}


def test_the_starting_point_is_a_template() -> None:
    house = load(starting_point.render())
    assert set(house.book.needed) == set(house.book.own)
    assert house.letterhead == ()
    ours, theirs = (parts(rendered(t, make_copy())) for t in (shipped(), house))
    assert ours["word/styles.xml"] == theirs["word/styles.xml"]
