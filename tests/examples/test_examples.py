from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from stdnum.no import fodselsnummer, orgnr

from report_tool.workflow import completeness, examples, fields, intake
from report_tool.workflow.examples import draft
from schemas.decision import DecisionKind
from schemas.labels import Label, Language

if TYPE_CHECKING:
    from report_tool.workflow.examples import Example


@pytest.fixture(params=examples.NAMES)
def example(request: pytest.FixtureRequest) -> Example:
    return examples.load(request.param)


def test_documents_are_read_without_a_notice(example: Example) -> None:
    soknad = intake.parse_soknad(example.soknad)
    tilsagn = intake.parse_tilsagn(example.tilsagn)
    assert soknad.notices == tilsagn.notices == ()
    assert intake.cross_check(soknad, tilsagn) == ()


def test_numbers_are_valid_and_from_the_synthetic_series(example: Example) -> None:
    soknad = json.loads(example.soknad)
    number = soknad["ansatt"]["fnr"]
    assert fodselsnummer.is_valid(number)
    assert 41 <= int(number[2:4]) <= 52
    organisation = soknad["virksomhet"]["virksomhetsnummer"]
    assert orgnr.is_valid(organisation)
    assert organisation.startswith("3")
    assert soknad["virksomhet"]["kontaktperson"]["epost"].endswith(".example")


def test_report_is_complete(example: Example) -> None:
    assert completeness.missing(example.report) == ()


def test_both_written_standards_are_there() -> None:
    languages = [examples.load(name).report.language for name in examples.NAMES]
    assert languages == [Language.BOKMAL, Language.NYNORSK]


def test_all_four_kinds_of_decision_are_recorded(example: Example) -> None:
    assert {entry["kind"] for entry in example.decisions} == set(DecisionKind)


def test_most_labels_occur_in_the_drafts() -> None:
    labels = {
        Label(entry["label"]) for name in examples.NAMES for entry in examples.load(name).decisions
    }
    assert len(labels) >= 8


def named(example: Example) -> list[dict[str, Any]]:
    return [*example.decisions, *example.answer["details"]]


def test_recorded_words_stand_in_their_fields(example: Example) -> None:
    case = draft(example)
    for entry in named(example):
        assert entry["surface"] in fields.get_text(case.report, entry["field"])


def test_exactly_one_detail_is_consented_to(example: Example) -> None:
    replies = [entry["reply"] for entry in example.answer["details"]]
    assert replies.count("consent") == 1
    assert example.answer["ownWords"]
    assert example.answer["remarks"]
