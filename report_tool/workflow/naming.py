"""Field paths in the words that the expert knows from the screen."""

from __future__ import annotations

from report_tool.messages import text


def field_name(path: str) -> str:
    """Return a field's name with its section and item; an unknown path is returned as it is."""
    try:
        return _name(path)
    except KeyError:
        return path


def _name(path: str) -> str:
    section, *rest = path.split("/")
    if not rest:
        return text(f"workflow.place.{section}")
    name = text(f"workflow.field.{section}.{rest[-1]}")
    place = text(f"workflow.place.{section}")
    item = f", {rest[1]}" if len(rest) == 3 else ""
    return text("workflow.place.in", name=name, place=place, item=item)
