"""The vault's passphrase: asked for on a terminal, or read from a file; never an argument."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from report_tool.cli import output
from report_tool.errors import (
    FileMissingError,
    NotUtf8Error,
    PassphraseMismatchError,
    PassphraseMissingError,
    UnreadableFileError,
)
from report_tool.messages import text

FILE_VARIABLE = "REPORT_TOOL_PASSPHRASE_FILE"
"""Environment variable with the path of a file that holds the passphrase in its first line."""


def ask(file: Path | None) -> str:
    """Return the passphrase of a vault that exists.

    Raises:
        PassphraseMissingError: if there is neither a file nor a terminal to ask on.
        InputError: if the file cannot be read.
    """
    return _from_file(file) or _prompt("cli.passphrase.ask")


def ask_for_certificate(file: Path | None) -> str:
    """Return the passphrase of a signing certificate, from its own file or the terminal.

    Raises:
        PassphraseMissingError: if there is neither a file nor a terminal to ask on.
        InputError: if the file cannot be read.
    """
    return _first_line(file) if file else _prompt("cli.passphrase.certificate")


def ask_new(file: Path | None) -> str:
    """Return a passphrase for a new vault, typed twice unless it comes from a file.

    Raises:
        PassphraseMissingError: if there is neither a file nor a terminal to ask on.
        PassphraseMismatchError: if the two differ.
        InputError: if the file cannot be read.
    """
    from_file = _from_file(file)
    if from_file:
        return from_file
    output.note(text("cli.passphrase.explain-new"))
    first = _prompt("cli.passphrase.new")
    if first != _prompt("cli.passphrase.again"):
        raise PassphraseMismatchError()
    return first


def _from_file(file: Path | None) -> str:
    named = os.environ.get(FILE_VARIABLE, "")
    path = file or (Path(named) if named else None)
    return _first_line(path) if path else ""


def _first_line(path: Path) -> str:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise FileMissingError(file=str(path)) from None
    except UnicodeDecodeError:
        raise NotUtf8Error(file=str(path), line=1, encoding="?") from None
    except OSError:
        raise UnreadableFileError(file=str(path)) from None
    passphrase = content.partition("\n")[0].rstrip("\r")
    if not passphrase:
        raise PassphraseMissingError()
    return passphrase


def _prompt(message_id: str) -> str:
    if not sys.stdin.isatty():
        raise PassphraseMissingError()
    from getpass import getpass

    return getpass(text(message_id) + " ", stream=sys.stderr)
