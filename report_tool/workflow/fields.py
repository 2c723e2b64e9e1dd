"""The free-text fields of a report, named by path and read in print order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic.alias_generators import to_camel

from report_tool.errors import DuplicateItemError
from report_tool.workflow.naming import field_name
from schemas.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.base import Model

_ATTRIBUTES = tuple(
    name for name, field in Report.model_fields.items() if name != "language" and field
)
_BY_KEY = {to_camel(name): name for name in _ATTRIBUTES}

SECTIONS: tuple[str, ...] = tuple(_BY_KEY)
"""The section keys in print order: the JSON names of the report's sections."""


@dataclass(frozen=True, slots=True)
class TextField:
    """One free-text field: its path (``arsak/arsakTilFravaeret``), section key and text."""

    path: str
    section: str
    text: str


def text_fields(report: Report) -> tuple[TextField, ...]:
    """Return every free-text field in print order, the empty ones included.

    Raises:
        DuplicateItemError: if two items of one list have the same id, so that a path is unclear.
    """
    fields = tuple(
        TextField(path, key, text)
        for key, attribute in _BY_KEY.items()
        for path, text in _texts(getattr(report, attribute), key)
    )
    repeated = [
        path for path, count in Counter(field.path for field in fields).items() if count > 1
    ]
    if repeated:
        raise DuplicateItemError(field=field_name(repeated[0]))
    return fields


def _texts(model: Model, prefix: str) -> Iterator[tuple[str, str]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        path = f"{prefix}/{to_camel(name)}"
        if isinstance(value, tuple):
            for item in value:
                yield from _texts(item, f"{path}/{item.id}")
        elif name != "id" and type(value) is str:
            yield path, value


def get_text(report: Report, path: str) -> str:
    """Return the text at ``path``.

    Raises:
        KeyError: if the report has no such free-text field.
    """
    match _steps(path):
        case section, name:
            return _own_text(getattr(report, section), name)
        case section, items, item_id, name:
            return _own_text(_item(getattr(report, section), items, item_id), name)
    raise KeyError(path)


def with_text(report: Report, path: str, text: str) -> Report:
    """Return the report with ``text`` at ``path``.

    Raises:
        KeyError: if the report has no such free-text field.
    """
    get_text(report, path)
    attribute, *steps = _steps(path)
    section: Model = getattr(report, attribute)
    name = _attribute(section, steps[0])
    value: str | tuple[Model, ...] = text
    if len(steps) == 3:
        changed = _item(section, steps[0], steps[1])
        update = {_attribute(changed, steps[2]): text}
        value = tuple(
            item.model_copy(update=update) if item is changed else item
            for item in getattr(section, name)
        )
    return report.model_copy(update={attribute: section.model_copy(update={name: value})})


def _steps(path: str) -> tuple[str, ...]:
    key, *rest = path.split("/")
    if key not in _BY_KEY or len(rest) not in {1, 3}:
        raise KeyError(path)
    return _BY_KEY[key], *rest


def _item(section: Model, key: str, item_id: str) -> Model:
    items = getattr(section, _attribute(section, key))
    for item in items if isinstance(items, tuple) else ():
        if item.id == item_id:
            found: Model = item
            return found
    raise KeyError(item_id)


def _own_text(model: Model, key: str) -> str:
    text = getattr(model, _attribute(model, key))
    if type(text) is not str or key == "id":
        raise KeyError(key)
    return text


def _attribute(model: Model, key: str) -> str:
    for name in type(model).model_fields:
        if to_camel(name) == key:
            return name
    raise KeyError(key)
