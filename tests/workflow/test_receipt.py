"""The employee's receipt says what was approved, shared and removed, in the report's standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_tool.errors import ApprovalOutdatedError, NotApprovedError, UnwritableError
from report_tool.workflow import decisions, editing, receipt, review
from report_tool.workflow.fields import with_text
from schemas.labels import Language, Recipient
from tests.workflow.workflow_samples import (
    CAUSE,
    LATER,
    NOW,
    approved,
    consent,
    draft,
    found,
    located,
    remove,
)

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.case import Case

CAUSE_TEXT = "Hun har migrene. Hun har også angst. Hun ble operert i fjor. Natt passer dårlig."


def decided(language: Language = Language.BOKMAL) -> Case:
    case = draft(cause=CAUSE_TEXT)
    report = case.report.model_copy(update={"language": language})
    case = editing.edit(case, report, NOW)
    both = (Recipient.EMPLOYER, Recipient.NAV)
    case = decisions.share(case, [found(case, "migrene")], both, "Trengs.", NOW)
    case = decisions.share(case, [found(case, "angst")], both, "Trengs.", NOW)
    return decisions.withhold(case, located(case)[2:], NOW)


def answered(language: Language = Language.BOKMAL) -> Case:
    case = decided(language)
    migraine, anxiety = (d.id for d in case.decisions[:2])
    return approved(case, consent(migraine, Recipient.NAV), remove(anxiety))


def part(words: str, first: str, last: str) -> str:
    return words.partition(first)[2].partition(last)[0]


def test_it_tells_what_was_approved_shared_and_removed() -> None:
    case = answered()
    assert case.approval is not None
    words = receipt.receipt(case)
    assert words.splitlines()[0].startswith("BARE FOR DEG SOM ER ARBEIDSTAKER.")
    assert "Sak: sak-1\n" in words
    assert "2. mars 2026 kl.\u00a010.00, på nettsiden" in words
    assert "Navnet du skrev: Kari Nordmann\n" in words
    assert case.approval.approval_hash in words.replace(" ", "")
    shared = part(words, "JA TIL Å DELE\n", "\n\n")
    assert shared == "- «migrene» (Årsak til fraværet) med Nav."
    gone = part(words, "FJERNET FOR ANDRE\n", "\n\n")
    assert gone == "- «angst» (Årsak til fraværet). Det står bare i ditt eget eksemplar."
    assert "operert" not in words
    assert "Si fra til eksperten, Eva Ekspert." in words
    assert "«Godkjent innhold»" in words


def test_nothing_shared_or_removed_is_said_too() -> None:
    words = receipt.receipt(approved(decided()))
    assert "- Ingen merkede opplysninger.\n" in words
    assert "- Ingenting ut over det" in words
    assert "migrene" not in words


def test_it_follows_the_reports_written_standard() -> None:
    words = receipt.receipt(answered(Language.NYNORSK))
    assert words.startswith("BERRE FOR DEG")
    assert "- «migrene» (" in words
    assert "«Godkjent innhald»" in words


def test_a_withdrawn_consent_is_marked_and_the_receipt_stands() -> None:
    case = answered()
    case = review.withdraw(case, case.consents[0].decision_id, Recipient.NAV, LATER)
    words = receipt.receipt(case)
    assert "med Nav. Trukket tilbake 2. mars 2026" in words


def test_names_and_words_are_never_read_as_template_or_lines() -> None:
    case = decided()
    expert = case.parties.ekspert.model_copy(update={"navn": "{{ 7 * 7 }}\nSak: sak-2\u202e"})
    case = editing.set_parties(case, case.parties.model_copy(update={"ekspert": expert}), NOW)
    words = receipt.receipt(approved(case))
    assert "{{ 7 * 7 }} Sak: sak-2." in words
    assert "\u202e" not in words


def test_without_a_standing_approval_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "kvittering.txt"
    with pytest.raises(NotApprovedError):
        receipt.write(decided(), file)
    case = answered()
    changed = with_text(case.report, CAUSE, "Noe annet.")
    with pytest.raises(ApprovalOutdatedError):
        receipt.write(case.model_copy(update={"report": changed}), file)
    with pytest.raises(NotApprovedError):
        receipt.write(editing.edit(case, changed, NOW), file)
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_utf_8_and_its_owners_alone(tmp_path: Path) -> None:
    case = answered()
    file = tmp_path / receipt.file_name(case)
    receipt.write(case, file)
    assert file.name == "kvittering-sak-1.txt"
    assert file.read_text(encoding="utf-8") == receipt.receipt(case)
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(UnwritableError):
        receipt.write(case, tmp_path / "finnes" / "ikke.txt")
