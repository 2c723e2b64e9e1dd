"""The workflow on the engine that ships, not on a list of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workflow_samples import CAUSE, DAY, MEASURE, NOW, answer, draft

from redaction.engine import Engine
from report_tool.workflow import decisions, review
from report_tool.workflow.delivery import copy_for, export_copy, withheld_strings
from report_tool.workflow.detection import locate
from report_tool.workflow.fields import get_text
from schemas.delivery import FileFormat
from schemas.labels import OTHERS, Recipient
from schemas.review import DetailAnswer, DetailReply

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.case import Case

TEXTS = {
    "cause": (
        "Kari har hatt alvorlig migrene siden i fjor. Hun bruker Sobril, og venter på utredning"
        " ved DPS. Vaktplanen endres ofte på kort varsel."
    ),
    "day": "Hun ble operert i skulderen, og kan ikke løfte over fem kilo. Hun trenger pauser.",
    "measure": "Jevnere arbeidsdager med færre avbrytelser.",
}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load()


def approved_with(case: Case, engine: Engine, *details: DetailAnswer) -> Case:
    case = review.send_to_review(case, locate(case, engine), NOW)
    return review.apply_answer(case, answer(case, details=details), locate(case, engine), NOW)


def test_details_are_found_masked_and_gone_from_the_files(engine: Engine, tmp_path: Path) -> None:
    case = draft(**TEXTS)
    findings = locate(case, engine)
    surfaces = " ".join(found.finding.surface for found in findings)
    for word in ("migrene", "Sobril", "operert"):
        assert word in surfaces
    case = approved_with(decisions.withhold(case, findings, NOW), engine)
    for recipient in OTHERS:
        copy = copy_for(case, engine, recipient, NOW)
        for path in (CAUSE, DAY):
            for word in ("migrene", "Sobril", "DPS", "operert"):
                assert word not in get_text(copy.report, path)
        assert "Vaktplanen endres ofte" in get_text(copy.report, CAUSE)
        assert "kan ikke løfte over fem kilo" in get_text(copy.report, DAY)
        assert get_text(copy.report, MEASURE) == TEXTS["measure"]
        _, files = export_copy(case, engine, recipient, list(FileFormat), tmp_path, NOW)
        assert {file.format for file in files} == set(FileFormat)


def test_a_consented_detail_is_shown_to_nav_alone(engine: Engine, tmp_path: Path) -> None:
    case = draft(**TEXTS)
    case = decisions.withhold(case, locate(case, engine), NOW)
    drug = next(f for f in locate(case, engine) if "Sobril" in f.finding.surface)
    case = decisions.share(case, [drug], [Recipient.NAV], "Nav har spurt om det", NOW)
    detail = DetailAnswer(
        decision_id=case.decisions[-1].id, reply=DetailReply.CONSENT, consent_to=(Recipient.NAV,)
    )
    case = approved_with(case, engine, detail)
    assert "Sobril" in get_text(copy_for(case, engine, Recipient.NAV, NOW).report, CAUSE)
    assert "Sobril" not in get_text(copy_for(case, engine, Recipient.EMPLOYER, NOW).report, CAUSE)
    strings = withheld_strings(case, locate(case, engine), Recipient.EMPLOYER)
    assert any("Sobril" in words for words in strings)
    export_copy(case, engine, Recipient.NAV, [FileFormat.PDF], tmp_path, NOW)


def test_decisions_hold_over_unrelated_edits(engine: Engine) -> None:
    from report_tool.workflow import editing
    from report_tool.workflow.fields import with_text

    case = draft(**TEXTS)
    case = decisions.withhold(case, locate(case, engine), NOW)
    longer = get_text(case.report, CAUSE) + " Hun trives på avdelingen."
    case = editing.edit(case, with_text(case.report, CAUSE, longer), NOW)
    assert decisions.undecided(case, locate(case, engine)) == ()
