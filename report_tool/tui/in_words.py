"""Names of fields and values as the user reads them, on the screen and in a terminal's output."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from report_tool.messages import text
from report_tool.tui.dates import show_date


def field_label(path: str) -> str:
    """Return the name of a field in the user's language."""
    return text(f"tui.field.{path.rpartition('/')[2]}")


def shown(value: Any) -> str:
    """Return a value as it stands in a table."""
    match value:
        case None:
            return "–"
        case bool():
            return "☑" if value else "☐"
        case date():
            return show_date(value)
        case StrEnum():
            return text(f"tui.choice.{value.value}")
        case Decimal():
            return f"{value:f}".replace(".", ",")
        case int():
            return f"{value} %"
        case _:
            return " ".join(str(value).split()) or "–"
