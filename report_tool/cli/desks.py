"""The user's own desk: the vault named in the settings, opened with the passphrase."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from report_tool import settings
from report_tool.cli import passphrase
from report_tool.workflow.desk import Desk
from report_tool.workflow.word_template import ChosenTemplate

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


def closed_desk() -> Desk:
    """Return the desk with its vault still locked.

    Raises:
        ReportToolError: if the settings cannot be read.
    """
    chosen = settings.load()
    template = (
        ChosenTemplate(chosen.template, chosen.template_accepted) if chosen.template else None
    )
    return Desk(chosen.vault_path, template=template)


@contextmanager
def open_desk(passphrase_file: Path | None, *, create: bool = False) -> Generator[Desk, None, None]:
    """Open the vault for the time of a command.

    Args:
        passphrase_file: file to read the passphrase from instead of asking.
        create: make a new vault where there is none yet.

    Raises:
        ReportToolError: if there is no passphrase, or the vault cannot be opened.
    """
    with closed_desk() as desk:
        if create and not desk.exists:
            desk.create(passphrase.ask_new(passphrase_file))
        else:
            desk.unlock(passphrase.ask(passphrase_file) if desk.exists else "")
        yield desk
