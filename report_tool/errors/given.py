"""What was given to the program cannot be used: files, texts, options, settings."""

from __future__ import annotations

from report_tool.errors.root import ReportToolError


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


class BadTermsFileError(InputError):
    """The file is no list of words to share, or holds what such a list must not."""


class TermMissingError(InputError):
    """Nothing is remembered for these words."""


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
