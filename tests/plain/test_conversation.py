"""The program as a conversation: the same work, one question at a time."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from report_tool.errors import CaseMissingError, DiskFullError
from report_tool.messages import text
from report_tool.plain.program import converse
from report_tool.plain.talk import ConversationOverError, Talk
from report_tool.workflow.decisions import is_withheld
from report_tool.workflow.detection import locate
from schemas.case import CaseState
from schemas.decision import DecisionKind
from schemas.labels import Recipient
from schemas.report import Motested
from tests.tui.conftest import NOW, case, desk, full_case

if TYPE_CHECKING:
    from pathlib import Path

    from report_tool.workflow.desk import Desk
    from schemas.case import Case

__all__ = ["case", "desk", "full_case"]

WRITE, DECIDE, MISSING, TIPS, REMARKS, READ, SEND, ANSWER, EXPORT, RECEIPT, PARTIES = map(
    str, range(1, 12)
)
STOP = ""


def said(desk: Desk, *answers: str, case_id: str | None = None) -> str:
    """Give the answers, and return everything that was said."""
    target = io.StringIO()
    talk = Talk(io.StringIO("".join(f"{answer}\n" for answer in answers)), target)
    converse(talk, desk, lambda: NOW, case_id)
    return target.getvalue()


def test_a_new_case_is_written_field_by_field(desk: Desk) -> None:
    first = ("1", STOP, STOP, "1")  # new, no files, bokmål
    section = (WRITE, "1", "Bestillingen gjelder støy.", "Og lys.", ".", "ja")
    meeting = ("1", "12.10.2026", "2", "Leder", ".", STOP)
    hours = ("tull", "7,5")
    said(desk, *first, *section, *meeting, *hours, STOP, STOP)

    (stored,) = desk.cases()
    order = stored.case.report.oppdrag
    assert order.bestilling == "Bestillingen gjelder støy.\nOg lys."
    assert order.ekspert_er_uavhengig
    (held,) = order.moter
    assert (held.dato, held.motested) == (date(2026, 10, 12), list(Motested)[1])
    assert held.deltakere == "Leder"
    assert order.timer == Decimal("7.5")


def test_text_is_kept_added_to_and_emptied(desk: Desk, full_case: Case) -> None:
    desk.save(full_case)
    before = full_case.report.arsak.arsak_til_fravaeret

    def after(*answers: str) -> str:
        said(desk, WRITE, "3", *answers, STOP, STOP, case_id=full_case.case_id)
        return desk.open(full_case.case_id).case.report.arsak.arsak_til_fravaeret

    assert after(STOP) == before
    assert after("+ Mer om støy.", ".") == f"{before}\n\nMer om støy."
    assert after("Noe annet.", "", "Nytt avsnitt.", ".") == "Noe annet.\n\nNytt avsnitt."
    assert after("-") == ""


def test_items_are_changed_by_number(desk: Desk, full_case: Case) -> None:
    desk.save(full_case)
    first, second = full_case.report.tiltaksplan.tiltak

    def after(*answers: str) -> list[str]:
        said(desk, WRITE, "5", *answers, STOP, STOP, STOP, STOP, STOP, case_id=full_case.case_id)
        return [m.id for m in desk.open(full_case.case_id).case.report.tiltaksplan.tiltak]

    assert after("5", "1") == [second.id, first.id]
    assert after("3", "9", "2") == [second.id, first.id, "m3"]
    assert after("6", "1", "nei") == [second.id, first.id, "m3"]
    assert after("6", "1", "ja") == [first.id, "m3"]


def with_findings(desk: Desk, case: Case) -> Case:
    said(
        desk,
        *(
            WRITE,
            "3",
            "Hun har migrene. Hun tar Sobril. Etter skilsmisse kom søvnvansker.",
            ".",
        ),
        *(STOP, STOP),
        case_id=case.case_id,
    )
    return desk.open(case.case_id).case


def test_all_four_decisions(desk: Desk, full_case: Case) -> None:
    desk.save(full_case)
    with_findings(desk, full_case)
    spoken = said(
        desk,
        DECIDE,
        *("1", STOP, "Hun trenger ro."),
        *("2",),
        *("3", "ja", "nei", "Hun vil det selv."),
        *("4", "Navn på et kurs.", "1"),
        *(STOP, STOP),
        case_id=full_case.case_id,
    )
    decided = desk.open(full_case.case_id).case
    assert {d.kind for d in decided.decisions} == set(DecisionKind)
    assert decided.report.arsak.arsak_til_fravaeret.startswith("Hun trenger ro. Hun tar Sobril.")
    assert "Ordet står i ordlisten." in spoken
    assert text("plain.decide.done") in spoken
    for found in locate(decided, desk.detector):
        withheld = found.finding.surface != "søvnvansker"
        assert is_withheld(decided, found, Recipient.NAV) is withheld


def test_a_suggested_sentence_is_taken_by_number(desk: Desk, full_case: Case) -> None:
    desk.save(full_case)
    with_findings(desk, full_case)
    spoken = said(desk, DECIDE, "1", "1", *(STOP,) * 6, case_id=full_case.case_id)
    text_now = desk.open(full_case.case_id).case.report.arsak.arsak_til_fravaeret
    first = text_now.partition(" Hun tar Sobril")[0]
    assert "migrene" not in first
    assert f"1. {first}" in spoken


@pytest.mark.parametrize(
    "answers",
    [(STOP,), ("1", STOP, STOP), ("3", "nei", "nei"), ("3", "ja", "nei", STOP), ("4", STOP)],
)
def test_half_a_decision_is_none(desk: Desk, full_case: Case, answers: tuple[str, ...]) -> None:
    desk.save(full_case)
    with_findings(desk, full_case)
    leave_the_rest = (STOP,) * 3
    spoken = said(desk, DECIDE, *answers, *leave_the_rest, STOP, STOP, case_id=full_case.case_id)
    assert not desk.open(full_case.case_id).case.decisions
    assert text("plain.decide.later", count=4) in spoken


def test_what_is_withheld_is_not_read_out_as_the_employers_copy(
    desk: Desk, full_case: Case
) -> None:
    desk.save(full_case)
    with_findings(desk, full_case)
    spoken = said(desk, READ, "2", STOP, STOP, case_id=full_case.case_id)
    assert "migrene" not in spoken
    assert "Hun har" in spoken


def test_the_page_for_the_employee_is_written_with_its_passphrase(
    desk: Desk, full_case: Case, tmp_path: Path
) -> None:
    desk.save(full_case)
    spoken = said(desk, SEND, str(tmp_path), STOP, STOP, case_id=full_case.case_id)
    page = tmp_path / f"gjennomlesing-{full_case.case_id}.html"
    assert page.is_file()
    assert desk.open(full_case.case_id).case.state is CaseState.IN_REVIEW
    assert re.search(r"\w+(-\w+){3,}|(\w+ ){4,}\w+", spoken)


def test_no_page_is_left_when_the_case_cannot_be_saved(
    desk: Desk, full_case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.save(full_case)

    def full(case: Case) -> None:
        raise DiskFullError(file="hvelv")

    monkeypatch.setattr(desk, "save", full)
    spoken = said(desk, SEND, str(tmp_path), STOP, STOP, case_id=full_case.case_id)
    assert text("error.disk-full.what", file="hvelv") in spoken
    assert not list(tmp_path.glob("*.html"))
    assert desk.open(full_case.case_id).case.state is CaseState.DRAFT


def test_tips_are_told_with_their_reason(desk: Desk, full_case: Case) -> None:
    desk.save(full_case)
    vague = text("workflow.rule.measure-vague")
    assert vague not in said(desk, TIPS, STOP, STOP, case_id=full_case.case_id)
    said(
        desk,
        WRITE,
        "5",
        "2",
        "1",
        "Lederen skal vurdere tiltak ved behov.",
        ".",
        *(STOP,) * 10,
        case_id=full_case.case_id,
    )
    spoken = said(desk, TIPS, STOP, STOP, case_id=full_case.case_id)
    assert vague in spoken


def test_an_error_is_told_and_the_conversation_goes_on(desk: Desk, full_case: Case) -> None:
    desk.save(full_case)
    with_findings(desk, full_case)
    spoken = said(desk, SEND, STOP, MISSING, STOP, STOP, case_id=full_case.case_id)
    assert text("error.not-ready.what", missing=0, undecided=4) in spoken
    assert text("tui.missing.nothing") in spoken
    assert desk.open(full_case.case_id).case.state is CaseState.DRAFT


def test_a_case_out_for_review_is_changed_only_after_asking(desk: Desk, full_case: Case) -> None:
    desk.save(full_case.model_copy(update={"state": CaseState.IN_REVIEW}))
    said(desk, WRITE, "nei", STOP, STOP, case_id=full_case.case_id)
    assert desk.open(full_case.case_id).case.state is CaseState.IN_REVIEW
    said(desk, WRITE, "ja", "3", "Nytt.", ".", STOP, STOP, case_id=full_case.case_id)
    assert desk.open(full_case.case_id).case.state is CaseState.DRAFT


def test_names_are_corrected_and_the_expert_is_remembered(desk: Desk, full_case: Case) -> None:
    desk.save(full_case)
    keep = (STOP,) * 3
    said(
        desk,
        PARTIES,
        *("Kari Nordmann Vik", *keep),
        *keep,
        *keep,
        *("Nora Ek", STOP, "Ergoterapeut", STOP, STOP, STOP),
        *(STOP, STOP),
        *(STOP, STOP),
        case_id=full_case.case_id,
    )
    assert desk.open(full_case.case_id).case.parties.arbeidstaker.navn == "Kari Nordmann Vik"
    assert desk.memory().ekspert.kompetanse == "Ergoterapeut"


def test_when_the_input_ends_everything_so_far_is_saved(desk: Desk, full_case: Case) -> None:
    desk.save(full_case)
    spoken = said(desk, WRITE, "2", "Ny hverdag.", ".", case_id=full_case.case_id)
    assert desk.open(full_case.case_id).case.report.arbeidssituasjon.typisk_arbeidshverdag == (
        "Ny hverdag."
    )
    assert spoken.endswith(f"{text('plain.goodbye')}\n")


def test_a_case_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(CaseMissingError):
        said(desk, case_id="finnes-ikke")


def test_nothing_is_drawn(desk: Desk, full_case: Case) -> None:
    desk.save(full_case)
    assert "\x1b" not in said(desk, MISSING, REMARKS, STOP, STOP, case_id=full_case.case_id)


@pytest.mark.parametrize(
    ("answer", "chosen"), [("1", 0), ("2", 1), ("0\n3\nx\n２\n1", 0), ("", None)]
)
def test_a_choice_is_asked_again_until_it_is_one(answer: str, chosen: int | None) -> None:
    talk = Talk(io.StringIO(f"{answer}\n"), io.StringIO())
    assert talk.choose("?", ["a", "b"]) == (1 if "２" in answer else chosen)


def test_a_text_that_never_ends_ends_the_conversation() -> None:
    with pytest.raises(ConversationOverError):
        Talk(io.StringIO("en\nto\n"), io.StringIO()).paragraphs()
