"""A withheld word planted in any place of a PDF after the export is found."""

from __future__ import annotations

import gzip
import json
import zlib
from base64 import b64encode
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from planting import DOCX, FOUND, PDF, attach, draw, in_pdf, kinds

from report_tool.export.leak_gate import LeakKind
from schemas.delivery import FileFormat

if TYPE_CHECKING:
    from collections.abc import Callable

A, D, N, S = pikepdf.Array, pikepdf.Dictionary, pikepdf.Name, pikepdf.String
Edit = "Callable[[pikepdf.Pdf], None]"
TWICE = b"BT (mig) Tj (rene) Tj ET"
ESCAPED = b'{"a": "\\u006digrene"}'


def stream(document: pikepdf.Pdf, data: bytes, **keys: Any) -> Any:
    made = document.make_stream(data)
    for key, value in keys.items():
        made[f"/{key}"] = value
    return made


def root(key: str, make: Callable[[pikepdf.Pdf], Any]) -> Edit:
    return lambda document: document.Root.__setitem__(f"/{key}", make(document))


def page(key: str, make: Callable[[pikepdf.Pdf], Any]) -> Edit:
    return lambda document: document.pages[0].obj.__setitem__(f"/{key}", make(document))


def note(make: Callable[[pikepdf.Pdf], dict[str, Any]]) -> Edit:
    """A note on the first page, with these keys."""

    def one(document: pikepdf.Pdf) -> Any:
        keys = {"Subtype": N.Text, **make(document)}
        return A([document.make_indirect(D(Type=N.Annot, Rect=A([0, 0, 9, 9]), **keys))])

    return page("Annots", one)


def field(**keys: Any) -> Edit:
    return root("AcroForm", lambda d: D(Fields=A([d.make_indirect(D(FT=N.Tx, **keys))])))


def resource(kind: Any, make: Callable[[pikepdf.Pdf], Any]) -> Edit:
    return lambda d: d.pages[0].add_resource(d.make_indirect(make(d)), kind) and None


def xmp(old: bytes, new: bytes) -> Edit:
    def edit(document: pikepdf.Pdf) -> None:
        before = document.Root.Metadata.read_bytes()
        assert old in before
        document.Root.Metadata.write(before.replace(old, new, 1))

    return edit


def other_xmp(encoding: str) -> Edit:
    words = "\ufeff<x:xmpmeta xmlns:x='adobe:ns:meta/'><a>migrene</a></x:xmpmeta>"
    return lambda document: document.Root.Metadata.write(words.encode(encoding))


def every(kind: str, key: str, value: Any) -> Edit:
    """Set a key of all structure elements, or all font descriptors, of a kind."""

    def edit(document: pikepdf.Pdf) -> None:
        found = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and kind in {item.get("/S"), item.get("/Type")}
        ]
        assert found
        for item in found:
            item[key] = value

    return edit


def info(value: Any) -> Edit:
    return lambda document: document.docinfo.__setitem__("/Keywords", S(value))


def attached(data: bytes) -> Edit:
    return lambda document: attach(document, data, "b.json")


def add(content: bytes) -> Edit:
    return lambda document: document.pages[0].contents_add(content)


def file_of(document: pikepdf.Pdf, **keys: Any) -> Any:
    """A file that no list of attachments names."""
    held = D(F=stream(document, ESCAPED, **keys))
    return document.make_indirect(D(Type=N.Filespec, F=S("x.json"), EF=held))


def outline(document: pikepdf.Pdf) -> None:
    with document.open_outline() as entries:
        entries.root.append(pikepdf.OutlineItem("Om migrene", 0))


def other_letters(document: pikepdf.Pdf) -> None:
    letters = A([65, *(N(f"/{letter}") for letter in "migrene")])
    font = D(Type=N.Font, Subtype=N.Type1, BaseFont=N.Helvetica)
    font["/Encoding"] = D(Type=N.Encoding, Differences=letters)
    name = document.pages[0].add_resource(document.make_indirect(font), N.Font)
    document.pages[0].contents_add(b"BT %s 12 Tf 100 700 Td (ABCDEFG) Tj ET" % str(name).encode())


def described(key: str, value: Any) -> Edit:
    return lambda document: document.Root.AF[0].__setitem__(key, value)


BOX = {"BBox": A([0, 0, 1, 1])}
PICTURE = {
    "Type": N.XObject,
    "Subtype": N.Image,
    "Width": 1,
    "Height": 1,
    "ColorSpace": N.DeviceGray,
    "BitsPerComponent": 8,
}
TWO_LAYERS = (b'{"a": "' + b64encode(b"Hun har mig%72ene i dag") + b'"}').replace(b"=", b"")

PDF_PLANTS: dict[str, Edit] = {
    "page": lambda d: draw(d, b"(migrene) Tj"),
    "invisible text": lambda d: draw(d, b"(migrene) Tj", mode=3),
    "white on white": lambda d: draw(d, b"1 1 1 rg (migrene) Tj"),
    "beside the page": lambda d: draw(d, b"-5000 0 Td (migrene) Tj"),
    "kerned text": lambda d: draw(d, b"[(mig) 20 (rene)] TJ"),
    "drawn in two": lambda d: draw(d, b"(mig) Tj (rene) Tj"),
    "drawn in two places": lambda d: draw(d, b"(mig) Tj 1 0 Td (rene) Tj"),
    "hex text": lambda d: draw(d, b"<6d696772656e65> Tj"),
    "octal text": lambda d: draw(d, b"(\\155igrene) Tj"),
    "phone, other spacing": lambda d: draw(d, b"(ring 912 34 567) Tj"),
    "other letters for the codes": other_letters,
    "text of a mark": add(b"/Span <</ActualText (migrene)>> BDC EMC"),
    "text of a mark in UTF-16": add(
        b"/Span <</ActualText <FEFF006D0069006700720065006E0065>>> BDC EMC"
    ),
    "remark in the content": add(b"% migrene\n"),
    "form object": resource(N.XObject, lambda d: stream(d, TWICE, Subtype=N.Form, **BOX)),
    "pattern": resource(
        N.Pattern, lambda d: stream(d, TWICE, PatternType=1, PaintType=1, TilingType=1, **BOX)
    ),
    "glyph that draws": resource(
        N.Font, lambda d: D(Type=N.Font, Subtype=N.Type3, CharProcs=D(a=stream(d, TWICE)))
    ),
    "page that no list names": root("Spare", lambda d: D(Type=N.Page, Contents=stream(d, TWICE))),
    "picture": resource(N.XObject, lambda d: stream(d, b"\xff\xd8migrene\xff\xd9", **PICTURE)),
    "name of a picture": resource(
        N.XObject, lambda d: stream(d, b"\x00", Name=N("/migrene"), **PICTURE)
    ),
    "thumbnail": page("Thumb", lambda d: stream(d, b"migrene\x00")),
    "colour profile": root("Spare", lambda d: stream(d, b"\x00\x00migrene", N=3)),
    "loose stream": root("X", lambda d: stream(d, b"\x00\xffmigrene\x00")),
    "stream in hexadecimal": root(
        "X", lambda d: pikepdf.Stream(d, b"6d696772656e65>", Filter=N.ASCIIHexDecode)
    ),
    "compressed inside a stream": root("X", lambda d: stream(d, zlib.compress(b"a migrene b"))),
    "gzip inside a stream": root("X", lambda d: stream(d, gzip.compress(b"a migrene b"))),
    "stream compressed twice": root(
        "X",
        lambda d: pikepdf.Stream(
            d,
            zlib.compress(zlib.compress(b"xx migrene xx")),
            Filter=A([N.FlateDecode, N.FlateDecode]),
        ),
    ),
    "title": lambda d: d.docinfo.__setitem__("/Title", S("Migrene")),
    "author in UTF-16": lambda d: d.docinfo.__setitem__("/Author", S("migrenenø")),
    "program": lambda d: d.docinfo.__setitem__("/Creator", S("migrene 1.0")),
    "own key": lambda d: d.docinfo.__setitem__("/migrene", S("x")),
    "UTF-8": info(b"\xef\xbb\xbfmigrene"),
    "UTF-16, little end first": info(b"\xff\xfe" + "migrene".encode("utf-16-le")),
    "language marks inside the word": info("\x1bnb\x1bmig\x1bnb\x1brene"),
    "soft hyphen": info("mi\u00adgrene"),
    "full width": info("ｍｉｇｒｅｎｅ"),
    "zero-width letter": info("mig\u200crene"),
    "dot above": info("mi\u0307grene"),
    "other alphabet": info("m\u0456gr\u0435ne"),
    "XMP": xmp(b"Funksjon", b"migrene"),
    "XMP split by a remark": xmp(b"Funksjon", b"mig<!-- -->rene"),
    "XMP in CDATA": xmp(b"Funksjon", b"mig<![CDATA[rene]]>"),
    "XMP attribute": xmp(
        b"<rdf:Description", b"<rdf:Description xmlns:q='http://x' q:a='mig&#x72;ene'"
    ),
    "XMP in UTF-16": other_xmp("utf-16-be"),
    "XMP in UTF-32": other_xmp("utf-32-be"),
    "XMP of a page": page("Metadata", lambda d: stream(d, b"<x>mig&#114;ene</x>", Subtype=N.XML)),
    "alt text": every("/Figure", "/Alt", S("Figur over migrene")),
    "actual text": every("/P", "/ActualText", S("migrene")),
    "title in the structure": every("/P", "/T", S("migrene")),
    "expansion in the structure": every("/P", "/E", S("migrene")),
    "id in the structure": every("/P", "/ID", S("migrene")),
    "roles of the structure": lambda d: d.Root.StructTreeRoot.__setitem__(
        "/RoleMap", D({"/migrene": N.P})
    ),
    "classes of the structure": lambda d: d.Root.StructTreeRoot.__setitem__(
        "/ClassMap", D({"/migrene": D()})
    ),
    "name of a font": every("/FontDescriptor", "/FontName", N("/ABCDEF+migrene")),
    "family of a font": every("/FontDescriptor", "/FontFamily", S("migrene")),
    "outline": outline,
    "page label": root("PageLabels", lambda d: D(Nums=A([0, D(P=S("migrene"))]))),
    "named destination": root("Dests", lambda d: D({"/migrene": A([d.pages[0].obj, N.Fit])})),
    "names tree": lambda d: d.Root.Names.__setitem__(
        "/Dests", D(Names=A([S("migrene"), D(D=A([d.pages[0].obj, N.Fit]))]))
    ),
    "script": root("OpenAction", lambda d: D(S=N.JavaScript, JS=stream(d, b"alert('migrene')"))),
    "note": note(lambda d: {"Contents": S("migrene")}),
    "rich text of a note": note(lambda d: {"RC": S("<body><p>mig<b>rene</b></p></body>")}),
    "rich text in a stream": note(lambda d: {"RC": stream(d, b"<body>mig<b>rene</b></body>")}),
    "look of a note": note(lambda d: {"AP": D(N=stream(d, TWICE, Subtype=N.Form, **BOX))}),
    "link": note(lambda d: {"A": D(S=N.URI, URI=S("https://x.no/migrene"))}),
    "link with escapes": note(lambda d: {"A": D(S=N.URI, URI=S("https://x.no/%6Digrene"))}),
    "form field": field(T=S("felt"), V=S("migrene")),
    "name of a form field": field(T=S("migrene")),
    "choice of a form field": field(T=S("felt"), Opt=A([A([S("1"), S("migrene")])])),
    "layer": root("OCProperties", lambda d: D(OCGs=A([D(Type=N.OCG, Name=S("migrene"))]))),
    "language": root("Lang", lambda d: S("migrene")),
    "output intent": lambda d: d.Root.OutputIntents[0].__setitem__("/Info", S("migrene")),
    "viewer preferences": root("ViewerPreferences", lambda d: D(Enforce=A([N.migrene]))),
    "article": root("Threads", lambda d: A([D(I=D(Title=S("migrene")))])),
    "collection": root("Collection", lambda d: D(Schema=D(x=D(N=S("migrene"))))),
    "captured web page": root("SpiderInfo", lambda d: D(V=1, C=A([D(URL=S("migrene"))]))),
    "data of a program": root("PieceInfo", lambda d: D(Prog=D(Private=S("migrene")))),
    "list in a list": root("X", lambda d: A([A([A([S("migrene")])])])),
    "name with escapes": root("X", lambda d: N("/m#69grene")),
    "trailer": lambda d: d.trailer.__setitem__("/X", S("migrene")),
    "attachment content": attached(json.dumps({"a": "migrene"}).encode()),
    "attachment with escapes": attached(ESCAPED),
    "attachment key": attached(b'{"migrene": 1}'),
    "number in an attachment": attached(b'{"a": 91234567}'),
    "deep in an attachment": attached(b'{"a": [{"b": {"c": ["x", {"d": "Migrenen"}]}}]}'),
    "JSON in an attachment's JSON": attached(json.dumps({"a": ESCAPED.decode()}).encode()),
    "two layers in an attachment": attached(TWO_LAYERS),
    "attachment name": lambda d: attach(d, b"{}", "migrene.json"),
    "attachment of a page": page("AF", lambda d: A([file_of(d, Type=N.EmbeddedFile)])),
    "attachment without a type": page("AF", lambda d: A([file_of(d)])),
    "attachment of a note": note(lambda d: {"Subtype": N.FileAttachment, "FS": file_of(d)}),
    "description of the attachment": described("/Desc", S("migrene")),
    "other name of the attachment": described("/UF", S("migrene.json")),
    "particulars of the attachment": lambda d: d.Root.AF[0].EF.F.__setitem__(
        "/Params", D(Autor=S("migrene"))
    ),
}


@pytest.mark.parametrize("place", PDF_PLANTS)
def test_a_word_planted_in_a_pdf_is_found(place: str) -> None:
    assert kinds(in_pdf(PDF_PLANTS[place]), FileFormat.PDF) & FOUND


def test_an_edited_but_honest_pdf_passes() -> None:
    assert kinds(in_pdf(lambda d: None), FileFormat.PDF) == set()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7 broken %%EOF",
        PDF[: len(PDF) // 2],
        PDF + PDF[PDF.rindex(b"startxref") :],
        in_pdf(attached(b"\xff\xfe not json")),
        in_pdf(attached(DOCX)),
        in_pdf(root("X", lambda d: stream(d, gzip.compress(zlib.compress(b"migrene"))))),
        in_pdf(root("X", lambda d: stream(d, PDF))),
    ],
)
def test_a_pdf_that_cannot_be_read_is_a_leak(data: bytes) -> None:
    assert LeakKind.UNREADABLE in kinds(data, FileFormat.PDF)


def test_an_encrypted_pdf_is_a_leak() -> None:
    target = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="a", user=""))
    assert LeakKind.UNREADABLE in kinds(target.getvalue(), FileFormat.PDF)
