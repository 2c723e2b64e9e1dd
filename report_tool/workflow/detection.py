"""From text to placed findings: what the detector sees, and what earlier decisions hold on to.

A field whose detection fails is one ``UNCHECKED`` finding from end to end. A detail that was once
decided to be withheld or shared stays a finding while its sentence stands, even if the detector
no longer marks it: a better or worse detector never uncovers what people agreed to cover.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from report_tool.workflow.anchors import find_anchor, occurrence_of, sentence_around
from report_tool.workflow.fields import text_fields
from schemas.decision import DecisionKind
from schemas.finding import FieldFinding, Finding, Reason
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.case import Case

BESTILLING_FIELDS = ("begrunnelse", "behov", "tilrettelegging")
"""The søknad's free text; flagged for the expert's information and never printed in a copy."""


class Detector(Protocol):
    """What finds sensitive details in one text; any exception means "not checked"."""

    def analyze(
        self, text: str, parties: Sequence[str] = (), lang: str | None = None
    ) -> tuple[Finding, ...]:
        """Return sorted, non-overlapping findings with offsets into ``text``."""
        ...


def locate(case: Case, detector: Detector) -> tuple[FieldFinding, ...]:
    """Return every finding in the report's text fields, in print order."""
    return tuple(
        found
        for field in text_fields(case.report)
        for found in locate_field(case, field.path, field.text, detector)
    )


def locate_field(case: Case, path: str, text: str, detector: Detector) -> tuple[FieldFinding, ...]:
    """Return the findings in one field's ``text``, which may be newer than the case's own."""
    findings = _analyzed(case, path, text, detector)
    if findings is None:
        return (_unchecked(path, text),)
    return tuple(
        place(path, text, finding) for finding in _with_decided(case, path, text, findings)
    )


def locate_masked(case: Case, path: str, text: str, detector: Detector) -> tuple[FieldFinding, ...]:
    """Return what the detector alone finds in a masked text."""
    findings = _analyzed(case, path, text, detector)
    if findings is None:
        return (_unchecked(path, text),)
    return tuple(place(path, text, finding) for finding in findings)


def locate_bestilling(case: Case, detector: Detector) -> tuple[FieldFinding, ...]:
    """Return the findings in the søknad's free text, under ``bestilling/…`` paths."""
    return tuple(
        found
        for name in BESTILLING_FIELDS
        for found in locate_field(
            case, f"bestilling/{name}", getattr(case.bestilling, name), detector
        )
    )


def place(path: str, text: str, finding: Finding) -> FieldFinding:
    """Place a finding in its field: its sentence, and which of the equal surfaces there it is."""
    start, end = sentence_around(text, finding.start, finding.end)
    return FieldFinding(
        field=path,
        finding=finding,
        sentence=text[start:end],
        sentence_start=start,
        occurrence=occurrence_of(text[start:end], finding.start - start, finding.surface),
    )


def marked_by_hand(path: str, text: str, start: int, end: int, label: Label) -> FieldFinding:
    """Return a finding for words that the expert marks; decide it like any other."""
    return place(path, text, _finding(text, start, end, label, "hand"))


def _analyzed(case: Case, path: str, text: str, detector: Detector) -> tuple[Finding, ...] | None:
    """Return the detector's findings, or None if the text was not checked, whatever went wrong."""
    if not text.strip():
        return ()
    try:
        findings = tuple(detector.analyze(text, case.parties.names(), case.report.language.value))
        _check(text, findings)
    except Exception:
        return None
    return findings


def _check(text: str, findings: Sequence[Finding]) -> None:
    reached = 0
    for finding in findings:
        if finding.start < reached or text[finding.start : finding.end] != finding.surface:
            raise ValueError("the detector's offsets do not fit the text")
        reached = finding.end


def _unchecked(path: str, text: str) -> FieldFinding:
    return FieldFinding(
        field=path,
        finding=_finding(text, 0, len(text), Label.UNCHECKED, "failed"),
        sentence=text,
        sentence_start=0,
        occurrence=0,
    )


def _finding(text: str, start: int, end: int, label: Label, detector: str) -> Finding:
    return Finding(
        start=start,
        end=end,
        label=label,
        score=100,
        surface=text[start:end],
        why=(Reason(detector=detector),),
    )


def _with_decided(
    case: Case, path: str, text: str, findings: Sequence[Finding]
) -> tuple[Finding, ...]:
    """Add the details that standing decisions name; overlaps grow together, never apart."""
    merged = list(findings)
    for decision in case.decisions:
        if decision.anchor.field != path or decision.kind not in {
            DecisionKind.WITHHOLD,
            DecisionKind.SHARE,
        }:
            continue
        for start, end in find_anchor(text, decision.anchor):
            touching = [f for f in merged if f.start < end and start < f.end]
            if any(f.start <= start and end <= f.end for f in touching):
                continue
            low = min([start, *(f.start for f in touching)])
            high = max([end, *(f.end for f in touching)])
            label = decision.label
            merged = [f for f in merged if f not in touching]
            merged.append(_finding(text, low, high, label, "decision"))
    return tuple(sorted(merged, key=lambda finding: finding.start))
