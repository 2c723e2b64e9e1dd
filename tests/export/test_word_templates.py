"""An organisation's Word template: its looks are kept, its words and tricks are not."""

from __future__ import annotations

import re
import struct
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
from report_tool.export.organisation import pictures, starting_point
from report_tool.export.organisation.faults import FaultyTemplateError
from report_tool.export.organisation.template import Template, load, shipped
from report_tool.export.surfaces_docx import body_paragraphs, running_lines
from report_tool.messages import catalogue, text
from schemas.delivery import FileFormat
from schemas.labels import Recipient

FOLDER = Path(__file__).parent / "templates"
sys.path.insert(0, str(FOLDER))
import build  # noqa: E402

if TYPE_CHECKING:
    from schemas.copy import RecipientCopy

NAMES = ("kommune.docx", "advokat.dotx", "stiftelse.docx")
W = f"{{{build.W}}}"


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
    exif = b"\xff\xe1" + struct.pack(">H", 12) + b"Exif Kari."
    jpeg = b"\xff\xd8" + exif + b"\xff\xe0\x00\x04ab" + b"\xff\xda\x00\x02\xff\xd9"
    assert pictures.clean(jpeg) == b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02\xff\xd9"
    assert pictures.clean(jpeg[:9]) is not None


def changed(name: str, old: str, new: str) -> bytes:
    everything = build.advokat_parts()
    part = everything[name]
    assert isinstance(part, str)
    assert old in part
    return build.packed({**everything, name: part.replace(old, new)})


def with_part(name: str, data: str | bytes) -> bytes:
    return build.packed({**build.advokat_parts(), name: data})


def with_relation(kind: str, target: str, mode: str = "External", part: str = "document") -> bytes:
    row = (
        f'<Relationship Id="x1" Type="{build.OFFICE}/{kind}" Target="{target}" '
        f'TargetMode="{mode}"/>'
    )
    name = f"word/_rels/{part}.xml.rels"
    if part == "document":
        return changed(name, "</Relationships>", f"{row}</Relationships>")
    return with_part(
        name, f'<Relationships xmlns="{build.PACKAGE}/relationships">{row}</Relationships>'
    )


def in_header(xml: str) -> bytes:
    return changed("word/header1.xml", "</w:p>", f"{xml}</w:p>")


def in_body(xml: str) -> bytes:
    return with_part("word/document.xml", build.advokat_document(xml))


def encrypted_zip() -> bytes:
    data = bytearray(build.packed(build.advokat_parts()))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def bomb() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in build.advokat_parts().items():
            archive.writestr(name, data)
        archive.writestr("word/media/a.bin", bytes(70 * 2**20))
    return target.getvalue()


def twice() -> bytes:
    target = BytesIO(build.packed(build.advokat_parts()))
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<a/>")
    return target.getvalue()


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "not-word"),
    "text": (b"hei", "not-word"),
    "a PDF": (b"%PDF-1.7", "not-word"),
    "another zip": (build.packed({"a.txt": "hei"}), "not-word"),
    "a spreadsheet": (changed("word/document.xml", "w:document", "w:workbook"), "not-word"),
    "old Word": (COMPOUND, "old-word"),
    "a password": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "an encrypted part": (encrypted_zip(), "encrypted"),
    "a bomb": (bomb(), "bomb"),
    "half a file": (build.packed(build.advokat_parts())[:3000], "not-word"),
    "broken XML": (with_part("word/styles.xml", "<w:styles"), "broken"),
    "an entity": (
        with_part("word/styles.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc">]><a>&b;</a>'),
        "entities",
    ),
    "a path out": (with_part("../ut.xml", "<a/>"), "broken"),
    "strict": (
        changed("word/document.xml", build.W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        "strict",
    ),
    "no section": (
        with_part(
            "word/document.xml",
            f'<w:document xmlns:w="{build.W}"><w:body><w:p/></w:body></w:document>',
        ),
        "no-section",
    ),
    "narrow": (
        with_part(
            "word/document.xml",
            build.advokat_document(
                section='<w:pgMar w:left="5000" w:right="5000" w:top="1" w:bottom="1"/>'
            ),
        ),
        "narrow",
    ),
    "macros": (
        changed(
            "[Content_Types].xml", "template.main+xml", "template.macroEnabledTemplate.main+xml"
        ),
        "macros",
    ),
    "a macro part": (with_part("word/vbaProject.bin", b"x"), "macros"),
    "ActiveX": (with_part("word/activeX/activeX1.xml", "<a/>"), "macros"),
    "a control": (in_body("<w:p><w:control/></w:p>"), "macros"),
    "a ribbon": (with_part("customUI/customUI14.xml", "<a/>"), "macros"),
    "attached template": (
        with_relation("attachedTemplate", "http://x/m.dotm", part="settings"),
        "attached",
    ),
    "linked picture": (with_relation("image", "https://x/logo.png", part="header1"), "external"),
    "linked picture in the body": (with_relation("image", "file:///c:/logo.png"), "external"),
    "subdocument": (with_relation("subDocument", "a.docx"), "external"),
    "mail merge": (with_relation("mailMergeSource", "a.csv", part="settings"), "external"),
    "inserted": (in_body("<w:p><w:ins/></w:p>"), "changes"),
    "deleted": (in_header('<w:del w:id="1"/>'), "changes"),
    "changed format": (in_header("<w:r><w:rPr><w:rPrChange/></w:rPr></w:r>"), "changes"),
    "changed style": (changed("word/styles.xml", "<w:smallCaps/>", "<w:rPrChange/>"), "changes"),
    "comments": (
        with_part(
            "word/comments.xml", f'<w:comments xmlns:w="{build.W}"><w:comment/></w:comments>'
        ),
        "comments",
    ),
    "OLE": (with_part("word/embeddings/oleObject1.bin", b"x"), "embedded"),
    "an object": (in_header("<w:r><w:object/></w:r>"), "embedded"),
    "a chart": (with_relation("chart", "charts/chart1.xml", "Internal", "header1"), "embedded"),
    "a zip within": (with_part("word/media/a.png", b"PK\x03\x04"), "embedded"),
    "a chunk": (in_body("<w:altChunk/>"), "chunk"),
    "a chunk by relation": (with_relation("aFChunk", "a.html", "Internal"), "chunk"),
    "INCLUDETEXT": (in_header('<w:fldSimple w:instr="INCLUDETEXT c:/a.docx"/>'), "field"),
    "DDE in pieces": (
        in_header(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DD</w:instrText></w:r>'
            "<w:r><w:instrText>EAUTO c:/cmd</w:instrText></w:r>"
        ),
        "field",
    ),
    "a field in a field": (
        in_header(
            build.PAGE_FIELD.replace(
                "<w:t>1</w:t>",
                '<w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDEPICTURE x'
                '</w:instrText><w:fldChar w:fldCharType="end"/>',
            )
        ),
        "field",
    ),
    "USERNAME": (in_header('<w:fldSimple w:instr=" username "/>'), "field"),
}


@pytest.mark.parametrize("trick", REFUSED)
def test_a_template_with_tricks_is_refused_with_the_reason(trick: str) -> None:
    data, reason = REFUSED[trick]
    with pytest.raises(FaultyTemplateError) as caught:
        load(data)
    assert reason in {fault.id for fault in caught.value.faults}
    assert all(str(fault) for fault in caught.value.faults)


def test_a_metafile_logo_is_refused() -> None:
    emf = with_relation("image", "media/a.emf", "Internal", "header1")
    target = BytesIO(emf)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/media/a.emf", b"\x01\0\0\0")
    with pytest.raises(FaultyTemplateError) as caught:
        load(target.getvalue())
    assert [str(f) for f in caught.value.faults] == [
        text("export.template.fault.picture", what="a.emf")
    ]


def test_a_part_that_stands_twice_is_refused() -> None:
    with pytest.raises(FaultyTemplateError):
        load(twice())


def test_every_reason_is_told_at_once_and_has_words() -> None:
    data = with_part("word/vbaProject.bin", b"PK\x03\x04")
    with pytest.raises(FaultyTemplateError) as caught:
        load(data)
    assert [fault.id for fault in caught.value.faults] == ["embedded", "macros"]
    used = {key for key in catalogue("nb", "export") if key.startswith("export.template.fault.")}
    assert {f"export.template.fault.{reason}" for _, reason in REFUSED.values()} | {
        "export.template.fault.picture",
        "export.template.fault.too-large",
    } == used


def test_any_flipped_byte_gives_a_template_or_a_reason() -> None:
    data = (FOLDER / "stiftelse.docx").read_bytes()
    for position in range(0, len(data), 97):
        broken = bytearray(data)
        broken[position] ^= 0x55
        try:
            house = load(bytes(broken))
        except FaultyTemplateError:
            continue
        assert docx.render(context.build(make_copy()), house)


def test_links_in_header_and_footer_become_words() -> None:
    house = template("kommune.docx")
    assert house.removed["links"] == 1
    data = parts(house.base)
    assert not any(b"/hyperlink" in d or b"External" in d for d in data.values())


def test_a_withheld_word_in_the_letterhead_is_a_leak_and_a_likeness_is_none() -> None:
    data = changed("word/header1.xml", "Advokatfirmaet Bre DA", "Migreneforbundet Angst DA")
    house = load(data)
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
