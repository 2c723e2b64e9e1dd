"""Which of the parties' details a recipient needs (personopplysningsloven § 12, GDPR art. 5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel

from schemas.labels import Recipient
from schemas.parties import Arbeidstaker, Parties

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = re.compile(r"\D+")


def parties_for(parties: Parties, recipient: Recipient) -> Parties:
    """Return the parties with what the recipient does not need left empty.

    The national id stands in NAV's copy alone; the employee's own phone and e-mail in the
    employee's.
    """
    employee = parties.arbeidstaker
    match recipient:
        case Recipient.EMPLOYEE:
            needed = employee.model_copy(update={"fnr": ""})
        case Recipient.NAV:
            needed = Arbeidstaker(navn=employee.navn, fnr=employee.fnr)
        case Recipient.EMPLOYER:
            needed = Arbeidstaker(navn=employee.navn)
    return parties.model_copy(update={"arbeidstaker": needed})


def printed_values(parties: Parties) -> tuple[str, ...]:
    """Return the values that stand in a copy's header, the empty ones left out."""
    return tuple(value for value in _strings(parties) if value.strip())


def left_out(parties: Parties, recipient: Recipient) -> tuple[str, ...]:
    """Return the identifiers that the recipient does not get, in the ways people write them."""
    printed = set(printed_values(parties_for(parties, recipient)))
    employee = parties.arbeidstaker
    spellings: list[str] = []
    if employee.fnr and employee.fnr not in printed:
        spellings += _grouped(employee.fnr, (6, 5))
    if employee.telefonnummer and employee.telefonnummer not in printed:
        number = employee.telefonnummer
        spellings += _grouped(number, (3, 2, 3)) + _grouped(number, (2, 2, 2, 2))
    if employee.epost and employee.epost not in printed:
        spellings.append(employee.epost)
    return tuple(dict.fromkeys(spellings))


def _strings(model: BaseModel) -> Iterator[str]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from _strings(value)
        else:
            yield str(value)


def _grouped(number: str, sizes: tuple[int, ...]) -> list[str]:
    digits = _DIGITS.sub("", number)
    if len(digits) != sum(sizes):
        return [number]
    groups = []
    for size in sizes:
        groups.append(digits[:size])
        digits = digits[size:]
    return [number, "".join(groups), " ".join(groups)]
