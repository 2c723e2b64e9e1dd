"""The root of the tree, and what can go wrong wherever a file is written."""

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
