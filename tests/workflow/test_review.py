"""Sending to review, answers, consents and their end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from workflow_samples import (
    CAUSE,
    DAY,
    LATER,
    NOW,
    OWN,
    WordDetector,
    answer,
    approved,
    complete_report,
    consent,
    draft,
    found,
    located,
    remove,
    rewritten,
    sent,
)

from report_tool.errors import (
    AnswerForOtherCaseError,
    AnswerInvalidError,
    AnswerOutdatedError,
    AnswerReplayedError,
    CaseClosedError,
    ConsentMissingError,
    ConsentNotProposedError,
    IllegalStepError,
    NotReadyError,
)
from report_tool.messages import text
from report_tool.workflow import decisions, editing, feedback, review, states
from report_tool.workflow.completeness import missing
from report_tool.workflow.fields import get_text
from schemas.audit import AuditAction
from schemas.case import Case, CaseState
from schemas.decision import DecisionKind, Scope
from schemas.delivery import Delivery
from schemas.labels import Recipient
from schemas.report import Ansvarlig, Report, Tiltaksplan
from schemas.review import DetailAnswer, DetailReply, Remark, Verdict


def proposed(*recipients: Recipient, **texts: str) -> Case:
    """A draft whose every finding is proposed to be shared."""
    case = draft(**texts)
    return decisions.share(case, located(case), recipients, "Trengs", NOW)


def test_an_empty_report_says_what_is_missing_in_print_order() -> None:
    gaps = missing(Report())
    assert [gap.section for gap in gaps] == [
        "oppdrag",
        "oppdrag",
        "oppdrag",
        "arbeidssituasjon",
        "arbeidssituasjon",
        "arbeidssituasjon",
        "arsak",
        "provd",
        "tiltaksplan",
        "tiltaksplan",
        "veiTilbake",
        "veiTilbake",
        "oppfolging",
        "oppfolging",
    ]
    assert all(text(gap.message_id) for gap in gaps)
    assert missing(complete_report()) == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ansvarlig": Ansvarlig.ARBEIDSTAKER}, ["tiltak-arbeidsgiver"]),
        ({"ansvarlig": Ansvarlig.ARBEIDSGIVER}, ["tiltak-arbeidstaker"]),
        ({"ansvarlig": Ansvarlig.NAV}, ["tiltak-arbeidstaker", "tiltak-arbeidsgiver"]),
        ({"til_dato": None}, ["tiltak-ufullstendig"]),
        ({"vurdering_effekt_av_tiltak": " "}, ["tiltak-ufullstendig"]),
    ],
)
def test_measures_must_be_whole_and_for_both(change: dict[str, object], message: list[str]) -> None:
    report = complete_report()
    measure = report.tiltaksplan.tiltak[0].model_copy(update=change)
    report = report.model_copy(update={"tiltaksplan": Tiltaksplan(tiltak=(measure,))})
    assert [gap.message_id.rpartition(".")[2] for gap in missing(report)] == message


def test_a_stated_reason_replaces_a_measure() -> None:
    plan = Tiltaksplan(
        uten_tiltak_arbeidstaker_begrunnelse="Gjør alt riktig alt.",
        uten_tiltak_arbeidsgiver_begrunnelse="Har tilrettelagt ferdig.",
    )
    assert missing(complete_report().model_copy(update={"tiltaksplan": plan})) == ()


def test_an_undecided_finding_or_a_gap_stops_the_sending() -> None:
    case = draft()
    with pytest.raises(NotReadyError) as caught:
        sent(case)
    assert caught.value.parameters == {"missing": 0, "undecided": 1}
    case = decisions.withhold(case, located(case), NOW)
    assert sent(case).state is CaseState.IN_REVIEW
    empty = editing.edit(case, Report(), NOW)
    with pytest.raises(NotReadyError):
        sent(empty)


def test_an_unchecked_field_must_be_withheld_before_sending() -> None:
    case = draft()
    broken = located(case, WordDetector(breaks_on="Vakter"))
    with pytest.raises(NotReadyError):
        review.send_to_review(case, broken, NOW)
    case = decisions.withhold(case, broken, NOW)
    assert review.send_to_review(case, broken, NOW).state is CaseState.IN_REVIEW


def test_a_report_is_sent_once_at_a_time() -> None:
    case = sent(proposed(Recipient.NAV))
    with pytest.raises(IllegalStepError):
        review.send_to_review(case, located(case), NOW)


def test_an_approval_is_bound_to_the_version_and_its_consents() -> None:
    case = proposed(Recipient.NAV)
    case = approved(case, consent(case.decisions[0].id, Recipient.NAV))
    assert case.state is CaseState.APPROVED
    assert case.approval is not None
    assert case.approval.approval_hash == review.approval_hash(case)
    assert review.approval_hash(case.model_copy(update={"consents": ()})) != (
        case.approval.approval_hash
    )


def test_changes_requested_takes_the_answer_and_no_approval() -> None:
    case = sent(proposed(Recipient.NAV))
    remark = Remark(section="arsak", text="For mye her.")
    given = answer(case, Verdict.CHANGES_REQUESTED, own_words="Se over.", remarks=(remark,))
    case = review.apply_answer(case, given, located(case), NOW)
    assert case.state is CaseState.CHANGES_REQUESTED
    assert case.approval is None
    assert get_text(case.report, OWN) == "Se over."
    assert feedback.remarks_for_expert(case) == (remark,)
    assert rewritten(case, DAY, "Ny dag.").state is CaseState.DRAFT


def test_a_share_without_consent_stays_withheld() -> None:
    case = approved(proposed(Recipient.NAV, Recipient.EMPLOYER))
    assert decisions.is_withheld(case, found(case, "migrene"), Recipient.NAV)


def test_consent_is_for_one_recipient() -> None:
    case = proposed(Recipient.NAV, Recipient.EMPLOYER)
    case = approved(case, consent(case.decisions[0].id, Recipient.EMPLOYER))
    migraine = found(case, "migrene")
    assert decisions.is_withheld(case, migraine, Recipient.NAV)
    assert not decisions.is_withheld(case, migraine, Recipient.EMPLOYER)


def test_consent_to_what_was_not_proposed_is_refused() -> None:
    case = sent(proposed(Recipient.NAV))
    for details in (
        [consent(case.decisions[0].id, Recipient.EMPLOYER)],
        [consent(case.decisions[0].id, Recipient.NAV, Recipient.EMPLOYER)],
    ):
        with pytest.raises(ConsentNotProposedError):
            review.apply_answer(case, answer(case, details=details), located(case), NOW)
    case = draft()
    case = sent(decisions.withhold(case, located(case), NOW))
    given = answer(case, details=[consent(case.decisions[0].id, Recipient.NAV)])
    with pytest.raises(ConsentNotProposedError):
        review.apply_answer(case, given, located(case), NOW)


def test_an_answer_must_fit_case_version_and_details() -> None:
    case = sent(proposed(Recipient.NAV))
    one = case.decisions[0].id
    fine = DetailAnswer(decision_id=one, reply=DetailReply.FINE)
    refusals = [
        (answer(case, case_id="annen-sak"), AnswerForOtherCaseError),
        (answer(case, review_hash="0" * 64), AnswerOutdatedError),
        (answer(case, name="  "), AnswerInvalidError),
        (answer(case, details=[consent("d99", Recipient.NAV)]), AnswerInvalidError),
        (answer(case, details=[fine, remove(one)]), AnswerInvalidError),
    ]
    for given, error in refusals:
        with pytest.raises(error):
            review.apply_answer(case, given, located(case), NOW)


def test_an_edit_during_review_makes_the_answer_outdated() -> None:
    case = sent(proposed(Recipient.NAV))
    given = answer(case)
    edited = rewritten(case, DAY, "Noe nytt.")
    assert edited.state is CaseState.DRAFT
    with pytest.raises(AnswerOutdatedError):
        review.apply_answer(edited, given, located(edited), NOW)
    again = sent(edited)
    with pytest.raises(AnswerOutdatedError):
        review.apply_answer(again, given, located(again), NOW)


def test_an_answer_counts_once_even_for_the_same_content() -> None:
    case = sent(proposed(Recipient.NAV))
    first = answer(case, Verdict.CHANGES_REQUESTED)
    late = answer(case)
    case = review.apply_answer(case, first, located(case), NOW)
    again = sent(case)
    with pytest.raises(AnswerReplayedError):
        review.apply_answer(again, first, located(again), NOW)
    with pytest.raises(AnswerOutdatedError):
        review.apply_answer(again, late, located(again), NOW)


def test_consents_end_unless_they_are_given_again() -> None:
    case = proposed(Recipient.NAV)
    case = approved(case, consent(case.decisions[0].id, Recipient.NAV))
    case = rewritten(case, DAY, "Noe nytt.")
    assert not decisions.is_withheld(case, found(case, "migrene"), Recipient.NAV)
    case = approved(case)
    assert decisions.is_withheld(case, found(case, "migrene"), Recipient.NAV)
    assert case.consents[0].withdrawn_at == NOW


def test_undoing_and_proposing_again_revives_no_consent() -> None:
    case = proposed(Recipient.NAV)
    case = approved(case, consent(case.decisions[0].id, Recipient.NAV))
    case = decisions.undo(case, case.decisions[0].id, NOW)
    case = decisions.share(case, located(case), [Recipient.NAV], "Trengs", NOW)
    assert decisions.is_withheld(case, found(case, "migrene"), Recipient.NAV)


def test_withdrawing_withholds_at_once_and_keeps_the_approval() -> None:
    case = proposed(Recipient.NAV)
    one = case.decisions[0].id
    case = approved(case, consent(one, Recipient.NAV))
    approval = case.approval
    delivery = Delivery(recipient=Recipient.NAV, files=(), made_at=NOW + timedelta(minutes=5))
    other = delivery.model_copy(update={"recipient": Recipient.EMPLOYER})
    case = case.model_copy(update={"deliveries": (delivery, other)})
    case = review.withdraw(case, one, Recipient.NAV, LATER)
    assert case.approval == approval
    assert review.approval_hash(case) == case.approval.approval_hash
    assert decisions.is_withheld(case, found(case, "migrene"), Recipient.NAV)
    assert review.deliveries_holding(case, one, Recipient.NAV) == (delivery,)
    assert case.audit[-1].action is AuditAction.CONSENT_WITHDRAWN
    with pytest.raises(ConsentMissingError):
        review.withdraw(case, one, Recipient.NAV, LATER)


def test_a_copy_after_the_withdrawal_did_not_hold_the_detail() -> None:
    case = proposed(Recipient.NAV)
    one = case.decisions[0].id
    case = review.withdraw(approved(case, consent(one, Recipient.NAV)), one, Recipient.NAV, NOW)
    after = Delivery(recipient=Recipient.NAV, files=(), made_at=LATER)
    case = case.model_copy(update={"deliveries": (after,)})
    assert review.deliveries_holding(case, one, Recipient.NAV) == ()


def test_a_consent_can_be_withdrawn_from_a_closed_case() -> None:
    case = proposed(Recipient.NAV)
    one = case.decisions[0].id
    case = states.close(approved(case, consent(one, Recipient.NAV)), NOW)
    case = review.withdraw(case, one, Recipient.NAV, LATER)
    assert case.state is CaseState.CLOSED


def test_a_removed_detail_is_withheld_everywhere_and_the_approval_stands() -> None:
    case = draft(day="Migrene kommer i perioder.")
    migraine, other = found(case, "migrene", CAUSE), found(case, "Migrene", DAY)
    case = decisions.share(case, [migraine], [Recipient.NAV], "Trengs", NOW)
    case = decisions.not_sensitive(case, [other], "Spill", Scope.CASE, NOW)
    first = case.decisions[0].id
    second = case.decisions[1].id
    case = approved(case, remove(first))
    assert case.state is CaseState.APPROVED
    assert {d.kind for d in case.decisions} == {DecisionKind.WITHHOLD}
    assert all(
        decisions.is_withheld(case, f, r)
        for f in located(case)
        for r in (Recipient.EMPLOYER, Recipient.NAV)
    )
    assert not {first, second} & {d.id for d in case.decisions}
    remarks = feedback.remarks_for_expert(case)
    assert {remark.section for remark in remarks} == {"arsak", "arbeidssituasjon"}
    assert not any("migrene" in remark.text.casefold() for remark in remarks)


def test_removal_beats_a_consent_to_equal_words() -> None:
    case = proposed(Recipient.NAV, day="Migrene kommer i perioder.")
    one, two = (d.id for d in case.decisions)
    case = approved(case, consent(one, Recipient.NAV), remove(two))
    assert all(decisions.is_withheld(case, f, Recipient.NAV) for f in located(case))


def test_removing_a_rewrite_withholds_the_rewritten_sentence() -> None:
    case = draft()
    case = decisions.rewrite(case, found(case, "migrene"), "Hun tåler lite støy. Lys plager.", NOW)
    case = approved(case, remove(case.decisions[0].id))
    surfaces = [f.finding.surface for f in located(case)]
    assert surfaces == ["Hun tåler lite støy.", "Lys plager."]
    assert all(decisions.is_withheld(case, f, Recipient.EMPLOYER) for f in located(case))


def test_own_words_go_into_section_8_and_what_is_found_there_is_withheld() -> None:
    case = draft()
    case = decisions.withhold(case, located(case), NOW)
    case = approved(case, own_words=" Jeg har angst også. ")
    assert get_text(case.report, OWN) == "Jeg har angst også."
    assert case.state is CaseState.APPROVED
    assert decisions.is_withheld(case, found(case, "angst", OWN), Recipient.EMPLOYER)
    assert [n.message_id for n in feedback.notices(case, located(case))] == [
        "workflow.notice.own-words"
    ]


def test_deciding_about_own_words_needs_a_new_approval() -> None:
    case = draft()
    case = approved(decisions.withhold(case, located(case), NOW), own_words="Jeg har angst.")
    case = decisions.withhold(case, [found(case, "angst", OWN)], NOW)
    assert case.state is CaseState.DRAFT
    assert case.audit[-2].action is AuditAction.APPROVAL_VOIDED


def test_a_closed_case_is_neither_sent_nor_answered() -> None:
    case = sent(proposed(Recipient.NAV))
    closed = states.close(case, NOW)
    with pytest.raises(CaseClosedError):
        review.apply_answer(closed, answer(case), located(case), NOW)
    with pytest.raises(CaseClosedError):
        review.send_to_review(closed, located(case), NOW)
