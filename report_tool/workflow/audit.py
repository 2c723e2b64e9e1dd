"""The audit trail: every step a link in a hash chain, without a word of the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_tool.errors import AuditBrokenError
from report_tool.messages import text
from report_tool.workflow.naming import field_name
from schemas.audit import AuditAction, AuditEvent
from schemas.base import Model, Moment, Sha256
from schemas.canonical import content_hash

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from schemas.case import Case

START = "0" * 64
"""What the first link names as its predecessor."""

_HASH_LENGTH = 64
_DETAIL = re.compile(r"[A-Za-z0-9,./:+_-]{0,400}")


class _Link(Model):
    sequence: int
    at: Moment
    action: AuditAction
    details: tuple[tuple[str, str], ...]
    previous: Sha256


def append(
    events: tuple[AuditEvent, ...], action: AuditAction, at: datetime, **details: str
) -> tuple[AuditEvent, ...]:
    """Return the trail with one more link.

    ``details`` hold ids, kinds, hashes, field paths and recipients; anything that could be a
    sentence is refused.

    Raises:
        ValueError: if a detail holds a space or another character of running text.
    """
    for value in details.values():
        if not _DETAIL.fullmatch(value):
            raise ValueError("an audit detail holds only ids, kinds, paths and hashes")
    link = _Link(
        sequence=len(events),
        at=at,
        action=action,
        details=tuple(sorted(details.items())),
        previous=events[-1].hash if events else START,
    )
    return (*events, AuditEvent(**dict(link), hash=content_hash(link)))


def logged(case: Case, action: AuditAction, at: datetime, **details: str) -> Case:
    """Return the case with one more link in its trail."""
    return case.model_copy(update={"audit": append(case.audit, action, at, **details)})


def verify_chain(events: Sequence[AuditEvent]) -> None:
    """Check that no link was changed, removed from the middle, added or moved.

    Raises:
        AuditBrokenError: naming the number of the first link that does not fit.
    """
    previous = START
    for position, event in enumerate(events):
        link = _Link(**{name: getattr(event, name) for name in _Link.model_fields})
        if (
            event.sequence != position
            or event.previous != previous
            or event.hash != content_hash(link)
        ):
            raise AuditBrokenError(number=position + 1)
        previous = event.hash


def printed(events: Sequence[AuditEvent]) -> tuple[str, ...]:
    """Return the trail as lines to read: number, local time of the event, what happened."""
    return tuple(
        text(
            "workflow.audit.line",
            number=event.sequence + 1,
            time=event.at.strftime("%d.%m.%Y %H:%M:%S"),
            action=text(f"workflow.audit.action.{event.action.value}"),
            details=_printed_details(event),
            hash=event.hash[:12],
        ).rstrip()
        for event in events
    )


def _printed_details(event: AuditEvent) -> str:
    return ", ".join(
        f"{text(f'workflow.audit.detail.{name}')}: {_printed_value(name, value)}"
        for name, value in event.details
    )


def _printed_value(name: str, value: str) -> str:
    """Say kinds, recipients and fields in words; shorten hashes; leave ids as they are."""
    if name == "field":
        return field_name(value)
    if name == "parts":
        return ", ".join(text(f"workflow.audit.part.{part}") for part in value.split(","))
    if len(value) == _HASH_LENGTH:
        return value[:12]
    try:
        return text(f"workflow.audit.value.{value}")
    except KeyError:
        return value
