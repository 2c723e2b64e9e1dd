"""Words that are never flagged: taken back in a case, and shared without telling of anybody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workflow_samples import CAUSE, LATER, NOW, WordDetector, draft, found, located

from report_tool.errors import BadTermsFileError, CaseClosedError, FileExistsAlreadyError
from report_tool.workflow import decisions, remembered, shared_terms, states
from report_tool.workflow.audit import verify_chain
from report_tool.workflow.desk import Desk
from schemas.audit import AuditAction
from schemas.decision import Scope
from schemas.labels import Label
from schemas.memory import Memory, RememberedTerm
from schemas.terms import SharedTerm, SharedTerms

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.case import Case


def term(
    surface: str, label: Label = Label.SYMPTOM, scope: Scope = Scope.ORGANISATION
) -> RememberedTerm:
    return RememberedTerm(
        surface=surface, label=label, scope=scope, reason="Kari sier det", remembered_at=NOW
    )


def memory(*terms: RememberedTerm) -> Memory:
    return Memory(terms=terms)


def harmless(case: Case, scope: Scope = Scope.CASE) -> Case:
    return decisions.not_sensitive(case, [found(case, "migrene")], "Et ord", scope, NOW)


def test_what_holds_in_the_case_is_listed_once_and_taken_back() -> None:
    case = draft(cause="Hun har migrene. Migrene igjen.", day="Etter migrene er hun trøtt.")
    case = harmless(case)
    assert decisions.undecided(case, located(case)) == ()
    (listed,) = remembered.in_case(case)
    assert listed.anchor.surface == "migrene"
    back = remembered.take_back(case, "Migrene", Label.DIAGNOSIS, LATER)
    assert len(decisions.undecided(back, located(back))) == 3
    assert back.audit[-1].action is AuditAction.DECISION_UNDONE
    verify_chain(back.audit)
    assert remembered.take_back(back, "migrene", Label.DIAGNOSIS, LATER) is back
    with pytest.raises(CaseClosedError):
        remembered.take_back(states.close(case, NOW), "migrene", Label.DIAGNOSIS, LATER)


def test_a_decision_for_one_place_is_not_in_the_list_and_stays() -> None:
    case = harmless(draft(), Scope.ONCE)
    assert remembered.in_case(case) == ()
    assert remembered.take_back(case, "migrene", Label.DIAGNOSIS, LATER) is case


@pytest.mark.parametrize(
    "kept_at_home",
    [
        term("Ola Hansen", Label.PERSON),
        term("åtte to tre", Label.CONTACT),
        term("kari-knekken"),
        term("Nordmanns rygg"),
        term("tlf 912 34 567"),
        term("x" * 81),
    ],
    ids=lambda each: each.surface[:12],
)
def test_words_that_may_tell_of_a_person_stay_at_home(kept_at_home: RememberedTerm) -> None:
    mine = memory(term("trykk  i\nhodet"), kept_at_home, term("slitasje", scope=Scope.EXPERT))
    result = shared_terms.shareable(mine, ["Kari Nordmann", "Per Å"])
    assert result.left_out == (kept_at_home,)
    assert result.terms.terms == (SharedTerm(surface="trykk i hodet", label=Label.SYMPTOM),)
    content = shared_terms.encoded(result.terms).decode()
    assert "Kari" not in content
    assert "sier det" not in content


def test_a_file_is_read_and_only_what_is_new_is_added() -> None:
    shared = SharedTerms(
        terms=(
            SharedTerm(surface="rygg", label=Label.SYMPTOM),
            SharedTerm(surface="Trykk", label=Label.SYMPTOM),
        )
    )
    read = shared_terms.decoded(shared_terms.encoded(shared), "ord.json")
    assert read == shared
    mine = memory(term("trykk", scope=Scope.EXPERT))
    after, count = shared_terms.merged(mine, read, LATER)
    assert count == 1
    assert after.terms[0] == mine.terms[0]
    assert (after.terms[1].surface, after.terms[1].scope) == ("rygg", Scope.ORGANISATION)
    assert shared_terms.merged(after, read, LATER) == (after, 0)


def test_what_was_taken_in_is_decided_in_a_draft() -> None:
    shared = SharedTerms(terms=(SharedTerm(surface="Migrene", label=Label.DIAGNOSIS),))
    case = draft()
    after, _ = shared_terms.merged(Memory(), shared, NOW)
    case = remembered.apply_memory(case, located(case), after, NOW)
    (decision,) = case.decisions
    assert (decision.scope, decision.reason) == (Scope.ORGANISATION, "Fra virksomhetens ordliste")


@pytest.mark.parametrize(
    "change",
    [
        {"format": "noe annet"},
        {"schemaVersion": 2},
        {"terms": [{"surface": "Ola", "label": "PERSON"}]},
        {"terms": [{"surface": "01019012345", "label": "SYMPTOM"}]},
        {"terms": [{"surface": "to\nlinjer", "label": "SYMPTOM"}]},
        {"terms": [{"surface": "", "label": "SYMPTOM"}]},
        {"terms": [{"surface": "rygg", "label": "ALT"}]},
        {"terms": [{"surface": "rygg", "label": "SYMPTOM", "reason": "Kari"}]},
        {"terms": "rygg"},
    ],
    ids=str,
)
def test_another_file_is_refused(change: dict[str, object]) -> None:
    plain = {"format": "report-tool-terms", "schemaVersion": 1, "terms": [], **change}
    with pytest.raises(BadTermsFileError):
        shared_terms.decoded(json.dumps(plain).encode(), "ord.json")


@pytest.mark.parametrize("missing", ["format", "schemaVersion"])
def test_a_file_that_does_not_say_what_it_is_is_refused(missing: str) -> None:
    plain = {"format": "report-tool-terms", "schemaVersion": 1, "terms": []}
    del plain[missing]
    with pytest.raises(BadTermsFileError):
        shared_terms.decoded(json.dumps(plain).encode(), "ord.json")


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(BadTermsFileError):
        shared_terms.decoded(data, "ord.json")


def test_from_one_vault_to_another(tmp_path: Path) -> None:
    file = tmp_path / "ord.json"
    with Desk(tmp_path / "a.db", WordDetector()) as mine:
        mine.create("korrekt hest batteri stift")
        case = harmless(draft(), Scope.ORGANISATION)
        mine.save(case)
        mine.remember(case.decisions[0])
        mine.change_memory(lambda m: m.model_copy(update={"terms": (*m.terms, term("Karis"))}))
        result = shared_terms.write(mine, file)
        assert [each.surface for each in result.left_out] == ["Karis"]
        with pytest.raises(FileExistsAlreadyError):
            shared_terms.write(mine, file)
    with Desk(tmp_path / "b.db", WordDetector()) as other:
        other.create("korrekt hest batteri stift")
        shared = shared_terms.decoded(file.read_bytes(), file.name)
        assert shared_terms.take_in(other, shared, LATER) == 1
        assert shared_terms.take_in(other, shared, LATER) == 0
        assert [each.surface for each in other.memory().terms] == ["migrene"]
    assert CAUSE not in file.read_text(encoding="utf-8")
