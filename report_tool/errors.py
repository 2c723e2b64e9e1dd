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


class InputError(ReportToolError):
    """Something given to the program cannot be used."""


class StateError(ReportToolError):
    """The case is not in a state that allows the step."""


class VaultError(ReportToolError):
    """The vault cannot be opened, read or written."""


class ExportError(ReportToolError):
    """A copy could not be made; no file was left under its final name."""


class DetectionFailedError(ReportToolError):
    """Detection did not run; the text counts as unchecked and is withheld."""

    message_id = "detection-failed"
