"""Cases that were open when the program ended without closing them. Pure.

The vault's memory lists the cases that are open; one that is listed when it is opened again was
cut off: by a kill, a lost terminal or a power failure, or it is open in another window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic.alias_generators import to_camel

from report_tool.workflow.fields import SECTIONS
from schemas.audit import AuditAction

if TYPE_CHECKING:
    from schemas.case import Case
    from schemas.memory import Memory


def opened(memory: Memory, case_id: str) -> Memory:
    """Return the memory with the case among the open ones."""
    return _with(memory, {*memory.open_cases, case_id})


def closed(memory: Memory, case_id: str) -> Memory:
    """Return the memory without the case among the open ones."""
    return _with(memory, set(memory.open_cases) - {case_id})


def was_cut_off(memory: Memory, case_id: str) -> bool:
    """Say whether the case was open when the program ended."""
    return case_id in memory.open_cases


def last_section(case: Case) -> str | None:
    """Return the section that was written in last, if the trail knows."""
    for event in reversed(case.audit):
        if event.action is AuditAction.EDITED:
            parts = [to_camel(part) for part in dict(event.details)["parts"].split(",")]
            return next((part for part in parts if part in SECTIONS), None)
    return None


def _with(memory: Memory, open_cases: set[str]) -> Memory:
    return memory.model_copy(update={"open_cases": tuple(sorted(open_cases))})
