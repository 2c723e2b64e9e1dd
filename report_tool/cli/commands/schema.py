"""``schema``: the published formats."""

from __future__ import annotations

from typing import Annotated

import typer

from report_tool.cli import output
from report_tool.errors import UnknownSchemaError
from schemas import publish


def schema_command(
    name: Annotated[str, typer.Argument(metavar="NAVN", help="cli.schema.name")],
) -> int:
    """Print a published JSON Schema."""
    if name not in publish.names():
        raise UnknownSchemaError(name=name, known=", ".join(publish.names()))
    output.as_json(publish.schema(name))
    return 0
