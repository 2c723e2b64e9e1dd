"""The review page out, the answer in: sealed, bound to one version, good for one answer."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from report_tool.errors import (
    AnswerDamagedError,
    AnswerEmptyError,
    AnswerError,
    AnswerForOtherCaseError,
    AnswerInvalidError,
    AnswerIsPageError,
    AnswerMissingError,
    AnswerOutdatedError,
    AnswerReplayedError,
    AnswerTamperedError,
    AnswerTooLargeError,
    AnswerTooNewError,
    FileMissingError,
    IllegalStepError,
    UnreadableFileError,
)
from report_tool.workflow.binding import review_hash
from report_tool.workflow.detection import Detector, locate
from report_tool.workflow.review import apply_answer, send_to_review
from report_tool.workflow.review_view import content_for, sentence_hashes
from schemas.case import Case, CaseState
from schemas.decision import ConsentChannel
from schemas.review import ReviewAnswer, ReviewRequest

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime
    from pathlib import Path

    from report_tool.storage.review_envelope import Envelope

LIMIT_MEGABYTES = 2
"""Largest file or text that is read as an answer; a real one has a few kilobytes."""


class SentReview(NamedTuple):
    """A case that is out for review, the page to send, and the passphrase to tell by phone."""

    case: Case
    page: bytes
    passphrase: str


def send(case: Case, detector: Detector, now: datetime) -> SentReview:
    """Make the employee's page; the case goes to review unless it is there already.

    A version that is out already is packed again under a new passphrase; an answer from the
    earlier page is as good as one from the new.

    Raises:
        CaseClosedError, IllegalStepError, FindingOutdatedError, NotReadyError: as
            ``send_to_review`` does.
    """
    from report_tool.export.review_page import payload, render
    from report_tool.storage import review_seal, review_words

    findings = locate(case, detector)
    if case.state is not CaseState.IN_REVIEW:
        case = send_to_review(case, findings, now)
    request = case.reviews[-1].request
    if request.review_hash != review_hash(case):
        raise IllegalStepError(state=case.state.value)
    private = request.reply_key or review_seal.new_reply_key()
    public = review_seal.public_reply_key(private)
    case = _with_request(
        case,
        reply_key=private,
        reply_key_id=review_seal.key_id(public).hex(),
        sentences=sentence_hashes(case),
    )
    content = content_for(case, findings, review_seal.encode(public), now)
    passphrase = review_words.new_passphrase()
    sealed = review_seal.seal_request(payload(content), passphrase)
    page = render(sealed.as_json(), case.report.language)
    return SentReview(case, page, passphrase)


def write_page(page: bytes, path: Path) -> None:
    """Write the page to a file that only its owner can read.

    Raises:
        UnwritableError, DiskFullError: if the folder or disk refuses; nothing is left behind.
    """
    from report_tool.export import page_file

    page_file.write(page, path)


@contextmanager
def written_page(page: bytes, path: Path) -> Generator[None, None, None]:
    """Write the page, and take it away again if what follows fails, as saving the case can.

    Raises:
        UnwritableError, DiskFullError: as ``write_page`` does.
    """
    write_page(page, path)
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def read_file(path: Path) -> bytes:
    """Return the content of what should be an answer's file.

    Raises:
        FileMissingError, UnreadableFileError: if it cannot be read.
        AnswerTooLargeError: if it is far larger than any answer.
    """
    try:
        if path.stat().st_size > LIMIT_MEGABYTES * 1024 * 1024:
            raise AnswerTooLargeError(file=str(path), megabytes=LIMIT_MEGABYTES)
        return path.read_bytes()
    except FileNotFoundError:
        raise FileMissingError(file=str(path)) from None
    except OSError:
        raise UnreadableFileError(file=str(path)) from None


def read_answer(case: Case, data: bytes, name: str = "") -> ReviewAnswer:
    """Open the employee's answer to the version that is out for review.

    Args:
        case: the case it should belong to.
        data: the file, or the pasted text.
        name: what to call the file in an error.

    Raises:
        AnswerError: a kind of it for every reason not to trust the answer.
    """
    from report_tool.storage import review_seal
    from report_tool.storage.crypto import RefusedError

    envelope = _envelope(data, name)
    request = _request_for(case, envelope.key_id.hex())
    version = review_seal.Version(case.case_id, request.review_hash)
    try:
        content = review_seal.open_answer(envelope, request.reply_key, version)
    except RefusedError:
        raise AnswerTamperedError(case=case.case_id) from None
    try:
        answer = ReviewAnswer.model_validate_json(content)
    except ValidationError:
        raise AnswerInvalidError(case=case.case_id) from None
    if (answer.case_id, answer.review_hash) != (case.case_id, request.review_hash):
        raise AnswerTamperedError(case=case.case_id)
    return answer.model_copy(update={"channel": ConsentChannel.PAGE})


def take_in(
    case: Case, data: bytes, detector: Detector, now: datetime, name: str = ""
) -> tuple[Case, ReviewAnswer]:
    """Open the answer, apply it, and throw its key away.

    Raises:
        AnswerError: all that ``read_answer`` and ``apply_answer`` raise.
        CaseClosedError: if the case is closed.
    """
    answer = read_answer(case, data, name)
    case = apply_answer(case, answer, locate(case, detector), now)
    return _with_request(case, reply_key=""), answer


def _envelope(data: bytes, name: str) -> Envelope:
    from report_tool.storage.review_envelope import EnvelopeError, Fault, read_envelope

    if len(data) > LIMIT_MEGABYTES * 1024 * 1024:
        raise AnswerTooLargeError(file=name, megabytes=LIMIT_MEGABYTES)
    kinds: dict[Fault, type[AnswerError]] = {
        Fault.EMPTY: AnswerEmptyError,
        Fault.PAGE: AnswerIsPageError,
        Fault.NOT_AN_ANSWER: AnswerMissingError,
        Fault.TOO_NEW: AnswerTooNewError,
        Fault.DAMAGED: AnswerDamagedError,
    }
    try:
        return read_envelope(data)
    except EnvelopeError as error:
        raise kinds[error.fault](file=name) from None


def _request_for(case: Case, key_id: str) -> ReviewRequest:
    meant = [review for review in case.reviews if review.request.reply_key_id == key_id]
    if not meant:
        raise AnswerForOtherCaseError(case=case.case_id)
    if meant[-1].answer is not None:
        raise AnswerReplayedError(case=case.case_id)
    request = meant[-1].request
    if meant[-1] is not case.reviews[-1] or not request.reply_key:
        raise AnswerOutdatedError(case=case.case_id)
    return request


def _with_request(case: Case, **update: object) -> Case:
    """Return the case with the last request changed, and no key left in earlier ones."""
    earlier = [
        review.model_copy(update={"request": review.request.model_copy(update={"reply_key": ""})})
        for review in case.reviews[:-1]
    ]
    last = case.reviews[-1]
    request = last.request.model_copy(update=update)
    return case.model_copy(
        update={"reviews": (*earlier, last.model_copy(update={"request": request}))}
    )
