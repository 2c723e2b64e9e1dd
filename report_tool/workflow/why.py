"""Why a span is flagged, in plain words, with the rule or list it came from. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report_tool.messages import text
from report_tool.scan.reasons import in_words
from schemas.labels import Label

if TYPE_CHECKING:
    from schemas.finding import Finding, Reason

SURE, LIKELY = 90, 70
"""Per cent from which a finding is called sure, and likely; below, it is called unsure."""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: what was seen, and what saw it."""

    said: str
    source: str


def explained(finding: Finding) -> tuple[Why, ...]:
    """Return the reasons, each once; there is always at least one."""
    reasons = tuple(dict.fromkeys(_why(reason) for reason in finding.why))
    return reasons or (Why(text("workflow.why.said.other"), text("workflow.why.source.other")),)


def sureness(finding: Finding) -> str:
    """Return in words how sure the finding is; empty where nothing was estimated."""
    if finding.label is Label.UNCHECKED or all(r.detector in UNESTIMATED for r in finding.why):
        return ""
    level = "sure" if finding.score >= SURE else "likely" if finding.score >= LIKELY else "unsure"
    return text(f"workflow.why.{level}", score=finding.score)


def meaning(label: Label) -> str:
    """Return what kind of detail it is, and why others should not read it."""
    return text(f"workflow.why.label.{label.value}")


UNESTIMATED = frozenset({"hand", "failed", "decision"})
"""What marked without estimating: a person, a check that failed, an earlier decision."""


def _why(reason: Reason) -> Why:
    said = in_words(reason) or _message("said", reason.detector)
    return Why(said, _message("source", reason.detector))


def _message(part: str, detector: str) -> str:
    try:
        return text(f"workflow.why.{part}.{detector}")
    except KeyError:
        return text(f"workflow.why.{part}.other")
