"""The report as one page to read, from pieces of text that say what is withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from report_tool.messages import text
from report_tool.tui.forms import SECTION_FORMS, TableSpec, TextSpec
from report_tool.tui.in_words import field_label, shown
from report_tool.tui.values import field_of, get_value
from report_tool.workflow.preview import PieceKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from report_tool.workflow.preview import Piece
    from schemas.finding import FieldFinding
    from schemas.report import Report

REPLACED = Style(bold=True, reverse=True)
SHOWN = Style(bold=True, underline=True)

Pages = dict[str, Text]


def page(
    report: Report,
    pieces: Mapping[str, Sequence[Piece]],
    numbers: Mapping[FieldFinding, int] | None = None,
) -> Pages:
    """Return each section, by key, ready to be shown; ``numbers`` are put behind the details."""
    return {section: _section(report, section, pieces, numbers or {}) for section in SECTION_FORMS}


def _section(
    report: Report,
    section: str,
    pieces: Mapping[str, Sequence[Piece]],
    numbers: Mapping[FieldFinding, int],
) -> Text:
    lines: list[Text] = []
    for spec in SECTION_FORMS[section]:
        path = f"{section}/{spec.name}"
        value = get_value(report, path)
        if isinstance(spec, TableSpec):
            lines.extend(_items(spec, path, value, pieces, numbers))
        elif isinstance(spec, TextSpec):
            if value.strip():
                lines.append(Text(field_label(path), "dim"))
                lines.append(_joined(pieces.get(path, ()), numbers))
                lines.append(Text())
        elif isinstance(value, bool):
            lines.append(Text(f"{'☑' if value else '☐'} {field_label(path)}\n"))
        elif value is not None:
            lines.append(Text(f"{field_label(path)}: {_plain(spec.name, value)}\n"))
    return Text("\n").join(lines) if lines else Text(text("tui.reading.empty"), "dim")


def _items(
    spec: TableSpec,
    path: str,
    items: Sequence[object],
    pieces: Mapping[str, Sequence[Piece]],
    numbers: Mapping[FieldFinding, int],
) -> list[Text]:
    lines: list[Text] = []
    for number, item in enumerate(items, start=1):
        lines.append(Text(text(f"tui.item.numbered.{spec.name}", number=number), "bold"))
        for field in spec.fields:
            value = field_of(item, field.name)  # type: ignore[arg-type]
            item_path = f"{path}/{item.id}/{field.name}"  # type: ignore[attr-defined]
            if value in (None, ""):
                continue
            line = Text(f"  {field_label(item_path)}: ", "dim")
            if isinstance(field, TextSpec):
                line.append_text(_joined(pieces.get(item_path, ()), numbers))
            else:
                line.append(_plain(field.name, value), Style(dim=False))
            lines.append(line)
        lines.append(Text())
    return lines


def _plain(name: str, value: object) -> str:
    if name == "timer":
        return f"{value}".replace(".", ",")
    return shown(value)


def _joined(pieces: Sequence[Piece], numbers: Mapping[FieldFinding, int]) -> Text:
    line = Text(style=Style(dim=False))
    for piece in pieces:
        match piece.kind:
            case PieceKind.PLAIN:
                line.append(piece.text, Style(dim=False))
            case PieceKind.REPLACED:
                line.append(piece.text, REPLACED)
            case PieceKind.SHOWN:
                line.append(piece.text, SHOWN)
        if piece.found is not None and piece.found in numbers:
            line.append(f"[{numbers[piece.found]}]", "bold")
    return line
