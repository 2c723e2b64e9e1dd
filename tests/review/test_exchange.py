"""The page out and the answer in: what is taken, what is refused and why, and what is left."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from review_samples import (
    DETECTOR,
    LATER,
    NOW,
    answer,
    every_kind,
    rewritten,
    sealed_answer,
    sent,
)

from report_tool import errors
from report_tool.messages import text
from report_tool.storage import review_seal as seal
from report_tool.workflow import decisions, review_exchange
from report_tool.workflow.binding import approval_hash, review_hash
from report_tool.workflow.delivery import copy_for
from report_tool.workflow.review_view import content_for
from schemas.canonical import canonical_json
from schemas.case import CaseState
from schemas.decision import ConsentChannel, DecisionKind
from schemas.labels import Recipient
from schemas.review import DetailAnswer, DetailReply, Remark, Verdict
from tests.workflow.workflow_samples import DAY, consent, located

if TYPE_CHECKING:
    from schemas.case import Case


def of_kind(case: Case, kind: DecisionKind) -> str:
    return next(d.id for d in case.decisions if d.kind is kind)


def take_in(case: Case, data: bytes) -> Case:
    return review_exchange.take_in(case, data, DETECTOR, LATER)[0]


def test_an_approval_comes_back() -> None:
    case = sent().case
    assert case.state is CaseState.IN_REVIEW
    shared = of_kind(case, DecisionKind.SHARE)
    given = answer(case, details=[consent(shared, Recipient.EMPLOYER)], own_words="Takk.")
    case = take_in(case, sealed_answer(case, given))
    assert case.state is CaseState.APPROVED
    assert [(c.decision_id, c.recipient, c.channel) for c in case.consents] == [
        (shared, Recipient.EMPLOYER, ConsentChannel.PAGE)
    ]
    assert case.report.merknader.arbeidstakers_merknader == "Takk."
    employer = copy_for(case, DETECTOR, Recipient.EMPLOYER, LATER).report.arsak
    nav = copy_for(case, DETECTOR, Recipient.NAV, LATER).report.arsak
    assert "angst" in employer.arsak_til_fravaeret
    assert "angst" not in nav.arsak_til_fravaeret


def test_changes_come_back_with_remarks() -> None:
    case = sent().case
    remarks = (Remark(section="arsak", text="Skriv om pausene."), Remark(text="Ellers fint."))
    case = take_in(case, sealed_answer(case, verdict=Verdict.CHANGES_REQUESTED, remarks=remarks))
    assert case.state is CaseState.CHANGES_REQUESTED
    assert case.reviews[-1].answer is not None
    assert case.reviews[-1].answer.remarks == remarks


def test_the_channel_is_what_it_came_through() -> None:
    case = sent().case
    data = sealed_answer(case, channel=ConsentChannel.TERMINAL)
    assert review_exchange.read_answer(case, data).channel is ConsentChannel.PAGE


class TestRefused:
    def test_twice(self) -> None:
        case = sent().case
        data = sealed_answer(case)
        case = take_in(case, data)
        with pytest.raises(errors.AnswerReplayedError):
            take_in(case, data)

    def test_twice_after_a_new_version(self) -> None:
        case = sent().case
        data = sealed_answer(case, verdict=Verdict.CHANGES_REQUESTED)
        case = sent(take_in(case, data)).case
        with pytest.raises(errors.AnswerReplayedError):
            take_in(case, data)

    def test_of_another_case(self) -> None:
        first, second = sent(every_kind("sak-1")).case, sent(every_kind("sak-2")).case
        for case, other in ((first, second), (second, first)):
            with pytest.raises(errors.AnswerForOtherCaseError):
                take_in(case, sealed_answer(other))

    def test_of_another_case_under_this_one_s_key(self) -> None:
        case = sent().case
        given = answer(case, case_id="sak-2")
        with pytest.raises(errors.AnswerTamperedError):
            take_in(case, sealed_answer(case, given))

    def test_with_the_hash_of_another_version_inside(self) -> None:
        case = sent().case
        with pytest.raises(errors.AnswerTamperedError):
            take_in(case, sealed_answer(case, review_hash="f" * 64))

    def test_to_an_earlier_version(self) -> None:
        case = sent().case
        old = sealed_answer(case)
        case = sent(rewritten(case, DAY, "Hun arbeider på en stor avdeling.")).case
        with pytest.raises(errors.AnswerOutdatedError):
            take_in(case, old)

    def test_after_an_edit(self) -> None:
        case = sent().case
        data = sealed_answer(case)
        edited = rewritten(case, DAY, "Hun arbeider på en stor avdeling.")
        with pytest.raises(errors.AnswerOutdatedError):
            take_in(edited, data)

    def test_after_another_decision(self) -> None:
        case = sent().case
        data = sealed_answer(case)
        shared = next(f for f in located(case, DETECTOR) if f.finding.surface == "angst")
        with pytest.raises(errors.AnswerOutdatedError):
            take_in(decisions.withhold(case, [shared], LATER), data)

    def test_tampered(self) -> None:
        case = sent().case
        request = case.reviews[-1].request
        version = seal.Version(case.case_id, request.review_hash)
        public = seal.public_reply_key(request.reply_key)
        envelope = seal.seal_answer(b"{}", public, version)
        forged = type(envelope)(envelope.key_id, envelope.point, envelope.iv, bytes(64))
        with pytest.raises(errors.AnswerTamperedError):
            take_in(case, forged.as_text().encode())

    @pytest.mark.parametrize("content", [b"", b"{}", b"null", b"\xff", b'{"caseId":"sak-1"}'])
    def test_without_an_answer_in_it(self, content: bytes) -> None:
        case = sent().case
        request = case.reviews[-1].request
        version = seal.Version(case.case_id, request.review_hash)
        envelope = seal.seal_answer(content, seal.public_reply_key(request.reply_key), version)
        with pytest.raises(errors.AnswerInvalidError):
            take_in(case, envelope.as_text().encode())

    def test_a_consent_that_was_not_proposed(self) -> None:
        case = sent().case
        withheld = of_kind(case, DecisionKind.WITHHOLD)
        with pytest.raises(errors.ConsentNotProposedError):
            take_in(case, sealed_answer(case, details=[consent(withheld, Recipient.NAV)]))

    def test_the_page_itself(self) -> None:
        out = sent()
        with pytest.raises(errors.AnswerIsPageError):
            take_in(out.case, out.page)

    def test_the_page_as_a_mail_program_rewrites_it(self) -> None:
        out = sent()
        page = out.page.replace(b"<script", b"<!--script").replace(b"\n", b"=\r\n")
        with pytest.raises(errors.AnswerIsPageError):
            take_in(out.case, page)

    @pytest.mark.parametrize(
        ("data", "error"),
        [
            (b"", errors.AnswerEmptyError),
            (b"\n \n", errors.AnswerEmptyError),
            (b"Hei, jeg godkjenner!", errors.AnswerMissingError),
            (b"<!DOCTYPE html><html><body>Hei", errors.AnswerIsPageError),
            (b"x" * 50 * 1024 * 1024, errors.AnswerTooLargeError),
            (b"--BEGIN RAPPORTSVAR--\nUlRSQQIA\n--END", errors.AnswerTooNewError),
            (b"--BEGIN RAPPORTSVAR--\nUlRSQQ\xff", errors.AnswerDamagedError),
        ],
        ids=lambda value: value.__name__ if isinstance(value, type) else "",
    )
    def test_what_is_no_answer(self, data: bytes, error: type[errors.AnswerError]) -> None:
        case = sent().case
        with pytest.raises(error) as refused:
            review_exchange.read_answer(case, data, "svar.txt")
        for part in ("what", "data", "next"):
            said = text(f"error.{error.message_id}.{part}", **refused.value.parameters)
            assert said.strip()

    def test_truncated_anywhere(self) -> None:
        case = sent().case
        data = sealed_answer(case)
        for length in range(0, len(data) - 30, 97):
            with pytest.raises(errors.AnswerError):
                review_exchange.read_answer(case, data[:length])

    def test_where_no_page_was_sent(self) -> None:
        data = sealed_answer(sent().case)
        with pytest.raises(errors.AnswerForOtherCaseError):
            review_exchange.read_answer(every_kind(), data)


class TestKey:
    def test_is_gone_once_an_answer_is_in(self) -> None:
        case = sent().case
        assert case.reviews[-1].request.reply_key
        case = take_in(case, sealed_answer(case))
        assert not any(review.request.reply_key for review in case.reviews)

    def test_of_an_earlier_version_is_gone_with_a_new_one(self) -> None:
        case = sent(rewritten(sent().case, DAY, "Hun arbeider på en stor avdeling.")).case
        assert [bool(review.request.reply_key) for review in case.reviews] == [False, True]

    def test_is_in_no_page_copy_or_hash(self) -> None:
        out = sent()
        key = out.case.reviews[-1].request.reply_key
        content = json.dumps(opened(out))
        assert key not in content
        bare = out.case.model_copy(update={"reviews": ()})
        assert approval_hash(out.case) == approval_hash(bare)
        done = take_in(out.case, sealed_answer(out.case))
        for recipient in Recipient:
            copy = copy_for(done, DETECTOR, recipient, LATER)
            assert key.encode() not in canonical_json(copy)
        assert key not in repr(out.case.reviews)
        assert not any(key in str(event) for event in done.audit)

    def test_stays_when_the_same_version_is_packed_again(self) -> None:
        first = sent()
        second = review_exchange.send(first.case, DETECTOR, LATER)
        assert second.passphrase != first.passphrase
        assert second.case.reviews == first.case.reviews
        take_in(second.case, sealed_answer(first.case))

    def test_belongs_to_a_version_sent_from_the_terminal_too(self) -> None:
        from report_tool.workflow.review import send_to_review

        case = every_kind()
        case = send_to_review(case, located(case, DETECTOR), NOW)
        assert not case.reviews[-1].request.reply_key
        case = sent(case).case
        assert take_in(case, sealed_answer(case)).state is CaseState.APPROVED


def test_not_sent_before_everything_is_decided() -> None:
    case = rewritten(every_kind(), DAY, "Hun har vondt i ryggen.")
    with pytest.raises(errors.NotReadyError):
        sent(case)


def test_what_is_new_since_the_last_answer_is_marked() -> None:
    case = sent().case
    assert not content_for(case, (), "", NOW).new
    case = take_in(
        case,
        sealed_answer(
            case, verdict=Verdict.CHANGES_REQUESTED, remarks=(Remark(text="Mer om pausene."),)
        ),
    )
    case = rewritten(case, DAY, "Mange er litt stresset før ferien. Pauser hjelper.")
    shared = [f for f in located(case, DETECTOR) if f.finding.surface == "angst"]
    case = decisions.share(case, shared, (Recipient.NAV,), "Kjent.", NOW)
    new = content_for(case, located(case, DETECTOR), "", NOW).new
    start = len("Mange er litt stresset før ferien. ")
    assert new == ((DAY, start, start + len("Pauser hjelper.")),)


def test_equal_words_are_asked_about_once_but_shares_one_by_one() -> None:
    case = every_kind()
    content = content_for(case, located(case, DETECTOR), "", NOW)
    kinds = [detail.kind for detail in content.details]
    assert kinds.count(DecisionKind.WITHHOLD) == 1
    withheld = next(d for d in content.details if d.kind is DecisionKind.WITHHOLD)
    assert len(withheld.decisions) == 3
    places = [s for s in content.spots if content.details[s.detail] is withheld]
    assert len(places) == 3
    assert {spot.neutral for spot in places} == {"en plage"}


def test_removing_works_from_the_page_s_ids() -> None:
    case = sent().case
    ids = [d.id for d in case.decisions if d.kind is DecisionKind.NOT_SENSITIVE]
    details = [DetailAnswer(decision_id=i, reply=DetailReply.REMOVE) for i in ids]
    case = take_in(case, sealed_answer(case, details=details))
    copy = copy_for(case, DETECTOR, Recipient.EMPLOYER, LATER)
    assert "stresset" not in copy.report.arbeidssituasjon.typisk_arbeidshverdag


def test_the_content_names_the_version() -> None:
    out = sent()
    content = opened(out)
    assert content["caseId"] == out.case.case_id
    assert content["reviewHash"] == review_hash(out.case)
    public = seal.public_reply_key(out.case.reviews[-1].request.reply_key)
    assert seal.decode(str(content["replyKey"])) == public


def opened(out: review_exchange.SentReview) -> dict[str, object]:
    start = out.page.index(b'id="sealed">') + len(b'id="sealed">')
    sealed = json.loads(out.page[start : out.page.index(b"</script>", start)])
    request = seal.SealedRequest(
        *(seal.decode(sealed[name]) for name in ("salt", "iv", "payload")), sealed["iterations"]
    )
    content: dict[str, object] = json.loads(seal.open_request(request, out.passphrase))
    return content
