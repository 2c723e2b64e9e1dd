"""Copies: who may get one, what is in it, and what stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workflow_samples import (
    CAUSE,
    DAY,
    LATER,
    NOW,
    OWN,
    WordDetector,
    answer,
    approved,
    consent,
    draft,
    found,
    located,
    parties,
    remove,
    rewritten,
    sent,
)

from redaction.normalise import fold
from report_tool.errors import (
    ApprovalOutdatedError,
    AuditBrokenError,
    ConflictingDecisionsError,
    DetectionFailedError,
    DraftForOthersError,
    NotApprovedError,
    UndecidedLeftError,
)
from report_tool.workflow import decisions, review, states
from report_tool.workflow.delivery import conflicts, copy_for, withheld_strings
from report_tool.workflow.fields import get_text, text_fields
from report_tool.workflow.need import left_out, parties_for
from schemas.canonical import canonical_json, content_hash
from schemas.copy import RecipientCopy
from schemas.decision import Scope
from schemas.labels import OTHERS, Label, Recipient

if TYPE_CHECKING:
    from schemas.case import Case

DETECTOR = WordDetector()


def text_in(copy: RecipientCopy, path: str) -> str:
    return get_text(copy.report, path)


def withheld_case(**texts: str) -> Case:
    case = draft(**texts)
    return approved(decisions.withhold(case, located(case), NOW))


def test_the_employee_reads_everything_and_what_others_do_not() -> None:
    case = draft(cause="Hun har migrene og angst.")
    case = decisions.withhold(case, [found(case, "angst")], NOW)
    case = decisions.share(case, [found(case, "migrene")], [Recipient.NAV], "Trengs", NOW)
    case = approved(case, consent(case.decisions[1].id, Recipient.NAV))
    copy = copy_for(case, DETECTOR, Recipient.EMPLOYEE, NOW)
    assert copy.report == case.report
    assert copy.omissions == 0
    assert [(w.surface, w.withheld_from, w.consented_to) for w in copy.withheld] == [
        ("migrene", (Recipient.EMPLOYER,), (Recipient.NAV,)),
        ("angst", OTHERS, ()),
    ]
    for detail in copy.withheld:
        assert text_in(copy, detail.field)[detail.start : detail.end] == detail.surface


def test_each_recipient_gets_what_they_may_see() -> None:
    case = draft(cause="Hun har migrene og angst. Hun er operert.")
    case = decisions.withhold(case, [found(case, "angst")], NOW, neutral="noe annet")
    case = decisions.share(case, [found(case, "migrene")], [Recipient.NAV], "Trengs", NOW)
    case = decisions.not_sensitive(case, [found(case, "operert")], "Om maskinen", Scope.ONCE, NOW)
    case = approved(case, consent(case.decisions[1].id, Recipient.NAV))
    nav = copy_for(case, DETECTOR, Recipient.NAV, NOW)
    assert text_in(nav, CAUSE) == "Hun har migrene og noe annet. Hun er operert."
    assert (nav.omissions, nav.withheld) == (1, ())
    employer = copy_for(case, DETECTOR, Recipient.EMPLOYER, NOW)
    assert "migrene" not in text_in(employer, CAUSE)
    assert employer.omissions == 2
    assert len(employer.cleared) == 1
    assert len(nav.cleared) == 2


def test_a_copy_carries_the_approval_and_its_own_hash() -> None:
    case = withheld_case()
    copy = copy_for(case, DETECTOR, Recipient.NAV, LATER)
    assert copy.approval is not None
    assert case.approval is not None
    assert copy.approval.approval_hash == case.approval.approval_hash
    assert copy.content_hash == content_hash(copy.model_copy(update={"content_hash": ""}))
    assert RecipientCopy.model_validate_json(canonical_json(copy)) == copy


def test_identifiers_go_only_where_they_are_needed() -> None:
    case = withheld_case()
    copies = {r: copy_for(case, DETECTOR, r, NOW).parties.arbeidstaker for r in Recipient}
    assert [copies[r].fnr for r in Recipient] == ["", "", "01019012345"]
    assert [copies[r].telefonnummer for r in Recipient] == ["91234567", "", ""]
    assert [copies[r].epost for r in Recipient] == ["kari@post.no", "", ""]
    assert all(copies[r].navn == "Kari Nordmann" for r in Recipient)


def test_identifiers_left_out_are_watched_for_in_every_spelling() -> None:
    assert set(left_out(parties(), Recipient.EMPLOYER)) == {
        "01019012345",
        "010190 12345",
        "91234567",
        "912 34 567",
        "91 23 45 67",
        "kari@post.no",
    }
    assert "01019012345" not in left_out(parties(), Recipient.NAV)
    assert parties_for(parties(), Recipient.NAV).virksomhet == parties().virksomhet


@pytest.mark.parametrize("recipient", list(Recipient))
def test_no_final_copy_without_an_approval(recipient: Recipient) -> None:
    case = draft()
    case = decisions.withhold(case, located(case), NOW)
    for each in (case, sent(case), states.close(approved(case), NOW)):
        with pytest.raises(NotApprovedError):
            copy_for(each, DETECTOR, recipient, NOW)


def test_a_draft_goes_to_the_employee_only() -> None:
    case = draft()
    copy = copy_for(case, DETECTOR, Recipient.EMPLOYEE, NOW, draft=True)
    assert copy.draft
    assert copy.approval is None
    for recipient in OTHERS:
        with pytest.raises(DraftForOthersError):
            copy_for(withheld_case(), DETECTOR, recipient, NOW, draft=True)


def test_a_case_changed_behind_the_workflows_back_is_refused() -> None:
    case = withheld_case()
    report = rewritten(case, DAY, "Noe nytt.").report
    for change in (
        {"report": report},
        {"decisions": ()},
        {
            "parties": case.parties.model_copy(
                update={"nav": case.parties.nav.model_copy(update={"kontaktperson": "En annen"})}
            )
        },
    ):
        with pytest.raises(ApprovalOutdatedError):
            copy_for(case.model_copy(update=change), DETECTOR, Recipient.NAV, NOW)
    with pytest.raises(AuditBrokenError):
        copy_for(case.model_copy(update={"audit": case.audit[1:]}), DETECTOR, Recipient.NAV, NOW)


def test_a_withdrawn_consent_masks_the_next_copy() -> None:
    case = draft()
    case = decisions.share(case, located(case), [Recipient.NAV], "Trengs", NOW)
    one = case.decisions[0].id
    case = approved(case, consent(one, Recipient.NAV))
    assert "migrene" in text_in(copy_for(case, DETECTOR, Recipient.NAV, NOW), CAUSE)
    case = review.withdraw(case, one, Recipient.NAV, LATER)
    assert "migrene" not in text_in(copy_for(case, DETECTOR, Recipient.NAV, LATER), CAUSE)
    assert "migrene" in withheld_strings(case, located(case), Recipient.NAV)


def test_a_field_that_cannot_be_checked_is_withheld_as_a_whole() -> None:
    case = draft()
    broken = WordDetector(breaks_on="Vakter")
    case = decisions.withhold(case, located(case, broken), NOW)
    case = review.send_to_review(case, located(case, broken), NOW)
    case = review.apply_answer(case, answer(case), located(case, broken), NOW)
    copy = copy_for(case, broken, Recipient.EMPLOYER, NOW)
    assert text_in(copy, CAUSE) == "[utelatt]"


def test_without_any_detector_there_is_no_copy_for_others() -> None:
    class Dead(WordDetector):
        def analyze(self, text: str, parties: object = (), lang: str | None = None):  # type: ignore[no-untyped-def, override]
            raise RuntimeError

    for recipient in OTHERS:
        with pytest.raises(DetectionFailedError):
            copy_for(withheld_case(), Dead(), recipient, NOW)


def test_neutral_words_that_are_a_finding_stop_the_copy() -> None:
    case = draft()
    case = decisions.withhold(case, located(case), NOW, neutral="angst")
    with pytest.raises(UndecidedLeftError) as caught:
        copy_for(approved(case), DETECTOR, Recipient.NAV, NOW)
    assert "migrene" not in str(caught.value.parameters)
    assert caught.value.parameters["field"] == "«Årsak til fraværet» (årsak til fraværet)"


def test_a_finding_that_masking_uncovers_stops_the_copy() -> None:
    """The detector sees more once a neighbour is masked: nobody decided about that."""
    case = draft(cause="Hun har migrene om natten.")
    case = decisions.withhold(case, located(case), NOW, neutral="noe")
    sharper = WordDetector({"migrene": Label.DIAGNOSIS, "noe om natten": Label.SYMPTOM})
    with pytest.raises(UndecidedLeftError):
        copy_for(approved(case), sharper, Recipient.NAV, NOW)


def test_a_detector_that_learned_more_withholds_more() -> None:
    case = withheld_case()
    sharper = WordDetector({**DETECTOR.words, "vakter": Label.SYMPTOM})
    copy = copy_for(case, sharper, Recipient.NAV, NOW)
    assert "Vakter" not in text_in(copy, CAUSE)


def test_a_detector_that_forgot_withholds_what_was_decided() -> None:
    copy = copy_for(withheld_case(), WordDetector({}), Recipient.NAV, NOW)
    assert "migrene" not in text_in(copy, CAUSE)


def test_the_same_words_withheld_here_and_shown_there_is_a_conflict() -> None:
    case = draft(cause="Hun har migrene.", day="Migrene heter spillet.")
    case = decisions.withhold(case, [found(case, "migrene", CAUSE)], NOW)
    case = decisions.not_sensitive(case, [found(case, "Migrene", DAY)], "Spill", Scope.ONCE, NOW)
    for recipient in OTHERS:
        (conflict,) = conflicts(case, located(case), recipient)
        assert (conflict.withheld, conflict.shown) == (CAUSE, DAY)
    with pytest.raises(ConflictingDecisionsError) as caught:
        copy_for(approved(case), DETECTOR, Recipient.NAV, NOW)
    assert "migrene" not in str(caught.value.parameters).casefold()
    assert "Typisk arbeidshverdag" in str(caught.value.parameters["shown"])


def test_consent_to_one_of_two_equal_details_is_a_conflict() -> None:
    case = draft(cause="Hun har migrene.", day="Migrene heter spillet.")
    case = decisions.share(case, located(case), [Recipient.NAV], "Trengs", NOW)
    case = approved(case, consent(case.decisions[0].id, Recipient.NAV))
    with pytest.raises(ConflictingDecisionsError):
        copy_for(case, DETECTOR, Recipient.NAV, NOW)
    assert copy_for(case, DETECTOR, Recipient.EMPLOYER, NOW).omissions == 2


def test_a_withheld_word_inside_a_harmless_one_is_a_conflict() -> None:
    case = draft(cause="Hun har migrene i familien.")
    case = decisions.withhold(case, located(case), NOW)
    wide = WordDetector({"migrene i familien": Label.PRIVATE_LIFE})
    case = decisions.not_sensitive(case, located(case, wide), "Spill", Scope.ONCE, NOW)
    case = review.send_to_review(case, located(case, wide), NOW)
    case = review.apply_answer(case, answer(case), located(case, wide), NOW)
    with pytest.raises(ConflictingDecisionsError):
        copy_for(case, wide, Recipient.NAV, NOW)


def test_rewritten_words_are_watched_for_unless_they_are_shown_elsewhere() -> None:
    case = draft(cause="Hun har migrene.", day="Migrene heter spillet.")
    case = decisions.rewrite(case, found(case, "migrene", CAUSE), "Hun tåler lite støy.", NOW)
    gone = decisions.withhold(case, located(case), NOW)
    assert "migrene" in withheld_strings(gone, located(gone), Recipient.NAV)
    shown = decisions.not_sensitive(case, located(case), "Spill", Scope.ONCE, NOW)
    assert "migrene" not in withheld_strings(shown, located(shown), Recipient.NAV)
    assert copy_for(approved(shown), DETECTOR, Recipient.NAV, NOW).omissions == 0


def test_rewritten_words_that_stand_unmarked_are_a_conflict() -> None:
    case = draft(cause="Hun har migrene.")
    case = decisions.rewrite(case, found(case, "migrene"), "Migrene er ordet.", NOW)
    blind = WordDetector({})
    case = review.send_to_review(case, located(case, blind), NOW)
    case = review.apply_answer(case, answer(case), located(case, blind), NOW)
    with pytest.raises(ConflictingDecisionsError):
        copy_for(case, blind, Recipient.NAV, NOW)


def test_words_that_the_header_prints_by_need_are_no_conflict() -> None:
    case = draft(cause="Nummeret er 01019012345.")
    case = approved(decisions.withhold(case, located(case), NOW))
    assert "01019012345" not in withheld_strings(case, located(case), Recipient.NAV)
    assert "01019012345" in withheld_strings(case, located(case), Recipient.EMPLOYER)
    nav = copy_for(case, DETECTOR, Recipient.NAV, NOW)
    assert "01019012345" not in text_in(nav, CAUSE)


def test_own_words_are_masked_for_others_and_whole_for_the_employee() -> None:
    case = draft()
    case = approved(decisions.withhold(case, located(case), NOW), own_words="Jeg har angst.")
    assert "angst" not in text_in(copy_for(case, DETECTOR, Recipient.EMPLOYER, NOW), OWN)
    assert text_in(copy_for(case, DETECTOR, Recipient.EMPLOYEE, NOW), OWN) == "Jeg har angst."


def test_a_removed_rewrite_leaves_nothing_of_its_sentence() -> None:
    case = draft(cause="Hun har migrene. Vakter passer dårlig.")
    case = decisions.rewrite(case, found(case, "migrene"), "Hun tåler lite støy.", NOW)
    case = approved(case, remove(case.decisions[0].id))
    copy = copy_for(case, DETECTOR, Recipient.NAV, NOW)
    assert "støy" not in text_in(copy, CAUSE)
    assert text_in(copy, CAUSE).endswith("Vakter passer dårlig.")


pieces = st.sampled_from(
    [
        "migrene",
        "Angst",
        "operert",
        "vondt i ryggen",
        "Hun har",
        "og",
        "er",
        ".",
        "!",
        "\n",
        "på jobb",
    ]
)


@settings(deadline=None)
@given(st.lists(pieces, min_size=1, max_size=30), st.data())
def test_masked_copies_never_hold_a_withheld_surface(words: list[str], data: st.DataObject) -> None:
    case = draft(cause=f"Nå: {' '.join(words)}", day=f"Før: {' '.join(reversed(words))}")
    for each in located(case):
        kind = data.draw(st.sampled_from(["withhold", "share", "harmless", "leave"]))
        if kind == "withhold":
            case = decisions.withhold(case, [each], NOW)
        elif kind == "share":
            case = decisions.share(case, [each], OTHERS, "Trengs", NOW)
        elif kind == "harmless":
            case = decisions.not_sensitive(case, [each], "x", Scope.ONCE, NOW)
    findings = located(case)
    undecided = decisions.undecided(case, findings)
    case = decisions.withhold(case, undecided, NOW)
    case = approved(case)
    for recipient in OTHERS:
        try:
            copy = copy_for(case, DETECTOR, recipient, NOW)
        except ConflictingDecisionsError:
            assert conflicts(case, findings, recipient)
            continue
        text = fold(" \n ".join(field.text for field in text_fields(copy.report)))
        for surface in withheld_strings(case, located(case), recipient):
            assert fold(surface) not in text


def test_a_neutral_phrase_under_suspicion_gives_way_to_the_last_resort() -> None:
    """A detector may doubt our own words in their new place; the copy must still come out."""
    case = draft(cause="Hun har migrene om natten. Vakter passer dårlig.")
    case = approved(decisions.withhold(case, located(case), NOW))
    phrase = text_in(copy_for(case, DETECTOR, Recipient.NAV, NOW), CAUSE)
    ours = phrase.removeprefix("Hun har ").partition(" om natten")[0]
    doubting = WordDetector({**DETECTOR.words, f"{ours} om": Label.SYMPTOM})
    copy = copy_for(case, doubting, Recipient.NAV, NOW)
    assert text_in(copy, CAUSE) == "Hun har [utelatt] om natten. Vakter passer dårlig."
    stubborn = WordDetector(
        {**DETECTOR.words, "[utelatt] om": Label.SYMPTOM, f"{ours} om": Label.SYMPTOM}
    )
    with pytest.raises(UndecidedLeftError):
        copy_for(case, stubborn, Recipient.NAV, NOW)


def test_a_neutral_phrase_that_is_withheld_elsewhere_gives_way() -> None:
    case = draft(cause="Hun har migrene om natten.")
    case = decisions.withhold(case, located(case), NOW)
    phrase = text_in(copy_for(approved(case), DETECTOR, Recipient.NAV, NOW), CAUSE)
    ours = phrase.removeprefix("Hun har ").partition(" om natten")[0]
    both = WordDetector({**DETECTOR.words, ours.casefold(): Label.TREATMENT})
    case = draft(cause="Hun har migrene om natten.", day=f"Hun venter på {ours}.")
    case = decisions.withhold(case, located(case, both), NOW)
    case = review.send_to_review(case, located(case, both), NOW)
    case = review.apply_answer(case, answer(case), located(case, both), NOW)
    assert conflicts(case, located(case, both), Recipient.NAV) == ()
    copy = copy_for(case, both, Recipient.NAV, NOW)
    assert ours not in text_in(copy, CAUSE)
    assert ours not in text_in(copy, DAY)


def test_words_chosen_by_the_expert_are_never_taken_back_silently() -> None:
    case = draft(cause="Hun har migrene om natten.")
    case = decisions.withhold(case, located(case), NOW, neutral="angst i blant")
    with pytest.raises(UndecidedLeftError):
        copy_for(approved(case), DETECTOR, Recipient.NAV, NOW)
