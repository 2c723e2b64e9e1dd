"""The last check passes an honest file, names places and reasons, and fails closed."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from export_copies import CopyMaker, NoFindings, make_copy, sealed
from planting import (
    BODY,
    COPY,
    JSON,
    PDF,
    RENDERED,
    WITHHELD,
    draw,
    in_docx,
    in_pdf,
    kinds,
    replaced,
)

from report_tool.export import files, leak_gate
from report_tool.export import json as copy_json
from report_tool.export.leak_gate import LeakKind
from report_tool.export.own_words import surface_hash
from schemas.delivery import FileFormat
from schemas.finding import Finding
from schemas.labels import Label, Recipient
from schemas.report import Arsak, Tiltaksplan


@pytest.mark.parametrize("file_format", list(FileFormat))
@pytest.mark.parametrize("recipient", [Recipient.EMPLOYER, Recipient.NAV])
def test_an_honest_copy_passes(recipient: Recipient, file_format: FileFormat) -> None:
    copy = make_copy(recipient)
    data, _ = files._render(copy, file_format)
    assert kinds(data, file_format, copy) == set()


def test_a_word_left_in_the_copy_is_named_by_its_section(copy_maker: CopyMaker) -> None:
    report = COPY.report.model_copy(update={"arsak": Arsak(arsak_til_fravaeret="Har migrene.")})
    copy = copy_maker(report=report)
    leaks = leak_gate.check(copy_json.render(copy), FileFormat.JSON, copy, WITHHELD, NoFindings())
    assert ("Årsak til fraværet", LeakKind.WITHHELD) in {(x.where, x.kind) for x in leaks}


def test_cleared_words_and_party_names_are_no_leaks(copy_maker: CopyMaker) -> None:
    report = COPY.report.model_copy(update={"arsak": Arsak(arsak_til_fravaeret="Har migrene.")})
    copy = copy_maker(report=report, cleared=(surface_hash("Migrene"),))
    for file_format in FileFormat:
        data, _ = files._render(copy, file_format)
        assert kinds(data, file_format, copy) == set()
    withheld = ("Ola Hansen", "Solbakken")
    assert leak_gate.check(JSON, FileFormat.JSON, COPY, withheld[:1], NoFindings()) == ()
    assert leak_gate.check(JSON, FileFormat.JSON, COPY, withheld[1:], NoFindings()) == ()


def test_work_in_health_care_does_not_stop_an_operated_nurse(copy_maker: CopyMaker) -> None:
    job = "Kari er operasjonssykepleier på kreftavdelingen."
    report = COPY.report.model_copy(update={"arsak": Arsak(arsak_til_fravaeret=job)})
    copy = copy_maker(report=report)
    withheld = ("operasjon", "kreft")
    for file_format in FileFormat:
        data, _ = files._render(copy, file_format)
        assert leak_gate.check(data, file_format, copy, withheld, NoFindings()) == ()
    foreign = JSON.replace(b'"draft":', b'"x":"kreftavdelingen","draft":')
    assert leak_gate.check(foreign, FileFormat.JSON, COPY, withheld, NoFindings())


def test_a_withheld_word_of_the_template_has_its_own_reason() -> None:
    leaks = leak_gate.check(PDF, FileFormat.PDF, COPY, ("refusjon",), NoFindings())
    assert {leak.kind for leak in leaks} >= {LeakKind.FIXED_TEXT}


class Finds:
    """A detector that knows one word."""

    def __init__(self, word: str) -> None:
        self.word = word

    def analyze(self, text: str, parties: Any = (), lang: str | None = None) -> tuple[Finding, ...]:
        return tuple(
            Finding(start=m.start(), end=m.end(), label=Label.DIAGNOSIS, score=90, surface=m[0])
            for m in re.finditer(self.word, text)
        )


class Breaks:
    """A detector that cannot run."""

    def analyze(self, text: str, parties: Any = (), lang: str | None = None) -> tuple[Finding, ...]:
        raise RuntimeError("broken")


@pytest.mark.parametrize(
    ("file_format", "data"),
    [
        (FileFormat.DOCX, in_docx(BODY, replaced("helseutfordringer", "epilepsi"))),
        (FileFormat.PDF, in_pdf(lambda d: draw(d, b"(epilepsi) Tj"))),
        (FileFormat.JSON, JSON.replace(b"helseutfordringer", b"epilepsi")),
    ],
)
def test_detection_finds_what_came_in_beside_the_copy(file_format: FileFormat, data: bytes) -> None:
    def found(detector: leak_gate.Detector) -> set[LeakKind]:
        return {x.kind for x in leak_gate.check(data, file_format, COPY, (), detector)}

    assert found(NoFindings()) == set()
    assert found(Finds("epilepsi")) == {LeakKind.DETECTED}
    assert found(Breaks()) == {LeakKind.UNCHECKED}


def test_what_the_copy_says_itself_was_checked_before() -> None:
    for file_format, data in RENDERED.items():
        assert leak_gate.check(data, file_format, COPY, (), Finds("helseutfordringer")) == ()


def test_ten_benign_pages_pass(copy_maker: CopyMaker) -> None:
    tiltak = COPY.report.tiltaksplan.tiltak
    many = tuple(t.model_copy(update={"id": f"m{i}{t.id}"}) for i in range(10) for t in tiltak)
    plan = COPY.report.model_copy(update={"tiltaksplan": Tiltaksplan(tiltak=many)})
    copy = sealed(COPY.model_copy(update={"report": plan}))
    data, _ = files._render(copy, FileFormat.PDF)
    with pikepdf.open(BytesIO(data)) as document:
        assert len(document.pages) >= 10
    assert kinds(data, FileFormat.PDF, copy) == set()
