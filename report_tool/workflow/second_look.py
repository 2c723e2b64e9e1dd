"""Sentences that may tell something private though nothing in them was found.

A second look is advice like any other hint: it withholds nothing and blocks nothing, and it can be
put aside. It is asked for again when the sentence changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from report_tool.workflow.quality.hint import Hint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from schemas.case import Case
    from schemas.finding import FieldFinding, Finding

RULE = "second-look"


@runtime_checkable
class Doubter(Protocol):
    """A detector that can also name sentences it is in doubt about."""

    def doubts(
        self, text: str, parties: Sequence[str], findings: Sequence[Finding]
    ) -> tuple[tuple[int, int], ...]:
        """Return the spans of sentences worth a second look."""
        ...


def second_look(
    case: Case, path: str, text: str, findings: Sequence[FieldFinding], detector: object
) -> Iterator[Hint]:
    """Yield a hint for every sentence of a field that is worth reading once more.

    A detector that cannot doubt, or fails to, gives none: what it failed to *find* is withheld
    already.
    """
    if not text.strip() or not isinstance(detector, Doubter):
        return
    try:
        spans = detector.doubts(text, case.parties.names(), [found.finding for found in findings])
    except Exception:
        return
    for start, end in spans:
        yield Hint(RULE, path, (), (start, end), text[start:end])
