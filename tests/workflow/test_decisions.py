"""The four decisions, what binds them, and what takes them away again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workflow_samples import (
    CAUSE,
    DAY,
    LATER,
    NOW,
    OWN,
    WordDetector,
    approved,
    draft,
    found,
    located,
    rewritten,
)

from report_tool.errors import (
    CaseClosedError,
    DecisionMissingError,
    EmptyRewriteError,
    FindingOutdatedError,
    RewriteChangedError,
)
from report_tool.workflow import decisions, detection, remembered, states
from report_tool.workflow.anchors import find_anchor
from report_tool.workflow.fields import get_text
from schemas.case import CaseState
from schemas.decision import Anchor, DecisionKind, Scope
from schemas.labels import OTHERS, Label, Recipient
from schemas.memory import Memory, RememberedTerm


def test_undecided_is_withheld_from_everyone_but_the_employee() -> None:
    case = draft()
    migraine = found(case, "migrene")
    assert decisions.undecided(case, located(case)) == (migraine,)
    assert [decisions.is_withheld(case, migraine, r) for r in Recipient] == [False, True, True]


def test_a_share_is_withheld_until_there_is_a_consent() -> None:
    case = draft()
    case = decisions.share(case, [found(case, "migrene")], [Recipient.NAV], "Trengs", NOW)
    assert not decisions.undecided(case, located(case))
    assert all(decisions.is_withheld(case, found(case, "migrene"), r) for r in OTHERS)


def test_not_sensitive_is_shown() -> None:
    case = draft()
    migraine = found(case, "migrene")
    case = decisions.not_sensitive(case, [migraine], "Navn på et spill", Scope.ONCE, NOW)
    assert not any(decisions.is_withheld(case, migraine, r) for r in OTHERS)


def test_an_edited_sentence_is_asked_again_and_the_others_are_not() -> None:
    case = draft(cause="Hun har migrene. Hun er operert. Vakter passer dårlig.")
    case = decisions.withhold(case, located(case), NOW)
    case = rewritten(case, CAUSE, "Hun har ofte migrene. Hun er operert. Vakter passer dårlig.")
    assert [f.finding.surface for f in decisions.undecided(case, located(case))] == ["migrene"]


def test_white_space_and_composition_do_not_matter() -> None:
    case = draft(cause="Hun får vondt i ryggen på jobb.")
    case = decisions.withhold(case, located(case), NOW)
    case = rewritten(case, CAUSE, "Først. Hun fa\u030ar  vondt i\nryggen på jobb.")
    words = {**WordDetector().words, "vondt i\nryggen": Label.SYMPTOM}
    assert not decisions.undecided(case, located(case, WordDetector(words)))


def test_equal_words_in_one_sentence_are_told_apart() -> None:
    case = draft(cause="Hun har migrene, og moren har migrene.")
    first, second = located(case)
    case = decisions.not_sensitive(case, [second], "Spillet", Scope.ONCE, NOW)
    assert decisions.is_withheld(case, first, Recipient.NAV)
    assert not decisions.is_withheld(case, second, Recipient.NAV)


def test_equal_occurrences_are_found_across_fields_and_case() -> None:
    case = draft(cause="Hun har migrene.", day="Migrene og angst.")
    one = found(case, "migrene")
    assert [f.finding.surface for f in decisions.equal_occurrences(one, located(case))] == [
        "Migrene",
        "migrene",
    ]


@pytest.mark.parametrize("scope", [Scope.CASE, Scope.EXPERT, Scope.ORGANISATION])
def test_a_remembered_term_covers_equal_words(scope: Scope) -> None:
    case = draft(cause="Hun har migrene.", day="Migrene igjen.")
    case = decisions.not_sensitive(case, [found(case, "migrene")], "Et spill", scope, NOW)
    assert not decisions.is_withheld(case, found(case, "Migrene"), Recipient.EMPLOYER)


def test_a_remembered_term_gives_way_where_the_words_are_withheld() -> None:
    case = draft(cause="Hun har migrene.", day="Migrene igjen. Slutt. Ny migrene.")
    case = decisions.not_sensitive(case, [found(case, "migrene", CAUSE)], "Spill", Scope.CASE, NOW)
    case = decisions.withhold(case, [found(case, "Migrene")], NOW)
    assert decisions.is_withheld(case, found(case, "migrene", DAY), Recipient.EMPLOYER)


def test_another_label_is_another_question() -> None:
    case = draft()
    case = decisions.not_sensitive(case, located(case), "Spill", Scope.CASE, NOW)
    other = located(case, WordDetector({"migrene": Label.SYMPTOM}))
    assert decisions.undecided(case, other) == other


def test_a_new_decision_replaces_the_old_one_under_a_new_id() -> None:
    case = draft()
    case = decisions.withhold(case, located(case), NOW)
    first = case.decisions[0].id
    case = decisions.not_sensitive(case, located(case), "Spill", Scope.ONCE, NOW)
    assert len(case.decisions) == 1
    assert case.decisions[0].id != first


def test_ids_are_never_used_twice() -> None:
    case = draft()
    seen = set()
    for _ in range(5):
        case = decisions.withhold(case, located(case), NOW)
        seen.add(case.decisions[0].id)
        case = decisions.undo(case, case.decisions[0].id, NOW)
    assert len(seen) == 5


def test_a_rewrite_changes_the_text_and_undo_restores_it() -> None:
    case = draft()
    before = case.report
    case = decisions.rewrite(case, found(case, "migrene"), "Hun tåler lite støy.", NOW)
    text = get_text(case.report, CAUSE)
    assert text == "Hun tåler lite støy. Vakter om natten passer dårlig."
    case = decisions.undo(case, case.decisions[0].id, NOW)
    assert case.report == before
    assert case.decisions == ()


def test_undo_works_while_the_rewritten_sentence_stands() -> None:
    case = draft()
    case = decisions.rewrite(case, found(case, "migrene"), "Hun tåler lite støy.", NOW)
    moved = rewritten(case, CAUSE, "Nytt først. Hun tåler lite støy.")
    moved = decisions.undo(moved, moved.decisions[0].id, NOW)
    assert get_text(moved.report, CAUSE) == "Nytt først. Hun har migrene."
    changed = rewritten(case, CAUSE, "Hun tåler litt støy.")
    with pytest.raises(RewriteChangedError):
        decisions.undo(changed, changed.decisions[0].id, NOW)


def test_words_that_come_back_after_a_rewrite_are_asked_about_again() -> None:
    case = draft()
    before = get_text(case.report, CAUSE)
    case = decisions.rewrite(case, found(case, "migrene"), "Hun tåler lite støy.", NOW)
    case = rewritten(case, CAUSE, before)
    assert [f.finding.surface for f in decisions.undecided(case, located(case))] == ["migrene"]


def test_a_rewrite_needs_words() -> None:
    case = draft()
    with pytest.raises(EmptyRewriteError):
        decisions.rewrite(case, found(case, "migrene"), " \n", NOW)


def test_an_outdated_finding_is_refused() -> None:
    case = draft()
    old = found(case, "migrene")
    case = rewritten(case, CAUSE, "Noe helt annet om migrene.")
    for decide in (
        lambda: decisions.withhold(case, [old], NOW),
        lambda: decisions.share(case, [old], [Recipient.NAV], "x", NOW),
        lambda: decisions.not_sensitive(case, [old], "x", Scope.ONCE, NOW),
        lambda: decisions.rewrite(case, old, "Ny.", NOW),
    ):
        with pytest.raises(FindingOutdatedError):
            decide()


def test_undoing_what_is_not_there_is_refused() -> None:
    with pytest.raises(DecisionMissingError):
        decisions.undo(draft(), "d99", NOW)


def test_an_unchecked_field_can_only_be_withheld() -> None:
    case = draft()
    broken = located(case, WordDetector(breaks_on="Vakter"))
    assert [(f.field, f.finding.label) for f in broken] == [(CAUSE, Label.UNCHECKED)]
    assert broken[0].finding.surface == get_text(case.report, CAUSE)
    with pytest.raises(ValueError):
        decisions.not_sensitive(case, broken, "x", Scope.ONCE, NOW)
    with pytest.raises(ValueError):
        decisions.share(case, broken, [Recipient.NAV], "x", NOW)
    with pytest.raises(ValueError):
        decisions.rewrite(case, broken[0], "Ny.", NOW)
    case = decisions.withhold(case, broken, NOW)
    assert decisions.undecided(case, broken) == ()
    assert decisions.is_withheld(case, broken[0], Recipient.NAV)


def test_a_detector_that_talks_nonsense_counts_as_failed() -> None:
    class Shifted(WordDetector):
        def analyze(self, text: str, parties: object = (), lang: str | None = None):  # type: ignore[no-untyped-def, override]
            return tuple(
                f.model_copy(update={"start": f.start + 1, "end": f.end + 1})
                for f in super().analyze(text)
            )

    assert located(draft(), Shifted())[0].finding.label is Label.UNCHECKED


def test_a_withheld_detail_stays_withheld_when_the_detector_forgets_it() -> None:
    case = draft()
    case = decisions.withhold(case, located(case), NOW)
    blind = WordDetector({})
    assert [f.finding.surface for f in located(case, blind)] == ["migrene"]
    case = decisions.undo(case, case.decisions[0].id, NOW)
    assert located(case, blind) == ()


def test_a_wider_finding_is_asked_again() -> None:
    case = draft(cause="Hun har mye migrene i blant.")
    case = decisions.withhold(case, located(case), NOW)
    wider = located(case, WordDetector({"mye migrene i blant": Label.SYMPTOM}))
    assert len(wider) == 1
    assert decisions.undecided(case, wider) == wider


def test_overlapping_spans_grow_together() -> None:
    case = draft(cause="Hun har mye migrene i blant.")
    mine = detection.marked_by_hand(CAUSE, get_text(case.report, CAUSE), 8, 19, Label.SYMPTOM)
    assert mine.finding.surface == "mye migrene"
    case = decisions.withhold(case, [mine], NOW)
    both = located(case, WordDetector({"migrene i blant": Label.DIAGNOSIS}))
    assert [f.finding.surface for f in both] == ["mye migrene i blant"]
    assert decisions.undecided(case, both) == both


def test_words_marked_by_hand_are_withheld_like_any_other() -> None:
    case = draft()
    mine = detection.marked_by_hand(DAY, get_text(case.report, DAY), 0, 3, Label.PERSON)
    case = decisions.withhold(case, [mine], NOW)
    assert any(f.field == DAY and f.finding.surface == "Hun" for f in located(case))


def test_a_decision_voids_the_approval() -> None:
    case = draft()
    case = approved(decisions.withhold(case, located(case), NOW))
    changed = decisions.not_sensitive(case, located(case), "Spill", Scope.ONCE, LATER)
    assert changed.state is CaseState.DRAFT
    assert changed.approval is None


def test_a_closed_case_takes_no_decision() -> None:
    case = draft()
    closed = states.close(case, NOW)
    with pytest.raises(CaseClosedError):
        decisions.withhold(closed, located(case), NOW)


def test_memory_is_turned_into_decisions_of_the_case() -> None:
    case = draft(day="Migrene og angst.")
    term = RememberedTerm(
        surface="migrene",
        label=Label.DIAGNOSIS,
        scope=Scope.EXPERT,
        reason="Spill",
        remembered_at=NOW,
    )
    memory = Memory(terms=(term,))
    case = remembered.apply_memory(case, located(case), memory, NOW)
    assert [f.finding.surface for f in decisions.undecided(case, located(case))] == ["angst"]
    assert {d.kind for d in case.decisions} == {DecisionKind.NOT_SENSITIVE}
    assert remembered.apply_memory(case, located(case), memory, NOW) == case


def test_memory_uncovers_nothing_after_the_approval() -> None:
    case = draft()
    case = approved(decisions.withhold(case, located(case), NOW), own_words="Jeg har angst.")
    term = RememberedTerm(
        surface="angst", label=Label.DIAGNOSIS, scope=Scope.EXPERT, reason="x", remembered_at=NOW
    )
    assert remembered.apply_memory(case, located(case), Memory(terms=(term,)), NOW) == case
    assert decisions.is_withheld(case, found(case, "angst", OWN), Recipient.NAV)


def test_only_wide_scopes_are_remembered_and_forgotten_again() -> None:
    case = draft(day="Migrene og angst.")
    case = decisions.not_sensitive(case, [found(case, "angst")], "x", Scope.CASE, NOW)
    case = decisions.not_sensitive(case, [found(case, "Migrene")], "y", Scope.EXPERT, NOW)
    memory = Memory()
    for decision in case.decisions:
        memory = remembered.remember(memory, decision)
    assert [term.surface for term in memory.terms] == ["Migrene"]
    assert remembered.forget(memory, memory.terms[0]).terms == ()


words = st.sampled_from(["migrene", "angst", "Hun", "har", "nå", ".", "!", "\n", "  ", "dårlig"])


@given(st.lists(words, max_size=25))
def test_every_anchor_is_found_where_it_was_taken(pieces: list[str]) -> None:
    text = " ".join(pieces)
    case = draft(cause=text) if text else draft(cause="x")
    for each in located(case):
        if each.field == CAUSE:
            spans = find_anchor(text, decisions.anchor(each))
            assert (each.finding.start, each.finding.end) in spans


def test_a_surface_that_cannot_be_found_covers_its_sentence() -> None:
    case = draft()
    real = decisions.anchor(found(case, "migrene"))
    odd = Anchor(field=CAUSE, sentence_hash=real.sentence_hash, surface="noe", occurrence=0)
    assert find_anchor(get_text(case.report, CAUSE), odd) == ((0, len("Hun har migrene.")),)
