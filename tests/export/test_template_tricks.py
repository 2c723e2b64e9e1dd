"""A template that could run, fetch, hide or tell something is refused, and the reason is told."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from export_copies import make_copy

from report_tool.export import context, docx
from report_tool.export.organisation.faults import FaultyTemplateError
from report_tool.export.organisation.template import load
from report_tool.messages import catalogue, text

FOLDER = Path(__file__).parent / "templates"
sys.path.insert(0, str(FOLDER))
import build  # noqa: E402


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
    "a list without a number": (
        changed("word/numbering.xml", 'w:numId="7"', 'w:numId="sju"'),
        "broken",
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
