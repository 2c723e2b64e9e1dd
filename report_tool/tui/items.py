"""Changes of a list of measures, steps, meetings or attempts. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from report_tool.tui.forms import DateSpec
from report_tool.tui.values import field_of, free_id, moved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_tool.tui.forms import TableSpec


def change_items(
    spec: TableSpec, items: Sequence[Any], action: str, index: int | None
) -> tuple[tuple[Any, ...], int]:
    """Return the list after an action, and the place of the item that is meant afterwards.

    ``add`` (and ``edit`` without an item) appends an empty one; ``duplicate``, ``up``, ``down``
    and ``delete`` concern the item at ``index``; ``sort`` orders by the first date, undated last.

    Raises:
        ValueError: for another action, or without the index it needs.
    """
    order = list(items)
    new_id = free_id(spec.id_prefix, (item.id for item in order))
    match action, index:
        case ("add", _) | ("edit", None):
            order.append(spec.model(id=new_id))
            return tuple(order), len(order) - 1
        case "duplicate", int(place):
            order.insert(place + 1, order[place].model_copy(update={"id": new_id}))
            return tuple(order), place + 1
        case (("up" | "down"), int(place)):
            by = -1 if action == "up" else 1
            return moved(order, place, by), min(max(place + by, 0), len(order) - 1)
        case "delete", int(place):
            del order[place]
            return tuple(order), max(min(place, len(order) - 1), 0)
        case "sort", int(place):
            marked = order[place]
            order.sort(key=lambda item: _first_date(spec, item))
            return tuple(order), order.index(marked)
        case _:
            raise ValueError(action)


def is_blank(spec: TableSpec, item: Any) -> bool:
    """Whether nothing was filled in since the item was made."""
    return bool(item == spec.model(id=item.id))


def _first_date(spec: TableSpec, item: Any) -> date:
    dated = [each.name for each in spec.fields if isinstance(each, DateSpec)]
    return (field_of(item, dated[0]) if dated else None) or date.max
