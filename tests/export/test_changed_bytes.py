"""Any changed byte in text, data or approval is found by ``verify``, wherever it stands."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from export_copies import NoFindings, make_copy

from report_tool.errors import NotACopyError
from report_tool.export import context, docx, pdf, verify
from report_tool.export import json as copy_json
from schemas.labels import Recipient

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COPY = make_copy(Recipient.NAV)
JSON = copy_json.render(COPY)
PDF = pdf.render(context.build(COPY), JSON)
DOCX = docx.render(context.build(COPY))
FLIPS = (0x01, 0x20, 0x80)


def is_found(path: Path) -> bool:
    try:
        return not verify.verify(path, NoFindings()).ok
    except NotACopyError:
        return True


def flipped(data: bytes, position: int, mask: int) -> bytes:
    return data[:position] + bytes([data[position] ^ mask]) + data[position + 1 :]


def test_every_byte_of_the_json_counts(tmp_path: Path) -> None:
    path = tmp_path / "rapport.json"
    approval = range(JSON.index(b'"approval"'), JSON.index(b'"caseId"'))
    for position in sorted({*range(0, len(JSON), 7), *approval}):
        for mask in FLIPS:
            path.write_bytes(flipped(JSON, position, mask))
            assert is_found(path), JSON[position - 10 : position + 10]


def saved(document: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def test_every_byte_of_the_attached_data_counts(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    for position in range(3, len(JSON), len(JSON) // 40):
        with pikepdf.open(BytesIO(PDF)) as document:
            spec: Any = document.Root.AF[0]
            spec.EF.F.write(flipped(JSON, position, 0x01))
            path.write_bytes(saved(document))
        assert is_found(path), position


def texts(document: pikepdf.Pdf) -> Iterator[tuple[int, int, int]]:
    """Page, instruction and operand position of every string that is shown."""
    for number, page in enumerate(document.pages):
        for index, instruction in enumerate(pikepdf.parse_content_stream(page)):
            if str(instruction.operator) == "TJ":
                pieces: Any = instruction.operands[0]
                for inner, piece in enumerate(pieces):
                    if isinstance(piece, pikepdf.String):
                        yield number, index, inner


def test_every_glyph_on_the_pages_counts(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    with pikepdf.open(BytesIO(PDF)) as document:
        places = list(texts(document))
    for page, index, inner in places[:: len(places) // 40]:
        with pikepdf.open(BytesIO(PDF)) as document:
            instructions = list(pikepdf.parse_content_stream(document.pages[page]))
            pieces: Any = instructions[index].operands[0]
            old = bytes(pieces[inner])
            changed = pikepdf.Array(list(pieces))
            changed[inner] = pikepdf.String(flipped(old, len(old) - 1, 0x01))
            instructions[index] = pikepdf.ContentStreamInstruction(
                [changed], pikepdf.Operator("TJ")
            )
            stream = pikepdf.unparse_content_stream(instructions)
            document.pages[page].Contents = document.make_stream(stream)
            path.write_bytes(saved(document))
        assert is_found(path), (page, index)


@pytest.mark.parametrize("key", ["/FontFile2", "/FontFile3", "/ToUnicode"])
def test_a_font_that_shows_other_letters_is_found(key: str, tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    with pikepdf.open(BytesIO(PDF)) as document:
        streams = [
            o[key] for o in document.objects if isinstance(o, pikepdf.Dictionary) and key in o
        ]
        if not streams:
            assert key != "/ToUnicode"
            return
        data = streams[0].read_bytes()
        streams[0].write(flipped(data, len(data) // 2, 0x01))
        path.write_bytes(saved(document))
    assert is_found(path)


def test_a_comma_for_a_full_stop_is_found(tmp_path: Path) -> None:
    name = "word/document.xml"
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(DOCX)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == name:
                data = data.replace(b"siden i fjor, og", b"siden i fjor. og", 1)
            new.writestr(entry, data)
    (tmp_path / "rapport.docx").write_bytes(target.getvalue())
    (tmp_path / "rapport.json").write_bytes(JSON)
    checks = verify.verify(tmp_path / "rapport.docx", NoFindings()).checks
    assert "text" in {check.id for check in checks if not check.ok}


def test_every_letter_of_the_docx_counts(tmp_path: Path) -> None:
    (tmp_path / "rapport.json").write_bytes(JSON)
    path = tmp_path / "rapport.docx"
    with zipfile.ZipFile(BytesIO(DOCX)) as archive:
        body = archive.read("word/document.xml").decode()
    letters = [m.start(1) for m in re.finditer(r"<w:t(?: [^>]*)?>([^<])", body)]
    for position in letters[:: len(letters) // 40]:
        changed = body[:position] + "Ø" + body[position + 1 :]
        target = BytesIO()
        with zipfile.ZipFile(BytesIO(DOCX)) as old, zipfile.ZipFile(target, "w") as new:
            for entry in old.infolist():
                data = old.read(entry)
                new.writestr(entry, changed if entry.filename == "word/document.xml" else data)
        path.write_bytes(target.getvalue())
        assert is_found(path), body[position - 20 : position + 20]


@pytest.mark.parametrize("mask", FLIPS)
def test_a_raw_byte_of_the_docx_is_found_or_harmless(mask: int, tmp_path: Path) -> None:
    """A flipped byte breaks the archive, or is named; none gives another text that passes."""
    (tmp_path / "rapport.json").write_bytes(JSON)
    path = tmp_path / "rapport.docx"
    for position in range(0, len(DOCX), len(DOCX) // 60):
        path.write_bytes(flipped(DOCX, position, mask))
        assert is_found(path), position
