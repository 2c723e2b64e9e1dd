"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class OutputFormat(StrEnum):
    """How a command prints its result."""

    TEXT = "text"
    JSON = "json"


Format = Annotated[
    OutputFormat, typer.Option("--format", metavar="text|json", help="cli.option.format")
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", metavar="FIL", help="cli.option.passphrase-file"),
]
CaseArgument = Annotated[str, typer.Argument(metavar="SAK", help="cli.argument.case")]
