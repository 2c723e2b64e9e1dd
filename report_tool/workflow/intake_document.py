"""From a file's bytes to the one JSON object in it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from report_tool.messages import text

if TYPE_CHECKING:
    from report_tool.errors import InputError

LARGEST = 2_000_000
"""A NAV document has a few kilobytes; more bytes than this are something else."""


def read_document(data: bytes, error: type[InputError]) -> dict[str, Any]:
    """Return the JSON object in ``data``; raise ``error`` saying why there is none."""
    if len(data) > LARGEST:
        raise error(problems=text("intake.document.too-large"))
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise error(problems=text("intake.document.not-utf8")) from None
    if not source.strip():
        raise error(problems=text("intake.document.empty"))
    try:
        document = json.loads(source, parse_float=Decimal, parse_constant=_refuse_constant)
    except json.JSONDecodeError as broken:
        raise error(problems=text("intake.document.not-json", line=broken.lineno)) from None
    except (ValueError, RecursionError):
        raise error(problems=text("intake.document.odd-json")) from None
    if not isinstance(document, dict):
        raise error(problems=text("intake.document.not-object"))
    return document


def _refuse_constant(name: str) -> None:
    raise ValueError("not a JSON number")
