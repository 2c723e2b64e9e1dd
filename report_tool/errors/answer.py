"""The employee's answer cannot be taken in."""

from __future__ import annotations

from report_tool.errors.given import InputError


class AnswerError(InputError):
    """The employee's answer cannot be taken in."""

    message_id = "answer-invalid"


class AnswerInvalidError(AnswerError):
    """The answer has no name, names an unknown detail, or answers one twice."""


class AnswerForOtherCaseError(AnswerError):
    """The answer belongs to another case."""

    message_id = "answer-other-case"


class AnswerReplayedError(AnswerError):
    """The answer was taken in before."""


class AnswerOutdatedError(AnswerError):
    """The answer is to another version than the one out for review."""


class ConsentNotProposedError(AnswerError):
    """The answer consents to sharing that was not proposed."""


class AnswerEmptyError(AnswerError):
    """The answer file, or what was pasted, is empty."""


class AnswerMissingError(AnswerError):
    """There is no answer in the file or the pasted text."""


class AnswerTooLargeError(AnswerError):
    """The file is far larger than any answer; ``megabytes`` is the limit."""


class AnswerIsPageError(AnswerError):
    """The review page itself, or another web page, was given instead of the answer."""


class AnswerTooNewError(AnswerError):
    """The answer's format is newer than this program."""


class AnswerDamagedError(AnswerError):
    """The answer was cut or changed on its way."""


class AnswerTamperedError(AnswerError):
    """The answer does not open with this case's key, or contradicts its envelope."""
