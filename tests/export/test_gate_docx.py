"""A withheld word planted in any place of a DOCX after the export is found."""

from __future__ import annotations

import gzip
import struct
import zipfile
import zlib
from base64 import b64encode
from io import BytesIO

import pytest
from planting import (
    BODY,
    DOCX,
    PDF,
    W,
    before_end,
    in_docx,
    instead,
    kinds,
    replaced,
    with_part,
)

from report_tool.export.leak_gate import LeakKind
from schemas.delivery import FileFormat

RELATIONS = "_rels/.rels"
RELATIONS_END = "</Relationships>"
PICTURE = "word/media/image1.png"


def run(xml: str) -> bytes:
    """The DOCX with a paragraph of one run at its end."""
    return before_end(f"<w:p><w:r>{xml}</w:r></w:p>")


def link(target: str) -> str:
    return (
        f'<Relationship Id="r9" Type="x" TargetMode="External" Target="{target}"/>{RELATIONS_END}'
    )


def with_unlisted_entry(content: bytes) -> bytes:
    """The DOCX with a compressed entry that its directory does not name."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = squeeze.compress(content) + squeeze.flush()
    sizes = (zlib.crc32(content), len(packed), len(content), 5, 0)
    entry = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, *sizes) + b"x.txt" + packed
    start = zipfile.ZipFile(BytesIO(DOCX)).start_dir
    end = DOCX.rindex(b"PK\x05\x06")
    moved = struct.pack("<L", start + len(entry))
    return DOCX[:start] + entry + DOCX[start : end + 16] + moved + DOCX[end + 20 :]


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
    "symbols": run("".join(f'<w:sym w:font="Arial" w:char="{ord(c):04X}"/>' for c in "migrene")),
    "symbols of a symbol font": run(
        "".join(f'<w:sym w:font="Wingdings" w:char="F0{ord(c):02X}"/>' for c in "migrene")
    ),
    "split by a bookmark": before_end(
        '<w:p><w:r><w:t>mig</w:t></w:r><w:bookmarkStart w:id="9" w:name="x"/>'
        "<w:r><w:t>rene</w:t></w:r></w:p>"
    ),
    "optional hyphen": run("<w:t>mig</w:t><w:softHyphen/><w:t>rene</w:t>"),
    "hyphen that does not break": run("<w:t>mig</w:t><w:noBreakHyphen/><w:t>rene</w:t>"),
    "over two paragraphs": before_end(
        "<w:p><w:r><w:t>mig-</w:t></w:r></w:p><w:p><w:r><w:t>rene</w:t></w:r></w:p>"
    ),
    "element of custom XML": before_end('<w:customXml w:element="migrene"/>'),
    "content control": before_end('<w:sdt><w:sdtPr><w:tag w:val="migrene"/></w:sdtPr></w:sdt>'),
    "choice of a list": before_end(
        '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="migrene" w:value="1"/>'
        "</w:dropDownList></w:sdtPr></w:sdt>"
    ),
    "simple field": before_end('<w:p><w:fldSimple w:instr=" DOCPROPERTY migrene "/></w:p>'),
    "text box": before_end(
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>mig</w:t></w:r><w:r><w:t>rene</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    ),
    "word art": run(
        '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="migrene"/>'
        "</v:shape></w:pict>"
    ),
    "text of a drawing": run(
        '<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        "<a:r><a:t>mig</a:t></a:r><a:r><a:t>rene</a:t></a:r></a:p>"
    ),
    "formula": before_end(
        '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        "<m:r><m:t>mig</m:t></m:r><m:r><m:t>rene</m:t></m:r></m:oMath></w:p>"
    ),
    "phonetic guide": run("<w:ruby><w:rt><w:r><w:t>migrene</w:t></w:r></w:rt></w:ruby>"),
    "document variable": in_docx(
        "word/settings.xml",
        replaced(
            "</w:settings>",
            '<w:docVars><w:docVar w:name="x" w:val="migrene"/></w:docVars></w:settings>',
        ),
    ),
    "footnote": with_part(
        "word/footnotes.xml",
        f"<w:f {W}><w:p><w:r><w:t>mig</w:t></w:r><w:r><w:t>rene</w:t></w:r></w:p></w:f>".encode(),
    ),
    "company": with_part(
        "docProps/app.xml", b"<Properties><Company>migrene</Company></Properties>"
    ),
    "people": with_part("word/people.xml", b'<p author="migrene"/>'),
    "content type": in_docx(
        "[Content_Types].xml",
        replaced("</Types>", '<Default Extension="migrene" ContentType="x/y"/></Types>'),
    ),
    "link": in_docx(RELATIONS, replaced(RELATIONS_END, link("mailto:migrene@a.no"))),
    "link with escapes": in_docx(RELATIONS, replaced(RELATIONS_END, link("https://a/mig%72ene"))),
    "chart": with_part("word/charts/chart1.xml", b"<c><pt><v>migrene</v></pt></c>"),
    "remark behind the root": in_docx(
        "word/settings.xml", replaced("</w:settings>", "</w:settings><!-- migrene -->")
    ),
    "namespace": in_docx(
        "word/settings.xml", replaced("<w:settings", "<w:settings xmlns:q='urn:migrene'")
    ),
    "prefix": in_docx(
        "word/settings.xml", replaced("<w:settings", "<w:settings xmlns:migrene='urn:x'")
    ),
    "name of an element": with_part("customXml/item2.xml", b"<migrene/>"),
    "name of an attribute": with_part("customXml/item2.xml", b"<a migrene='1'/>"),
    "XML in UTF-16": with_part(
        "customXml/item3.xml",
        '\ufeff<?xml version="1.0" encoding="UTF-16"?><a>migrene</a>'.encode("utf-16-le"),
    ),
    "character references": with_part("customXml/item3.xml", b"<a>&#109;igrene</a>"),
    "CDATA": with_part("customXml/item3.xml", b"<a>mig<![CDATA[rene]]></a>"),
    "split by a remark": with_part("customXml/item3.xml", b"<a>mig<!-- x -->rene</a>"),
    "split over elements": with_part("customXml/item3.xml", b"<a><b>mig</b><b>rene</b></a>"),
    "XML by another name": with_part("word/DATA.XML", b"<a>mig<b/>&#114;ene</a>"),
    "web page": with_part("word/afchunk.htm", b"<html>mig<b>rene</b></html>"),
    "web page with escapes": with_part("word/afchunk.htm", b"<html>&#109;igrene</html>"),
    "RTF": with_part("word/afchunk.rtf", rb"{\rtf1 mig{\b rene}}"),
    "RTF with escapes": with_part("word/afchunk.rtf", rb"{\rtf1 \'6d\'69grene}"),
    "mail in base64": with_part("word/a.mht", b"\n\n" + b64encode(b"Hun har migrene i dag")),
    "mail in quoted-printable": with_part("word/a.mht", b"=6Digr=\nene"),
    "compressed metafile": with_part("word/media/a.emz", gzip.compress(b"xx migrene xx")),
    "compressed part": with_part("word/media/a.bin", zlib.compress(b"xx migrene xx")),
    "metafile": with_part("word/media/a.emf", b"\x01\x00" + "migrene".encode("utf-16-le")),
    "drawing as SVG": with_part("word/media/a.svg", b"<svg>mig<tspan>rene</tspan></svg>"),
    "photograph": with_part("word/media/a.jpg", b"\xff\xd8\xff\xe1\x00\x20Exif\x00migrene\xff"),
    "remark in a PNG": in_docx(
        PICTURE, lambda b: b[:33] + b"\x00\x00\x00\x0ctEXtA\x00migrene..abcd" + b[33:]
    ),
    "bytes behind a PNG": in_docx(PICTURE, lambda b: b + b"migrene"),
    "embedded font": with_part("word/fonts/font1.odttf", b"xxxxmigrenexxxx"),
    "font": in_docx("word/styles.xml", replaced('w:ascii="', 'w:ascii="migrene ')),
    "OLE object": with_part("word/embeddings/a.bin", b"\xd0\xcf" + "migrene".encode("utf-16-le")),
    "macros": with_part("word/vbaProject.bin", b"\xd0\xcf\x11\xe0migrene"),
    "thumbnail": with_part("docProps/thumbnail.jpeg", b"\xff\xd8migrene"),
    "empty folder": with_part("word/migrene/", b""),
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
        with_part("word/media/a.emz", gzip.compress(gzip.compress(b"migrene"))),
        with_part("word/media/a.bin", PDF),
        with_unlisted_entry(b"migrene " * 4),
        with_part("word/media/a.png", b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x04zTXtabcd1234"),
    ],
)
def test_a_docx_that_cannot_be_read_is_a_leak(data: bytes) -> None:
    assert LeakKind.UNREADABLE in kinds(data, FileFormat.DOCX)


def test_the_places_are_edits() -> None:
    assert all(data != DOCX for data in DOCX_PLANTS.values())
    assert len(DOCX_PLANTS) >= 25
