"""An organisation's words that are never flagged, from one expert to another in a file.

The file holds words and labels. Words that may tell of a person stay at home: labels that name
people, anything with a name from a case's parties, and long numbers. Reasons are left out, for
they are running text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from report_tool.errors import BadTermsFileError, FileExistsAlreadyError
from report_tool.messages import text
from report_tool.workflow.anchors import folded_space, words_key
from schemas.decision import Scope
from schemas.labels import Label
from schemas.memory import Memory, RememberedTerm
from schemas.terms import SharedTerm, SharedTerms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from report_tool.workflow.desk import Desk

NAMING = frozenset({Label.PERSON, Label.NATIONAL_ID, Label.CONTACT, Label.UNCHECKED})
"""Labels whose words are about one person, or about nothing known, and are never shared."""

_WORD = re.compile(r"\w+")
_LONG_NUMBER = re.compile(r"(\d\W?){5,}")


@dataclass(frozen=True, slots=True)
class Shareable:
    """What the file will hold, and the terms that stay at home."""

    terms: SharedTerms
    left_out: tuple[RememberedTerm, ...]


def shareable(memory: Memory, names: Iterable[str]) -> Shareable:
    """Sort the organisation's terms; ``names`` are those of all people in the vault's cases."""
    known = {word for name in names for word in _words(name)}
    wanted = [term for term in memory.terms if term.scope is Scope.ORGANISATION]
    left_out = tuple(term for term in wanted if not _may_leave(term, known))
    terms = {
        (words_key(term.surface), term.label): SharedTerm(
            surface=folded_space(term.surface), label=term.label
        )
        for term in wanted
        if term not in left_out
    }
    return Shareable(SharedTerms(terms=tuple(terms[key] for key in sorted(terms))), left_out)


def encoded(shared: SharedTerms) -> bytes:
    """Return the file's content."""
    return shared.model_dump_json(by_alias=True, indent=2).encode() + b"\n"


def decoded(data: bytes, name: str) -> SharedTerms:
    """Read a file's content; ``name`` is what the file is called.

    Raises:
        BadTermsFileError: if it is no such file, is newer, or holds what must not be shared.
    """
    try:
        shared = SharedTerms.model_validate_json(data)
    except ValidationError:
        raise BadTermsFileError(file=name) from None
    if not {"format", "schema_version"} <= shared.model_fields_set:
        raise BadTermsFileError(file=name)
    for term in shared.terms:
        is_line = term.surface == folded_space(term.surface)
        if term.label in NAMING or not is_line or _LONG_NUMBER.search(term.surface):
            raise BadTermsFileError(file=name)
    return shared


def merged(memory: Memory, shared: SharedTerms, now: datetime) -> tuple[Memory, int]:
    """Return the memory with the terms it did not know, and how many those were."""
    known = {(words_key(term.surface), term.label) for term in memory.terms}
    new = {
        (words_key(term.surface), term.label): RememberedTerm(
            surface=term.surface,
            label=term.label,
            scope=Scope.ORGANISATION,
            reason=text("workflow.terms.from-organisation"),
            remembered_at=now,
        )
        for term in shared.terms
    }
    added = tuple(term for key, term in new.items() if key not in known)
    if not added:
        return memory, 0
    return memory.model_copy(update={"terms": (*memory.terms, *added)}), len(added)


def write(desk: Desk, path: Path) -> Shareable:
    """Write the organisation's terms to a new file.

    Raises:
        FileExistsAlreadyError: if there is a file already; it is left alone.
        UnwritableError, DiskFullError: if the folder or disk refuses; nothing is left behind.
    """
    from report_tool.export import page_file

    if path.exists():
        raise FileExistsAlreadyError(file=str(path))
    names = [name for stored in desk.cases() for name in stored.case.parties.names()]
    found = shareable(desk.memory(), names)
    page_file.write(encoded(found.terms), path)
    return found


def take_in(desk: Desk, shared: SharedTerms, now: datetime) -> int:
    """Remember the terms that were not known, and return how many those were."""
    count = merged(desk.memory(), shared, now)[1]
    desk.change_memory(lambda memory: merged(memory, shared, now)[0])
    return count


def _may_leave(term: RememberedTerm, names: set[str]) -> bool:
    is_short = 0 < len(folded_space(term.surface)) <= 80
    return (
        is_short
        and term.label not in NAMING
        and not _LONG_NUMBER.search(term.surface)
        and names.isdisjoint(_words(term.surface))
    )


def _words(words: str) -> set[str]:
    found = set(_WORD.findall(folded_space(words).casefold()))
    return {word for word in found if len(word) > 1} | {
        word.removesuffix("s") for word in found if len(word) > 3
    }
