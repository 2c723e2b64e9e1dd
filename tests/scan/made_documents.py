"""Documents made on the spot."""

from __future__ import annotations

import io
import zipfile

ODT_TYPE = "application/vnd.oasis.opendocument.text"
ODT_NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)
WORD_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip file with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **more: str | bytes) -> bytes:
    """Return a DOCX with this body XML; ``more`` maps part names to content."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": (
            f"<w:document {WORD_NAMESPACES}><w:body>{body}</w:body></w:document>"
        ),
    }
    return zipped(parts | more)


def odt(body: str, **more: str | bytes) -> bytes:
    """Return an ODT with this body XML; ``more`` maps part names to content."""
    content = (
        f"<office:document-content {ODT_NAMESPACES}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODT_TYPE, "content.xml": content} | more)


def pdf(*pages: str, title: str = "") -> bytes:
    """Return a PDF with one page for each piece of typst markup."""
    import typst

    source = f'#set document(title: "{title}")\n#set page(width: 9cm, height: 9cm)\n'
    source += '#set text(lang: "nb", hyphenate: true)\n#set par(justify: true)\n'
    source += "\n#pagebreak()\n".join(pages)
    return typst.compile({"main.typ": source.encode()}, format="pdf")


_PICTURE = 'image(bytes((9,) * 12), format: (encoding: "rgb8", width: 2, height: 2), width: {})'
PICTURE_PAGE = "#place(top + left, dx: -1cm, dy: -1cm, " + _PICTURE.format("9cm") + ")"
SMALL_PICTURE = "#" + _PICTURE.format("1cm")
