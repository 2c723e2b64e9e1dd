"""Builds the three organisation templates that the tests use; people and firms are made up.

``python tests/export/templates/build.py`` writes ``kommune.docx`` (python-docx, as Word in bokmål
leaves it) and ``advokat.dotx`` (raw XML: several sections, even pages, numbered headings).
``stiftelse.docx`` is ``stiftelse.fodt`` as LibreOffice 7.4 converts it:
``soffice --headless --convert-to docx stiftelse.fodt``.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = R
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def png(remark: bytes = b"Author\0Tegner Tegnersen") -> bytes:
    """A small green logo with a remark about who drew it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"\x1f\x7a\x4d" * 60 for _ in range(20))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", 60, 20, 8, 2, 0, 0, 0)),
            chunk(b"tEXt", remark),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        )
    )


def kommune() -> bytes:
    """Word's own template in bokmål: localised ids, a first page of its own, a link, a logo."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    word = docx.Document()
    word.core_properties.author = "Forfatter Forfattersen"
    word.core_properties.comments = "laget av IT"
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.different_first_page_header_footer = True
    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = "Gill Sans MT", Pt(11)
    for english, norwegian in (
        ("Heading1", "Overskrift1"),
        ("Heading2", "Overskrift2"),
        ("Title", "Tittel"),
        ("ListBullet", "Punktliste"),
        ("TableGrid", "Tabellrutenett"),
    ):
        for node in word.styles.element.iter():
            for key in ("w:styleId", "w:val"):
                if node.get(qn(key)) == english and not node.tag.endswith("}name"):
                    node.set(qn(key), norwegian)
    heading: Any = word.styles["Heading 1"]
    heading.font.color.rgb = RGBColor(0x1F, 0x7A, 0x4D)
    logo = section.first_page_header.paragraphs[0].add_run()
    shape: Any = logo.add_picture(BytesIO(png()), width=Cm(4))
    shape._inline.docPr.set("descr", r"C:\Users\tegner\Pictures\logo.png")
    section.header.paragraphs[0].text = "Fjordvik kommune"
    footer = section.footer.paragraphs[0]
    footer.text = "Postboks 1, 0001 Fjordvik · "
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"),
        section.footer.part.relate_to(
            "https://fjordvik.example", f"{OFFICE}/hyperlink", is_external=True
        ),
    )
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "fjordvik.example"
    run.append(text)
    link.append(run)
    footer._p.append(link)
    section.first_page_footer.paragraphs[0].text = "Fjordvik kommune, Torget 1"
    word.add_heading("Slik bruker du malen", 1)
    word.add_paragraph("Kari Mal skrev denne veiledningen, og den skal ikke være med.")
    word.add_table(rows=1, cols=2, style="Table Grid")
    saved = BytesIO()
    word.save(saved)
    return saved.getvalue()


ADVOKAT_STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Standard"/>
<w:rPr><w:rFonts w:ascii="Garamond" w:hAnsi="Garamond"/>
<w:sz w:val="24"/><w:lang w:val="en-US"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="Overskrift 1"/>
<w:basedOn w:val="Standard"/>
<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr><w:rPr><w:smallCaps/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="Overskrift 2"/>
<w:basedOn w:val="a1"/></w:style>
<w:style w:type="paragraph" w:styleId="Etikett"><w:name w:val="Noe annet"/>
<w:basedOn w:val="Standard"/></w:style>
<w:style w:type="table" w:styleId="tr"><w:name w:val="Tabellrutenett"/></w:style>
</w:styles>"""

ADVOKAT_NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="3">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>"""

ADVOKAT_SETTINGS = f"""<w:settings xmlns:w="{W}"><w:writeProtection w:recommended="1"/>
<w:evenAndOddHeaders/><w:docVars><w:docVar w:name="sak" w:val="Kundenavn Kundesen"/></w:docVars>
<w:rsids><w:rsidRoot w:val="00AA11BB"/></w:rsids></w:settings>"""


def running(tag: str, text: str, extra: str = "") -> str:
    return (
        f'<w:{tag} xmlns:w="{W}"><w:p w:rsidR="00AA11BB"><w:r><w:t>{text}</w:t></w:r>{extra}'
        f"</w:p></w:{tag}>"
    )


PAGE_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PA</w:instrText></w:r>'
    '<w:r><w:instrText>GE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def advokat_document(body: str = "", section: str = "") -> str:
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:p><w:pPr><w:sectPr>'
        '<w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" '
        'r:id="rId6"/></w:sectPr></w:pPr><w:r><w:t>Forside som skal bort</w:t></w:r></w:p>'
        f"{body}<w:sectPr>"
        '<w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:cols w:num="2"/>{section}</w:sectPr></w:body></w:document>'
    )


def advokat_parts() -> dict[str, str | bytes]:
    """The parts of the law firm's template, for tests that change one of them."""
    kinds = ("styles", "numbering", "settings", "header", "footer", "footer", "customXml")
    targets = (
        "styles.xml",
        "numbering.xml",
        "settings.xml",
        "header1.xml",
        "footer1.xml",
        "footer2.xml",
        "../customXml/item1.xml",
    )
    rels = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(zip(kinds, targets, strict=True), start=1)
    )
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{word}.{kind}+xml"/>'
        for name, kind in (
            ("document", "template.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("settings", "settings"),
            ("header1", "header"),
            ("footer1", "footer"),
            ("footer2", "footer"),
        )
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        f'Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{rels}'
        "</Relationships>",
        "word/document.xml": advokat_document(),
        "word/styles.xml": ADVOKAT_STYLES,
        "word/numbering.xml": ADVOKAT_NUMBERING,
        "word/settings.xml": ADVOKAT_SETTINGS,
        "word/header1.xml": running("hdr", "Advokatfirmaet Bre DA"),
        "word/footer1.xml": running("ftr", "Fortrolig, side ", PAGE_FIELD),
        "word/footer2.xml": running("ftr", "Partallsside"),
        "customXml/item1.xml": "<a>Kundenavn Kundesen</a>",
    }


def packed(parts: dict[str, str | bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return target.getvalue()


if __name__ == "__main__":
    (FOLDER / "kommune.docx").write_bytes(kommune())
    (FOLDER / "advokat.dotx").write_bytes(packed(advokat_parts()))
