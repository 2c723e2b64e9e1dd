"""Read and replace single values of a report by path, with the JSON names of the schema.

Paths are those of ``workflow.fields``, for values that are not free text as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from schemas.report import Report

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


def get_value(report: Report, path: str) -> Any:
    """Return the value at ``section/field`` or ``section/list/<item id>/field``.

    Raises:
        KeyError: if there is no such field or item.
    """
    section, field, *rest = path.split("/")
    value = field_of(field_of(report, section), field)
    if not rest:
        return value
    item_id, name = rest
    return field_of(item_of(value, item_id), name)


def has_value(report: Report, path: str) -> bool:
    """Say whether the report has this field, in an item that is there."""
    try:
        get_value(report, path)
    except (KeyError, ValueError):
        return False
    return True


def with_value(report: Report, path: str, value: object) -> Report:
    """Return the report with the value at ``section/field`` or in a list's item replaced.

    Raises:
        KeyError: if there is no such field or item.
    """
    section_name, field, *rest = path.split("/")
    section = field_of(report, section_name)
    if rest:
        item_id, name = rest
        items = field_of(section, field)
        changed = replace(item_of(items, item_id), {name: value})
        value = tuple(changed if item.id == item_id else item for item in items)
    return replace(report, {section_name: replace(section, {field: value})})


def item_of(items: Sequence[Any], item_id: str) -> Any:
    """Return the item with this id.

    Raises:
        KeyError: if there is none.
    """
    for item in items:
        if item.id == item_id:
            return item
    raise KeyError(item_id)


def field_of(model: BaseModel, name: str) -> Any:
    """Return the value of a model's field by its JSON name."""
    return getattr(model, _python_name(model, name))


def replace(model: M, values: dict[str, object]) -> M:
    """Return the model with the values of some fields, by JSON name, replaced."""
    return model.model_copy(update={_python_name(model, n): v for n, v in values.items()})


def free_id(prefix: str, taken: Iterable[str]) -> str:
    """Return the first id ``<prefix><n>`` that is not taken; ids are never reused for others."""
    used = set(taken)
    number = 1 + max(
        (
            int(i[len(prefix) :])
            for i in used
            if i.startswith(prefix) and i[len(prefix) :].isdigit()
        ),
        default=0,
    )
    return f"{prefix}{number}"


def moved(items: Sequence[T], index: int, by: int) -> tuple[T, ...]:
    """Return the items with the one at ``index`` moved ``by`` places, kept within the list."""
    order = list(items)
    target = min(max(index + by, 0), len(order) - 1)
    order.insert(target, order.pop(index))
    return tuple(order)


def _python_name(model: BaseModel, name: str) -> str:
    for python_name, info in type(model).model_fields.items():
        if name in (info.alias, python_name):
            return python_name
    raise KeyError(name)
