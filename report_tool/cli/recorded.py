"""Recorded decisions and a recorded answer, bound to a case when the example is run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from report_tool.workflow import decisions, detection, fields, review
from schemas.decision import ConsentChannel, Scope
from schemas.labels import Label, Recipient
from schemas.review import DetailAnswer, DetailReply, Remark, ReviewAnswer

if TYPE_CHECKING:
    from datetime import datetime

    from report_tool.workflow.detection import Detector
    from schemas.case import Case
    from schemas.decision import Decision
    from schemas.finding import FieldFinding


@dataclass(frozen=True, slots=True)
class Decided:
    """A case with everything decided.

    ``by_hand`` counts recorded details that the detector did not mark, so the expert did;
    ``unforeseen`` counts findings that nothing was recorded for, which are withheld.
    """

    case: Case
    by_hand: int
    unforeseen: int


def decide(
    case: Case, detector: Detector, recorded: tuple[dict[str, Any], ...], now: datetime
) -> Decided:
    """Apply the recorded decisions; whatever is then left undecided is withheld."""
    by_hand = 0
    for entry in recorded:
        span = _span(case, entry)
        if span is None:
            continue
        path, text = entry["field"], fields.get_text(case.report, entry["field"])
        found = [
            one
            for one in detection.locate_field(case, path, text, detector)
            if one.finding.start < span[1] and span[0] < one.finding.end
        ]
        if not found:
            by_hand += 1
            found = [detection.marked_by_hand(path, text, *span, Label(entry["label"]))]
        case = _applied(case, entry, found, now)
    left = decisions.undecided(case, detection.locate(case, detector))
    case = decisions.withhold(case, left, now)
    return Decided(case, by_hand, len(left))


def answered(case: Case, recorded: dict[str, Any]) -> ReviewAnswer:
    """Return the recorded answer to the version of the case that is out for review.

    The recording holds no hash, because it was made before the version existed.
    """
    return ReviewAnswer(
        case_id=case.case_id,
        review_hash=review.review_hash(case),
        verdict=recorded["verdict"],
        details=tuple(
            DetailAnswer(
                decision_id=decision.id,
                reply=DetailReply(entry["reply"]),
                consent_to=tuple(Recipient(r) for r in entry.get("consentTo", ())),
            )
            for entry in recorded["details"]
            for decision in _decisions_about(case, entry)
        ),
        remarks=tuple(Remark(**remark) for remark in recorded["remarks"]),
        own_words=recorded["ownWords"],
        name=recorded["name"],
        answered_at=recorded["answeredAt"],
        channel=ConsentChannel.RECORDED,
    )


def _span(case: Case, entry: dict[str, Any]) -> tuple[int, int] | None:
    """Return where the entry's words stand; None once an earlier rewrite has taken them out."""
    start = fields.get_text(case.report, entry["field"]).find(entry["surface"])
    return None if start < 0 else (start, start + len(entry["surface"]))


def _applied(case: Case, entry: dict[str, Any], found: list[FieldFinding], now: datetime) -> Case:
    match entry["kind"]:
        case "rewrite":
            return decisions.rewrite(case, found[0], entry["sentence"], now)
        case "share":
            recipients = tuple(Recipient(name) for name in entry["shareWith"])
            return decisions.share(
                case, found, recipients, entry["reason"], now, entry.get("neutral")
            )
        case "notSensitive":
            return decisions.not_sensitive(case, found, entry["reason"], Scope(entry["scope"]), now)
        case _:
            return decisions.withhold(case, found, now, entry.get("neutral"))


def _decisions_about(case: Case, entry: dict[str, Any]) -> list[Decision]:
    words = entry["surface"]
    return [
        decision
        for decision in case.decisions
        if decision.anchor.field == entry["field"]
        and (words in decision.anchor.surface or decision.anchor.surface in words)
        and not decision.sentence_after
    ]
