"""What differs between two reports, in print order, and texts woven word by word. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import TYPE_CHECKING, Any

from pydantic.alias_generators import to_camel

from schemas.base import Model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from schemas.report import Report

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")

AROUND = 60
"""Characters kept beside a change of what stays the same, where a text is shortened."""


class Change(Enum):
    """What became of a run of text; the value is its sign."""

    SAME = " "
    ADDED = "+"
    REMOVED = "-"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with its two values, None where it was not there.

    ``number`` is the place of the item it belongs to, from 1; 0 for a field of the section. Where
    only the order of a list differs, the path is the list's and the values are the item ids.
    """

    path: str
    before: Any
    after: Any
    number: int = 0

    @property
    def section(self) -> str:
        """The section the field is in."""
        return self.path.partition("/")[0]

    @property
    def is_order(self) -> bool:
        """Whether only the order of a list differs."""
        return isinstance(self.before, tuple)


def differences(before: Report, after: Report) -> tuple[Difference, ...]:
    """Return the fields that differ; an item is told by its id, wherever it stands."""
    return tuple(_between("", before, after, 0))


def words(before: str, after: str) -> tuple[Run, ...]:
    """Weave two texts into runs of whole words; what went stands before what came."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    runs = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, come = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        if tag == "equal":
            runs.append(Run(Change.SAME, gone))
        else:
            runs += [Run(Change.REMOVED, gone), Run(Change.ADDED, come)]
    return _joined([run for run in runs if run.text])


def shortened(runs: Sequence[Run], around: int = AROUND) -> tuple[Run, ...]:
    """Return the runs with long stretches that stayed cut to their ends, at whole words."""
    last = len(runs) - 1
    return tuple(
        Run(run.change, _cut(run.text, around, place > 0, place < last))
        if run.change is Change.SAME
        else run
        for place, run in enumerate(runs)
    )


def _between(
    prefix: str, before: Model | None, after: Model | None, number: int
) -> Iterator[Difference]:
    shape = after if after is not None else before
    assert shape is not None
    for name in type(shape).model_fields:
        old, new = getattr(before, name, None), getattr(after, name, None)
        if old == new or name == "id":
            continue
        path = f"{prefix}/{to_camel(name)}" if prefix else to_camel(name)
        if isinstance(old, tuple) or isinstance(new, tuple):
            yield from _in_list(path, old or (), new or ())
        elif isinstance(old, Model):
            yield from _between(path, old, new, number)
        elif (old or None) != (new or None):
            yield Difference(path, old, new, number)


def _in_list(path: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Difference]:
    old, new = {item.id: item for item in before}, {item.id: item for item in after}
    for number, item in enumerate(after, start=1):
        yield from _between(f"{path}/{item.id}", old.get(item.id), item, number)
    for number, item in enumerate(before, start=1):
        if item.id not in new:
            yield from _between(f"{path}/{item.id}", item, None, number)
    was = tuple(item.id for item in before if item.id in new)
    now = tuple(item.id for item in after if item.id in old)
    if was != now:
        yield Difference(path, was, now)


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Take a space between two changes into both, so that a new phrase reads as one."""
    joined: list[Run] = []
    gone = come = ""
    for place, run in enumerate(runs):
        is_between = 0 < place < len(runs) - 1
        if run.change is Change.REMOVED:
            gone += run.text
        elif run.change is Change.ADDED:
            come += run.text
        elif is_between and run.text.isspace():
            gone, come = gone + run.text, come + run.text
        else:
            joined += [Run(Change.REMOVED, gone), Run(Change.ADDED, come), run]
            gone = come = ""
    joined += [Run(Change.REMOVED, gone), Run(Change.ADDED, come)]
    return tuple(run for run in joined if run.text)


def _cut(text: str, around: int, has_before: bool, has_after: bool) -> str:
    """Shorten what stands between two changes, or before the first, or after the last one."""
    if len(text) <= around * (has_before + has_after) + 10 or not (has_before or has_after):
        return text
    head = text[:around].rsplit(None, 1)[0] if has_before else ""
    tail = text[-around:].split(None, 1)[-1] if has_after else ""
    return f"{head} … {tail}"
