"""The printable document: golden text of each copy, and what each recipient does not get."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from report_tool.export import context
from report_tool.export.document import Block, Bullets, Card, Chart, Document, Table, block_strings
from schemas.labels import Language, Recipient
from schemas.parties import Arbeidstaker, Parties
from schemas.report import Report, Steg, Tiltak, Tiltaksplan, VeiTilbake

if TYPE_CHECKING:
    from export_copies import CopyMaker

    from schemas.copy import RecipientCopy

GOLDEN = Path(__file__).parent / "golden"


def as_text(document: Document) -> str:
    """A copy as plain text, one line a paragraph, cell by cell."""
    lines = [document.copy_line, document.title, document.subject, document.banner]
    lines += [f"{label}: {value}" for label, value in document.meta]
    lines += [document.about]
    for section in document.sections:
        lines += ["", f"{section.number} {section.heading}".strip()]
        for block in section.blocks:
            lines += _block(block)
    return "\n".join([*lines, "", document.footer, document.page]) + "\n"


def _block(block: Block) -> list[str]:
    texts = list(block_strings(block))
    match block:
        case Table(columns):
            width = len(columns)
            return [" | ".join(texts[i : i + width]) for i in range(0, len(texts), width)]
        case Bullets():
            return [f"- {text}" for text in texts]
        case Card():
            return [texts[0], *(f"  {a}: {b}" for a, b in zip(*[iter(texts[1:])] * 2, strict=True))]
        case Chart():
            return [f"[{text}]" for text in texts]
    return texts


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("recipient", list(Recipient))
def test_the_text_of_each_copy_is_golden(
    copy_maker: CopyMaker, recipient: Recipient, language: Language
) -> None:
    copy = copy_maker(recipient, language).model_copy(update={"content_hash": "cd" * 32})
    text = as_text(context.build(copy))
    path = GOLDEN / f"{recipient}-{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), "UPDATE_GOLDEN=1 rewrites the golden files"


def _all_text(copy: RecipientCopy) -> str:
    return as_text(context.build(copy))


def test_the_national_id_is_printed_for_nav_alone(copy_maker: CopyMaker) -> None:
    parties = Parties(arbeidstaker=Arbeidstaker(navn="Kari Nordmann", fnr="12855512345"))
    for recipient in Recipient:
        text = _all_text(copy_maker(recipient, parties=parties)).replace("\u00a0", "")
        assert ("12855512345" in text) == (recipient is Recipient.NAV)


def test_only_the_employee_reads_what_is_withheld_and_from_whom(copy_maker: CopyMaker) -> None:
    text = _all_text(copy_maker(Recipient.EMPLOYEE))
    assert "migrene\u00a0[1]" in text
    assert "1 | migrene | Årsak til fraværet | arbeidsgiver | Nav" in text
    assert "trekke tilbake et samtykke" in text
    for recipient in (Recipient.EMPLOYER, Recipient.NAV):
        assert "Holdt utenfor" not in _all_text(copy_maker(recipient))


def test_a_draft_says_so_and_has_no_approval(copy_maker: CopyMaker) -> None:
    document = context.build(copy_maker(Recipient.EMPLOYEE, draft=True, approval=None))
    assert document.banner.startswith("UTKAST")
    assert "Ikke godkjent ennå." in as_text(document)
    assert context.build(copy_maker()).banner == ""


def test_an_empty_report_says_so_in_every_section(copy_maker: CopyMaker) -> None:
    document = context.build(copy_maker(report=Report()))
    for section in document.sections[:8]:
        assert [list(block_strings(b)) for b in section.blocks] == [["Ikke fylt ut."]]


def test_empty_fields_have_no_heading(copy_maker: CopyMaker) -> None:
    text = _all_text(copy_maker(language=Language.NYNORSK))
    assert "Krav og ressursar i jobben" not in text
    assert "Møte\n" not in text


def test_steps_without_date_or_percentage_make_no_figure(copy_maker: CopyMaker) -> None:
    report = Report(vei_tilbake=VeiTilbake(steg=(Steg(id="s1"), Steg(id="s2"))))
    blocks = context.build(copy_maker(report=report)).sections[5].blocks
    assert not any(isinstance(block, Chart) for block in blocks)
    assert any(isinstance(block, Table) for block in blocks)


def test_one_measure_needs_no_overview_and_two_hundred_have_one(copy_maker: CopyMaker) -> None:
    def blocks(count: int) -> tuple[Block, ...]:
        tiltak = tuple(Tiltak(id=f"m{i}", beskrivelse_av_tiltak="Flytt bord") for i in range(count))
        report = Report(tiltaksplan=Tiltaksplan(tiltak=tiltak))
        return context.build(copy_maker(report=report)).sections[4].blocks

    assert [type(block) for block in blocks(1)] == [Card]
    assert sum(isinstance(block, Card) for block in blocks(200)) == 200
    assert any(isinstance(block, Table) and len(block.rows) == 200 for block in blocks(200))


def test_names_cannot_add_lines_to_the_notes(copy_maker: CopyMaker) -> None:
    copy = copy_maker(Recipient.EMPLOYEE)
    hostile = copy.parties.ekspert.model_copy(update={"navn": "Ine\n# Ny overskrift\n- punkt"})
    parties = copy.parties.model_copy(update={"ekspert": hostile})
    headings = [
        s.heading for s in context.build(copy_maker(Recipient.EMPLOYEE, parties=parties)).sections
    ]
    assert not any("Ny overskrift" in heading for heading in headings)
