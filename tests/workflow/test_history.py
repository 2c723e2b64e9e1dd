"""Undo and redo as one history: what comes back, what never does, and what the trail says."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workflow_samples import CAUSE, DAY, NOW, WordDetector, approved, draft

from report_tool.errors import CaseClosedError
from report_tool.workflow import decisions, editing, states
from report_tool.workflow.audit import verify_chain
from report_tool.workflow.detection import locate
from report_tool.workflow.fields import get_text, with_text
from report_tool.workflow.history import LIMIT, Content, History, followed, restored
from schemas.audit import AuditAction
from schemas.case import CaseState
from schemas.decision import Scope
from schemas.labels import Recipient

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemas.case import Case

DETECTOR = WordDetector()
WORDS = ("migrene", "angst", "pause", "Hun har", "ofte.", "\n", "æøå", "")


@dataclass
class Desk:
    """A case with its history, changed as a front end changes it."""

    case: Case
    history: History

    def become(self, after: Case, typing: str = "") -> None:
        before, self.case = self.case, after
        self.history = followed(self.history, before, after, typing)

    def travel(self, by: int) -> bool:
        there = self.history.earlier if by < 0 else self.history.later
        if there is None:
            return False
        self.case = restored(self.case, there, NOW)
        self.history = self.history.moved(by)
        return True


def begun() -> Desk:
    case = draft()
    return Desk(case, History.begun(case))


def wrote(path: str, text: str) -> Callable[[Case], Case]:
    return lambda case: editing.edit(case, with_text(case.report, path, text), NOW)


def decided(kind: str, place: int) -> Callable[[Case], Case]:
    def change(case: Case) -> Case:
        open_ones = locate(case, DETECTOR)
        if not open_ones:
            return case
        found = open_ones[place % len(open_ones)]
        match kind:
            case "share":
                return decisions.share(case, [found], [Recipient.NAV], "Vaktplanen", NOW)
            case "harmless":
                return decisions.not_sensitive(case, [found], "Et ord", Scope.CASE, NOW)
            case "rewrite":
                return decisions.rewrite(case, found, "Hun trenger pauser.", NOW)
            case _:
                return decisions.withhold(case, [found], NOW)

    return change


def without_last_decision(case: Case) -> Case:
    return decisions.undo(case, case.decisions[-1].id, NOW) if case.decisions else case


def without_measures(case: Case) -> Case:
    plan = case.report.tiltaksplan.model_copy(update={"tiltak": ()})
    return editing.edit(case, case.report.model_copy(update={"tiltaksplan": plan}), NOW)


def renamed(case: Case) -> Case:
    person = case.parties.arbeidstaker.model_copy(update={"navn": "Ola Eksempel"})
    return editing.set_parties(case, case.parties.model_copy(update={"arbeidstaker": person}), NOW)


texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
changes = st.one_of(
    st.builds(wrote, st.sampled_from([CAUSE, DAY]), texts),
    st.builds(
        decided, st.sampled_from(["share", "harmless", "rewrite", "withhold"]), st.integers(0, 9)
    ),
    st.sampled_from([without_measures, renamed]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(changes, max_size=12))
def test_as_many_undos_give_the_first_content_and_redos_the_last(
    steps: list[Callable[[Case], Case]],
) -> None:
    desk = begun()
    first = Content.of(desk.case)
    for step in steps:
        desk.become(step(desk.case))
    last = Content.of(desk.case)
    done = sum(desk.travel(-1) for _ in range(len(steps) + 1))
    assert done <= len(steps)
    assert Content.of(desk.case) == first
    assert desk.history.earlier is None
    for _ in range(done):
        assert desk.travel(1)
    assert Content.of(desk.case) == last
    assert not desk.travel(1)
    verify_chain(desk.case.audit)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(changes, st.sampled_from([-1, 1])), max_size=16))
def test_in_any_order_the_ids_are_unique_the_chain_is_whole_and_undo_redo_is_identity(
    steps: list[Callable[[Case], Case] | int],
) -> None:
    desk = begun()
    for step in steps:
        if isinstance(step, int):
            desk.travel(step)
        else:
            desk.become(step(desk.case))
        assert desk.history.states[desk.history.here] == Content.of(desk.case)
    ids = [decision.id for decision in desk.case.decisions]
    assert len(set(ids)) == len(ids)
    stands = Content.of(desk.case)
    if desk.travel(-1):
        assert desk.travel(1)
    assert Content.of(desk.case) == stands
    verify_chain(desk.case.audit)


def test_typing_in_one_field_is_one_step() -> None:
    desk = begun()
    before = get_text(desk.case.report, CAUSE)
    for text in ("H", "Hu", "Hun"):
        desk.become(wrote(CAUSE, text)(desk.case), typing=CAUSE)
    assert desk.travel(-1)
    assert get_text(desk.case.report, CAUSE) == before
    assert not desk.travel(-1)


def test_another_field_and_a_closed_step_begin_a_new_one() -> None:
    desk = begun()
    desk.become(wrote(CAUSE, "En")(desk.case), typing=CAUSE)
    desk.become(wrote(DAY, "To")(desk.case), typing=DAY)
    desk.become(wrote(DAY, "To to")(desk.case), typing=DAY)
    desk.history = desk.history.closed()
    desk.become(wrote(DAY, "To to tre")(desk.case), typing=DAY)
    seen = []
    while desk.travel(-1):
        seen.append((get_text(desk.case.report, CAUSE), get_text(desk.case.report, DAY)))
    assert [day for _, day in seen][:2] == ["To to", "Hun arbeider på en liten avdeling."]
    assert len(seen) == 3


def test_typing_that_comes_to_nothing_is_no_step() -> None:
    desk = begun()
    before = get_text(desk.case.report, CAUSE)
    desk.become(wrote(CAUSE, before + "x")(desk.case), typing=CAUSE)
    desk.become(wrote(CAUSE, before)(desk.case), typing=CAUSE)
    assert not desk.travel(-1)


def test_what_comes_by_itself_belongs_to_the_step_before() -> None:
    desk = begun()
    first = Content.of(desk.case)
    desk.become(wrote(DAY, "Hun har angst.")(desk.case))
    desk.case = decided("harmless", 0)(desk.case)
    desk.history = desk.history.amended(Content.of(desk.case))
    assert desk.travel(-1)
    assert Content.of(desk.case) == first


def test_the_trail_says_what_was_taken_back_and_what_is_back() -> None:
    desk = begun()
    desk.become(decided("withhold", 0)(desk.case))
    one = desk.case.decisions[0]
    desk.travel(-1)
    desk.travel(1)
    told = [(e.action, dict(e.details).get("decision")) for e in desk.case.audit][-3:]
    assert told == [
        (AuditAction.DECIDED, one.id),
        (AuditAction.DECISION_UNDONE, one.id),
        (AuditAction.DECIDED, one.id),
    ]
    assert desk.case.decisions == (one,)


def test_an_undo_never_reaches_behind_an_answer() -> None:
    desk = begun()
    for found in locate(desk.case, DETECTOR):
        desk.become(decisions.withhold(desk.case, [found], NOW))
    before = desk.case
    answered = approved(before)
    desk.become(answered)
    assert desk.case.state is CaseState.APPROVED
    assert not desk.travel(-1)
    assert desk.case is answered
    desk.become(wrote(DAY, "Ny tekst")(desk.case))
    assert desk.travel(-1)
    assert not desk.travel(-1)
    assert desk.case.reviews == answered.reviews
    assert desk.case.state is CaseState.DRAFT
    assert desk.case.approval is None


def test_closing_and_opening_again_begins_a_new_history() -> None:
    desk = begun()
    desk.become(wrote(DAY, "Ny tekst")(desk.case))
    desk.become(states.close(desk.case, NOW))
    assert not desk.travel(-1)
    desk.become(states.reopen(desk.case, NOW))
    assert not desk.travel(-1)


def test_a_closed_case_is_not_changed_by_going_back() -> None:
    desk = begun()
    there = Content.of(wrote(DAY, "x")(desk.case))
    with pytest.raises(CaseClosedError):
        restored(states.close(desk.case, NOW), there, NOW)


def test_the_history_is_bounded_and_states_share_what_did_not_change() -> None:
    desk = begun()
    for number in range(LIMIT + 50):
        desk.become(wrote(DAY, f"Tekst {number}")(desk.case))
    assert len(desk.history.states) == LIMIT + 1
    sections = {id(state.report.tiltaksplan) for state in desk.history.states}
    assert len(sections) == 1
    assert sum(desk.travel(-1) for _ in range(2 * LIMIT)) == LIMIT
    assert sys.getsizeof(desk.history.states) < 10_000
