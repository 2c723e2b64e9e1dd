"""What differs between two reports, in print order, and texts woven word by word. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pydantic.alias_generators import to_camel

from schemas.base import Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from schemas.report import Report

_TOKENS = re.compile(r"\s*(?:\w+|[^\w\s])|\s+$")

TOO_LONG = 1_000_000
"""Words that went times words that came, from which they are not compared word by word."""

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
    """Weave two texts into runs of whole words; what went stands before what came.

    Sentences that stayed are found first, then words in what lies between them; where two long
    stretches have to be told apart word by word, they are shown one after the other instead.
    """
    runs: list[Run] = []
    old, new = _sentences(before), _sentences(after)
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone = [token for sentence in old[i:j] for token in sentence]
        come = [token for sentence in new[k:m] for token in sentence]
        if tag == "equal":
            runs.append(Run(Change.SAME, "".join(gone)))
        else:
            runs += _by_words(gone, come)
    return tuple(_joined(runs))


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


def _sentences(text: str) -> list[tuple[str, ...]]:
    """Return the text's tokens by sentence and line; white space belongs to what follows it."""
    sentences: list[list[str]] = [[]]
    for token in _TOKENS.findall(text):
        ends = sentences[-1] and sentences[-1][-1].strip() in {".", "!", "?"}
        if "\n" in token or (ends and token[:1].isspace()):
            sentences.append([])
        sentences[-1].append(token)
    return [tuple(sentence) for sentence in sentences if sentence]


def _by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    if len(old) * len(new) > TOO_LONG:
        yield Run(Change.REMOVED, "".join(old))
        yield Run(Change.ADDED, "".join(new))
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i:j]), "".join(new[k:m])
        if tag == "equal":
            yield Run(Change.SAME, gone)
            continue
        space = _common_space(gone, come)
        yield Run(Change.SAME, space)
        yield Run(Change.REMOVED, gone.removeprefix(space))
        yield Run(Change.ADDED, come.removeprefix(space))


def _common_space(gone: str, come: str) -> str:
    """Return the white space that both begin with, so that it is not struck out."""
    if not gone or not come:
        return ""
    old, new = (text[: len(text) - len(text.lstrip())] for text in (gone, come))
    return old if old == new else ""


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Join neighbours of one kind, and leave out what is empty."""
    for change, group in groupby((r for r in runs if r.text), key=lambda run: run.change):
        yield Run(change, "".join(run.text for run in group))


def _cut(text: str, around: int, has_before: bool, has_after: bool) -> str:
    """Shorten what stands between two changes, or before the first, or after the last one."""
    if len(text) <= around * (has_before + has_after) + 10 or not (has_before or has_after):
        return text
    head = text[:around].rsplit(None, 1)[0] if has_before else ""
    tail = text[-around:].split(None, 1)[-1] if has_after else ""
    return f"{head} … {tail}"
