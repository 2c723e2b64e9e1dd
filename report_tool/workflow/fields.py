"""The free-text fields of a report, named by path and read in print order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic.alias_generators import to_camel

from report_tool.errors import DuplicateItemError
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
        raise DuplicateItemError(field=repeated[0])
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
    section, rest = _section(report, path)
    value: Any = section
    if len(rest) == 3:
        value = next((i for i in getattr(section, rest[0], ()) if i.id == rest[1]), None)
    text = getattr(value, rest[-1], None)
    if type(text) is not str or rest[-1] == "id":
        raise KeyError(path)
    return text


def with_text(report: Report, path: str, text: str) -> Report:
    """Return the report with ``text`` at ``path``.

    Raises:
        KeyError: if the report has no such free-text field.
    """
    get_text(report, path)
    section, rest = _section(report, path)
    if len(rest) == 3:
        items = tuple(
            item.model_copy(update={rest[2]: text}) if item.id == rest[1] else item
            for item in getattr(section, rest[0])
        )
        section = section.model_copy(update={rest[0]: items})
    else:
        section = section.model_copy(update={rest[0]: text})
    return report.model_copy(update={_BY_KEY[path.partition("/")[0]]: section})


def _section(report: Report, path: str) -> tuple[Model, tuple[str, ...]]:
    key, *rest = path.split("/")
    if key not in _BY_KEY or len(rest) not in {1, 3}:
        raise KeyError(path)
    section: Model = getattr(report, _BY_KEY[key])
    names = tuple(rest)
    attributes = (_attribute(names[0]), *names[1:-1], _attribute(names[-1]))
    return section, attributes if len(names) == 3 else attributes[:1]


def _attribute(camel: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in camel)
