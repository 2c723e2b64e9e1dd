"""The one tree of errors that a user can meet.

Every error answers three questions, in Norwegian from the message catalogue: what happened, what
it means for the user's data, and what to do next. Front ends print them; nobody prints a
traceback. Parameters name files, fields and numbers, never words of a report.
"""

from __future__ import annotations

from typing import ClassVar

EXIT_FINDINGS = 1
"""Exit code of ``scan`` and ``verify`` when they found something."""

EXIT_BAD_INPUT = 2
"""Exit code when input, passphrase or environment does not allow the command."""


class ReportToolError(Exception):
    """Root of the tree.

    ``message_id`` names the catalogue entries ``error.<message_id>.what``, ``.data`` and
    ``.next``; ``parameters`` fill their placeholders.
    """

    message_id: ClassVar[str] = "unexpected"
    exit_code: ClassVar[int] = EXIT_BAD_INPUT

    def __init__(self, **parameters: str | int) -> None:
        super().__init__(self.message_id)
        self.parameters = parameters


class DiskFullError(ReportToolError):
    """There is no room for a file; nothing was left half written."""

    message_id = "disk-full"


class UnwritableError(ReportToolError):
    """The file or folder cannot be written: no right, read-only, not a folder, or gone."""

    message_id = "unwritable"


class InputError(ReportToolError):
    """Something given to the program cannot be used."""


class BadSoknadError(InputError):
    """NAV's søknad cannot be used; ``problems`` names every missing or invalid field."""

    message_id = "bad-soknad"


class BadTilsagnError(InputError):
    """NAV's tilsagn cannot be used; ``problems`` names every missing or invalid field."""

    message_id = "bad-tilsagn"


class DuplicateItemError(InputError):
    """Two items of one list share an id, so that a field path is unclear."""

    message_id = "duplicate-item"


class FindingOutdatedError(InputError):
    """The finding no longer fits the text it was made in."""

    message_id = "finding-outdated"


class EmptyRewriteError(InputError):
    """A rewrite without words."""

    message_id = "empty-rewrite"


class RewriteChangedError(InputError):
    """The rewritten sentence was changed, so the old one cannot be put back."""

    message_id = "rewrite-changed"


class DecisionMissingError(InputError):
    """The case has no such decision."""

    message_id = "decision-missing"


class ConsentMissingError(InputError):
    """There is no such consent, or it has ended."""

    message_id = "consent-missing"


class AnswerError(InputError):
    """The employee's answer cannot be taken in."""

    message_id = "answer-invalid"


class AnswerInvalidError(AnswerError):
    """The answer has no name, names an unknown detail, or answers one twice."""

    message_id = "answer-invalid"


class AnswerForOtherCaseError(AnswerError):
    """The answer belongs to another case."""

    message_id = "answer-other-case"


class AnswerReplayedError(AnswerError):
    """The answer was taken in before."""

    message_id = "answer-replayed"


class AnswerOutdatedError(AnswerError):
    """The answer is to another version than the one out for review."""

    message_id = "answer-outdated"


class ConsentNotProposedError(AnswerError):
    """The answer consents to sharing that was not proposed."""

    message_id = "consent-not-proposed"


class AnswerEmptyError(AnswerError):
    """The answer file, or what was pasted, is empty."""

    message_id = "answer-empty"


class AnswerMissingError(AnswerError):
    """There is no answer in the file or the pasted text."""

    message_id = "answer-missing"


class AnswerTooLargeError(AnswerError):
    """The file is far larger than any answer; ``megabytes`` is the limit."""

    message_id = "answer-too-large"


class AnswerIsPageError(AnswerError):
    """The review page itself, or another web page, was given instead of the answer."""

    message_id = "answer-is-page"


class AnswerTooNewError(AnswerError):
    """The answer's format is newer than this program."""

    message_id = "answer-too-new"


class AnswerDamagedError(AnswerError):
    """The answer was cut or changed on its way."""

    message_id = "answer-damaged"


class AnswerTamperedError(AnswerError):
    """The answer does not open with this case's key, or contradicts its envelope."""

    message_id = "answer-tampered"


class FileMissingError(InputError):
    """There is no file at the path."""

    message_id = "file-missing"


class UnreadableFileError(InputError):
    """The file or folder is there, but may not be read."""

    message_id = "unreadable-file"


class NotACopyError(InputError):
    """The file is no copy that ``verify`` can look into: foreign, broken or locked."""

    message_id = "not-a-copy"


class UnsupportedFormatError(InputError):
    """The file's extension is none that scan reads."""

    message_id = "unsupported-format"


class NothingToScanError(InputError):
    """The folder holds no file that scan reads."""

    message_id = "nothing-to-scan"


class NotADocumentError(InputError):
    """The content is not what the file's extension says."""

    message_id = "not-a-document"


class ProtectedDocumentError(InputError):
    """A DOCX or ODT is locked by a password."""

    message_id = "protected-document"


class EncryptedPdfError(InputError):
    """A PDF needs a password to be read."""

    message_id = "encrypted-pdf"


class NoTextError(InputError):
    """Pages are pictures without text, so nothing in them can be searched."""

    message_id = "no-text"


class NotUtf8Error(InputError):
    """A text file is in another encoding than UTF-8."""

    message_id = "not-utf8"


class BinaryFileError(InputError):
    """A file named as text holds NUL bytes."""

    message_id = "binary-file"


class TooLargeError(InputError):
    """A file is larger, or unpacks to more, than is read."""

    message_id = "too-large"


class BrokenCorpusError(InputError):
    """A line of a corpus is no document in the guideline's format."""

    message_id = "broken-corpus"


class DaskMissingError(InputError):
    """``--dask`` was asked for, and the optional part is not installed."""

    message_id = "dask-missing"


class ClusterError(InputError):
    """The Dask cluster does not answer, or lost the work."""

    message_id = "cluster"


class MissingInputError(InputError):
    """Nothing was named to be read, and nothing comes from standard input."""

    message_id = "missing-input"


class NoTerminalError(InputError):
    """The terminal program was called where there is no terminal."""

    message_id = "no-terminal"


class PassphraseMissingError(InputError):
    """The vault's passphrase is needed, and there is no terminal to ask on and no file."""

    message_id = "passphrase-missing"


class PassphraseMismatchError(InputError):
    """The new passphrase was typed differently the second time."""

    message_id = "passphrase-mismatch"


class BrokenAnswerError(InputError):
    """A file is no recorded answer from the employee."""

    message_id = "broken-answer"


class UnknownSchemaError(InputError):
    """There is no published schema of that name."""

    message_id = "unknown-schema"


class UnknownFormatError(InputError):
    """A copy is asked for in a format that does not exist."""

    message_id = "unknown-format"


class ForeignFolderError(InputError):
    """The folder for the demonstration holds something that the demonstration did not make."""

    message_id = "foreign-folder"


class NotConfirmedError(InputError):
    """A step that cannot be undone was not confirmed."""

    message_id = "not-confirmed"


class BrokenSettingsError(InputError):
    """The settings file is not TOML, or not UTF-8."""

    message_id = "broken-settings"


class UnknownSettingError(InputError):
    """The settings file holds a key that does not exist."""

    message_id = "unknown-setting"


class BadSettingError(InputError):
    """A setting has a value that it cannot have."""

    message_id = "bad-setting"


class StateError(ReportToolError):
    """The case is not in a state that allows the step."""


class IllegalStepError(StateError):
    """The step does not follow from the case's state."""

    message_id = "illegal-step"


class CaseClosedError(StateError):
    """The case is closed and cannot be changed."""

    message_id = "case-closed"


class NotReadyError(StateError):
    """Required content is missing or findings are undecided."""

    message_id = "not-ready"


class NotApprovedError(StateError):
    """The employee has not approved the report."""

    message_id = "not-approved"


class ApprovalOutdatedError(StateError):
    """Something has changed since the employee approved the report."""

    message_id = "approval-outdated"


class DraftForOthersError(StateError):
    """A draft goes to the employee only."""

    message_id = "draft-for-others"


class AuditBrokenError(StateError):
    """A link of the audit trail does not fit the one before it."""

    message_id = "audit-broken"


class VaultError(ReportToolError):
    """The vault cannot be opened, read or written."""


class VaultMissingError(VaultError):
    """There is no vault at the path."""

    message_id = "vault-missing"


class VaultExistsError(VaultError):
    """A file is already there; a new vault never replaces one."""

    message_id = "vault-exists"


class NotAVaultError(VaultError):
    """The file is something else than a vault; it was not changed."""

    message_id = "not-a-vault"


class VaultCorruptError(VaultError):
    """The vault, or a case in it, is damaged or was altered; nothing of it is used."""

    message_id = "vault-corrupt"


class DamagedCaseError(VaultCorruptError):
    """One case is damaged or was altered; the others can be read."""

    message_id = "damaged-case"


class VaultTooNewError(VaultError):
    """The vault was written by a newer version of the program."""

    message_id = "vault-too-new"


class VaultLockedError(VaultError):
    """Another program has been writing to the vault for too long."""

    message_id = "vault-locked"


class VaultRekeyedError(VaultError):
    """The passphrase was changed in another window since the vault was opened."""

    message_id = "vault-rekeyed"


class VaultClosedError(VaultError):
    """The vault was closed or locked since."""

    message_id = "vault-closed"


class WrongPassphraseError(VaultError):
    """The passphrase does not open the vault."""

    message_id = "wrong-passphrase"


class PassphraseTooShortError(VaultError):
    """A new passphrase is shorter than a vault accepts."""

    message_id = "passphrase-too-short"


class CaseMissingError(VaultError):
    """The vault does not hold the case (any more)."""

    message_id = "case-missing"


class ConflictError(VaultError):
    """The case was changed elsewhere since it was read; that change was not overwritten."""

    message_id = "conflict"


class ExportError(ReportToolError):
    """A copy could not be made; no file was left under its final name."""


class ConflictingDecisionsError(ExportError):
    """Words withheld in one place are shown in another; ``withheld``, ``shown`` name the fields."""

    message_id = "conflicting-decisions"


class RenderingError(ExportError):
    """The typesetter or the document library refused the copy; ``format`` names it."""

    message_id = "rendering"


class LeakGateError(ExportError):
    """The leak gate found something in a written file; ``format`` and ``where`` say where.

    ``leaks`` are the places (``report_tool.export.leak_gate.Leak``), without the words. The
    workflow sets ``case`` to the case with the failure in its audit trail.
    """

    message_id = "leak-gate"
    leaks: tuple[object, ...] = ()
    case: object | None = None


class UndecidedLeftError(ExportError):
    """Detection on the masked copy found something that was not decided."""

    message_id = "undecided-left"


class DetectionFailedError(ReportToolError):
    """Detection did not run; the text counts as unchecked and is withheld."""

    message_id = "detection-failed"
