"""Whatever stands in a report, its copies are made, pass gate and verify, and say what is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from export_copies import NoFindings, make_copy

from report_tool.export import files, verify
from report_tool.export.organisation.template import Template, load, shipped
from report_tool.export.pdf_text import page_texts
from report_tool.export.surfaces_docx import body_paragraphs
from schemas.delivery import FileFormat
from schemas.labels import Language, Recipient
from schemas.report import Report, Steg, Tiltak, Tiltaksplan, VeiTilbake

if TYPE_CHECKING:
    from export_copies import CopyMaker

    from report_tool.export.files import WrittenFile
    from schemas.copy import RecipientCopy

ALL = tuple(FileFormat)
FOLDER = Path(__file__).parent / "templates"
SIXTY = "Arbeidsmiljøtilretteleggingsmulighetsvurderingsskjemaoversikt"
assert len(SIXTY) == 61


def with_text_everywhere(text: str) -> Report:
    """The example report with every free text replaced."""

    def walk(value: Any) -> Any:
        match value:
            case dict():
                return {key: walk(inner) for key, inner in value.items()}
            case list():
                return [walk(inner) for inner in value]
            case str() if " " in value:
                return text
            case _:
                return value

    report = make_copy(Recipient.EMPLOYER).report
    return Report.model_validate_json(json.dumps(walk(report.model_dump(mode="json"))))


def write(
    copy: RecipientCopy, folder: Path, house: Template | None = None
) -> dict[FileFormat, WrittenFile]:
    written = files.write(copy, ("migrene",), ALL, folder, NoFindings(), house)
    for file in written:
        failed = [c.id for c in verify.verify(file.path, NoFindings()).checks if not c.ok]
        assert failed == [], (file.path.name, failed)
    return {file.format: file for file in reversed(written)}


HOSTILE = {
    "emoji": ("Bra jobba 👍🏽 👩‍💻 🇳🇴 og 🤷 til slutt", True, False),
    "right to left": ("Hun sa שלום og مرحبا بالعالم til oss", True, False),
    "other scripts": ("Møte med 漢字 og ᚠᚢᚦ og 𝔉𝔯𝔞𝔨𝔱𝔲𝔯 her", True, False),
    "direction marks": ("Bord \u202egnol\u202c og \u2066mer\u2069 her", False, False),
    "control characters": ("Bord\x00\x01\x08\x1b[31m og \x7f\x85 stol\ufeff her", False, False),
    "private use": ("Bord \ue000\uf8ff og stol her", True, True),
    "unassigned": ("Bord \u0378 og \U000e0fff stol her", True, True),
    "combining": ("Bord Z̷̢̛a̵l̶g̸o̵ og e\u0301n stol her", False, False),
    "zero width": ("Bo\u200brd og st\u200dol\u2060 her nå", False, False),
    "soft hyphens": ("Arbeids\u00admiljø\u00adlov her nå", False, False),
    "line ends": ("En\r\nto\rtre\u2028fire\u2029fem her nå\n\n\n", False, False),
    "long words": (f"{SIXTY} og {SIXTY}/{SIXTY} her", False, False),
    "one long word": ("ab " + "x" * 3000, False, False),
    "markup": ("<w:p/> ]]> &amp; #eval(1) $x$ {{ 7*7 }} =cmd|' /C calc'!A0 %PDF", False, False),
    "white space": (" \t \u00a0 \u3000 ", False, False),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_in_every_field_is_exported_and_counted(name: str, tmp_path: Path) -> None:
    text, lost_in_pdf, lost_in_docx = HOSTILE[name]
    copy = make_copy(Recipient.NAV, report=with_text_everywhere(text))
    written = write(copy, tmp_path)
    assert (written[FileFormat.PDF].replaced > 0) == (lost_in_pdf or lost_in_docx)
    assert (written[FileFormat.DOCX].replaced > 0) == lost_in_docx
    assert written[FileFormat.JSON].replaced == 0
    pages = "".join(page_texts(written[FileFormat.PDF].path.read_bytes()))
    assert ("\ufffd" in pages) == lost_in_pdf


def test_emoji_and_foreign_scripts_stand_in_the_docx(tmp_path: Path) -> None:
    for name in ("emoji", "right to left", "other scripts"):
        copy = make_copy(report=with_text_everywhere(HOSTILE[name][0]))
        docx = write(copy, tmp_path / name)[FileFormat.DOCX]
        assert any(HOSTILE[name][0] in p for p in body_paragraphs(docx.path.read_bytes()))


@pytest.mark.parametrize(
    ("name", "template"),
    [
        ("emoji", "kommune.docx"),
        ("long words", "kommune.docx"),
        ("control characters", "advokat.dotx"),
        ("right to left", "stiftelse.docx"),
    ],
)
def test_any_text_stands_on_any_template(name: str, template: str, tmp_path: Path) -> None:
    from report_tool.export.letterhead import fingerprint

    house = load((FOLDER / template).read_bytes())
    copy = make_copy(
        report=with_text_everywhere(HOSTILE[name][0]), letterhead=fingerprint(house.letterhead)
    )
    write(copy, tmp_path, house)


def test_words_of_sixty_letters_stay_between_the_margins(tmp_path: Path) -> None:
    copy = make_copy(Recipient.NAV, report=with_text_everywhere(HOSTILE["long words"][0]))
    data = write(copy, tmp_path)[FileFormat.PDF].path.read_bytes()
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        edges = [text.get_charbox(i)[2] for i in range(text.count_chars())]
        assert max(edges) <= page.get_width() - 2.2 / 2.54 * 72 + 1


def test_two_hundred_measures_pass_gate_and_verify(copy_maker: CopyMaker, tmp_path: Path) -> None:
    tiltak = tuple(
        Tiltak(
            id=f"m{i}",
            beskrivelse_av_tiltak=f"Flytt bord nummer {i} til vinduet.",
            maal_med_tiltaket="Da blir det mindre gange.",
            vurdering_effekt_av_tiltak="Vi teller gangene.",
        )
        for i in range(200)
    )
    written = write(copy_maker(report=Report(tiltaksplan=Tiltaksplan(tiltak=tiltak))), tmp_path)
    texts = body_paragraphs(written[FileFormat.DOCX].path.read_bytes())
    assert sum("Flytt bord nummer 199 til" in text for text in texts) == 2


@pytest.mark.parametrize(
    ("recipient", "language"),
    [(Recipient.EMPLOYEE, Language.BOKMAL), (Recipient.NAV, Language.NYNORSK)],
)
@pytest.mark.parametrize(
    "report",
    [
        Report(),
        Report(vei_tilbake=VeiTilbake(steg=(Steg(id="s1"),))),
        Report(tiltaksplan=Tiltaksplan(tiltak=(Tiltak(id="m1"),))),
        with_text_everywhere("\n \t"),
    ],
    ids=["nothing", "a step without date", "a measure without words", "only white space"],
)
def test_empty_sections_say_so(
    report: Report, recipient: Recipient, language: Language, tmp_path: Path
) -> None:
    copy = make_copy(
        recipient,
        report=report.model_copy(update={"language": language}),
        withheld=(),
        language=language,
    )
    written = write(copy, tmp_path, shipped())
    empty = {"nb": "Ikke fylt ut.", "nn": "Ikkje fylt ut."}[language]
    assert empty in "".join(page_texts(written[FileFormat.PDF].path.read_bytes()))
