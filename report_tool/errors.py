"""The one tree of errors that a user can meet.

Every error answers three questions, in Norwegian from the message catalogue: what happened, what
it means for the user's data, and what to do next. Front ends print them; nobody prints a
traceback. Parameters name files, fields and numbers, never words of a report.
"""

from __future__ import annotations

import re
from typing import ClassVar

EXIT_FINDINGS = 1
"""Exit code of ``scan`` and ``verify`` when they found something."""

EXIT_BAD_INPUT = 2
"""Exit code when input, passphrase or environment does not allow the command."""


class ReportToolError(Exception):
    """Root of the tree.

    ``message_id`` names the catalogue entries ``error.<message_id>.what``, ``.data`` and
    ``.next``; ``parameters`` fill their placeholders. It follows from the class's name
    (``DiskFullError`` → ``disk-full``) where a class does not say otherwise.
    """

    message_id: ClassVar[str] = "unexpected"
    exit_code: ClassVar[int] = EXIT_BAD_INPUT

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "message_id" not in vars(cls):
            words = re.findall("[A-Z][a-z0-9]*", cls.__name__.removesuffix("Error"))
            cls.message_id = "-".join(words).lower()

    def __init__(self, **parameters: str | int) -> None:
        super().__init__(self.message_id)
        self.parameters = parameters


class DiskFullError(ReportToolError):
    """There is no room for a file; nothing was left half written."""


class UnwritableError(ReportToolError):
    """The file or folder cannot be written: no right, read-only, not a folder, or gone."""


class InputError(ReportToolError):
    """Something given to the program cannot be used."""

    message_id = "unexpected"


class BadSoknadError(InputError):
    """NAV's søknad cannot be used; ``problems`` names every missing or invalid field."""


class BadTilsagnError(InputError):
    """NAV's tilsagn cannot be used; ``problems`` names every missing or invalid field."""


class DuplicateItemError(InputError):
    """Two items of one list share an id, so that a field path is unclear."""


class FindingOutdatedError(InputError):
    """The finding no longer fits the text it was made in."""


class EmptyRewriteError(InputError):
    """A rewrite without words."""


class RewriteChangedError(InputError):
    """The rewritten sentence was changed, so the old one cannot be put back."""


class DecisionMissingError(InputError):
    """The case has no such decision."""


class ConsentMissingError(InputError):
    """There is no such consent, or it has ended."""


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


class FileMissingError(InputError):
    """There is no file at the path."""


class UnreadableFileError(InputError):
    """The file or folder is there, but may not be read."""


class NotACopyError(InputError):
    """The file is no copy that ``verify`` can look into: foreign, broken or locked."""


class UnsupportedFormatError(InputError):
    """The file's extension is none that scan reads."""


class NothingToScanError(InputError):
    """The folder holds no file that scan reads."""


class NotADocumentError(InputError):
    """The content is not what the file's extension says."""


class ProtectedDocumentError(InputError):
    """A DOCX or ODT is locked by a password."""


class EncryptedPdfError(InputError):
    """A PDF needs a password to be read."""


class NoTextError(InputError):
    """Pages are pictures without text, so nothing in them can be searched."""


class NotUtf8Error(InputError):
    """A text file is in another encoding than UTF-8."""


class BinaryFileError(InputError):
    """A file named as text holds NUL bytes."""


class TooLargeError(InputError):
    """A file is larger, or unpacks to more, than is read."""


class BrokenCorpusError(InputError):
    """A line of a corpus is no document in the guideline's format."""


class NotAnEvaluationError(InputError):
    """A file to compare with is not the JSON of an earlier evaluation."""


class DaskMissingError(InputError):
    """``--dask`` was asked for, and the optional part is not installed."""


class ClusterError(InputError):
    """The Dask cluster does not answer, or lost the work."""


class MissingInputError(InputError):
    """Nothing was named to be read, and nothing comes from standard input."""


class NoTerminalError(InputError):
    """The terminal program was called where there is no terminal."""


class PassphraseMissingError(InputError):
    """The vault's passphrase is needed, and there is no terminal to ask on and no file."""


class PassphraseMismatchError(InputError):
    """The new passphrase was typed differently the second time."""


class BrokenAnswerError(InputError):
    """A file is no recorded answer from the employee."""


class UnknownSchemaError(InputError):
    """There is no published schema of that name."""


class UnknownFormatError(InputError):
    """A copy is asked for in a format that does not exist."""


class ForeignFolderError(InputError):
    """The folder for the demonstration holds something that the demonstration did not make."""


class NotConfirmedError(InputError):
    """A step that cannot be undone was not confirmed."""


class BrokenSettingsError(InputError):
    """The settings file is not TOML, or not UTF-8."""


class UnknownSettingError(InputError):
    """The settings file holds a key that does not exist."""


class BadSettingError(InputError):
    """A setting has a value that it cannot have."""


class TemplateRefusedError(InputError):
    """A Word template cannot be used; ``reasons`` say why."""


class TemplateNotAcceptedError(InputError):
    """A template's header or footer holds something sensitive that nobody has accepted."""


class FileExistsAlreadyError(InputError):
    """A file of that name is there; it was not overwritten."""


class StateError(ReportToolError):
    """The case is not in a state that allows the step."""

    message_id = "unexpected"


class IllegalStepError(StateError):
    """The step does not follow from the case's state."""


class CaseClosedError(StateError):
    """The case is closed and cannot be changed."""


class NotReadyError(StateError):
    """Required content is missing or findings are undecided."""


class NotApprovedError(StateError):
    """The employee has not approved the report."""


class ApprovalOutdatedError(StateError):
    """Something has changed since the employee approved the report."""


class DraftForOthersError(StateError):
    """A draft goes to the employee only."""


class AuditBrokenError(StateError):
    """A link of the audit trail does not fit the one before it."""


class VaultError(ReportToolError):
    """The vault cannot be opened, read or written."""

    message_id = "unexpected"


class VaultMissingError(VaultError):
    """There is no vault at the path."""


class VaultExistsError(VaultError):
    """A file is already there; a new vault never replaces one."""


class NotAVaultError(VaultError):
    """The file is something else than a vault; it was not changed."""


class VaultCorruptError(VaultError):
    """The vault, or a case in it, is damaged or was altered; nothing of it is used."""


class DamagedCaseError(VaultCorruptError):
    """One case is damaged or was altered; the others can be read."""


class DamagedVersionsError(VaultCorruptError):
    """The earlier versions of a case are damaged or were altered; the case itself may be sound."""


class VersionMissingError(VaultError):
    """The case has no earlier version with this ``number``."""


class VaultTooNewError(VaultError):
    """The vault was written by a newer version of the program."""


class VaultLockedError(VaultError):
    """Another program has been writing to the vault for too long."""


class VaultRekeyedError(VaultError):
    """The passphrase was changed in another window since the vault was opened."""


class VaultClosedError(VaultError):
    """The vault was closed or locked since."""


class WrongPassphraseError(VaultError):
    """The passphrase does not open the vault."""


class PassphraseTooShortError(VaultError):
    """A new passphrase is shorter than a vault accepts."""


class CaseMissingError(VaultError):
    """The vault does not hold the case (any more)."""


class ConflictError(VaultError):
    """The case was changed elsewhere since it was read; that change was not overwritten."""


class ExportError(ReportToolError):
    """A copy could not be made; no file was left under its final name."""

    message_id = "unexpected"


class ConflictingDecisionsError(ExportError):
    """Words withheld in one place are shown in another; ``withheld``, ``shown`` name the fields."""


class RenderingError(ExportError):
    """The typesetter or the document library refused the copy; ``format`` names it."""


class LeakGateError(ExportError):
    """The leak gate found something in a written file; ``format`` and ``where`` say where.

    ``leaks`` are the places (``report_tool.export.leak_gate.Leak``), without the words. The
    workflow sets ``case`` to the case with the failure in its audit trail.
    """

    leaks: tuple[object, ...] = ()
    case: object | None = None


class UndecidedLeftError(ExportError):
    """Detection on the masked copy found something that was not decided."""


class DetectionFailedError(ReportToolError):
    """Detection did not run; the text counts as unchecked and is withheld."""
