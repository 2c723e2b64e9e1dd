from __future__ import annotations

import json
from typing import TYPE_CHECKING

from report_tool.workflow import advice, editing, quality
from report_tool.workflow.desk import Desk
from report_tool.workflow.fields import with_text
from report_tool.workflow.language_check import LanguageCheck
from tests.cli.conftest import PASSPHRASE
from tests.workflow.workflow_samples import NOW, WordDetector

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from schemas.case import Case
    from schemas.finding import Finding
    from tests.cli.conftest import Ran

CAUSE = "arsak/arsakTilFravaeret"


def change(home: Path, case_id: str, how: Callable[[Case], Case]) -> None:
    (vault,) = home.rglob("*.db")
    with Desk(vault, WordDetector()) as desk:
        desk.unlock(PASSPHRASE)
        desk.save(how(desk.open(case_id).case))


def blame(case: Case) -> Case:
    return editing.edit(case, with_text(case.report, CAUSE, "Hun nekter å møte."), NOW)


def test_missing_content_and_hints_are_told_and_nothing_fails(
    cli: Callable[..., Ran], case_id: str, home: Path
) -> None:
    change(home, case_id, blame)
    ran = cli("check", case_id)
    assert ran.code == 0
    assert "Må på plass før gjennomlesingen:" in ran.out
    assert "Arbeidsgiveren har ikke noe tiltak ennå." in ran.out
    assert "«nekter» kan leses som bebreidelse." in ran.out
    assert "«Årsak til fraværet»" in ran.out


def test_json_names_rule_place_and_words(cli: Callable[..., Ran], case_id: str, home: Path) -> None:
    change(home, case_id, blame)
    told = json.loads(cli("check", case_id, "--format", "json").out)
    assert told["version"] == 1
    assert told["caseId"] == case_id
    assert {"section": "arbeidssituasjon"} in [
        {"section": each["section"]} for each in told["missing"]
    ]
    (hint,) = [each for each in told["hints"] if each["rule"] == "blaming"]
    assert (hint["place"], hint["span"], hint["required"]) == (CAUSE, [4, 10], False)
    assert hint["reason"]


def test_what_was_put_aside_is_only_counted(
    cli: Callable[..., Ran], case_id: str, home: Path
) -> None:
    def put_aside(case: Case) -> Case:
        case = blame(case)
        (hint,) = [h for h in quality.open_hints(case) if h.rule == "blaming"]
        return quality.silence(case, hint, "Sitat fra møtet.", NOW)

    change(home, case_id, put_aside)
    ran = cli("check", case_id)
    assert "bebreidelse" not in ran.out
    assert "Sitat" not in ran.out
    assert "Lagt til side med grunn: 1." in ran.out


def test_a_sentence_worth_a_second_look_is_named(home: Path) -> None:
    from report_tool.workflow.intake import new_case

    class Doubting(WordDetector):
        def doubts(
            self, text: str, parties: Sequence[str], findings: Sequence[Finding]
        ) -> tuple[tuple[int, int], ...]:
            return ((0, len(text)),) if "hjemme" in text else ()

    case = new_case("2026-1", NOW)
    report = with_text(case.report, CAUSE, "Det er mye hjemme nå.")
    case = editing.edit(case, report, NOW)
    told = advice.advise(case, LanguageCheck(Doubting()))
    (hint,) = [h for h in told.hints if h.rule == "second-look"]
    assert (hint.place, hint.span) == (CAUSE, (0, 21))
    silenced = quality.silence(case, hint, "Sagt av alle.", NOW)
    assert advice.advise(silenced, LanguageCheck(Doubting())).silenced == 1
    without = advice.advise(case, LanguageCheck(WordDetector()))
    assert "second-look" not in {h.rule for h in without.hints}


def test_the_built_in_check_doubts_by_itself() -> None:
    check = LanguageCheck()
    check.load()
    spans = check.doubts("Lederen flytter vaktene.", (), ())
    assert all(0 <= start < end for start, end in spans)
