"""An example case run from NAV's documents to checked copies, in a vault that is thrown away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from report_tool.cli import recorded
from report_tool.workflow import detection, examples, review
from report_tool.workflow.decisions import is_withheld
from schemas.delivery import FileFormat
from schemas.labels import OTHERS, Label, Recipient

if TYPE_CHECKING:
    from pathlib import Path

    from report_tool.workflow.desk import Desk
    from report_tool.workflow.examples import Example
    from schemas.case import Case
    from schemas.decision import DecisionKind


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What happened to one example.

    Attributes:
        case: the case at the end, delivered to all three.
        found: number of details that the detector marked in the draft.
        by_hand: number that the expert marked because the detector did not.
        unforeseen: number that nothing was recorded for; they are withheld.
        decided: number of decisions of each kind.
        withheld: the labels of the details withheld from each of the others, in print order.
        consented: number of details that the employee agreed to share with each recipient.
        files: the written files, by recipient.
        verified: the files for which every check of ``verify`` holds.
    """

    case: Case
    found: int
    by_hand: int
    unforeseen: int
    decided: dict[DecisionKind, int]
    withheld: dict[Recipient, tuple[Label, ...]]
    consented: dict[Recipient, int]
    files: dict[Recipient, tuple[Path, ...]]
    verified: frozenset[Path]


def rehearse(example: Example, desk: Desk, out_dir: Path) -> Rehearsal:
    """Run the whole job on an example.

    Times are the recording's own, so that the same example gives the same files.

    Raises:
        ReportToolError: whatever a step raises; nothing is skipped.
    """
    case = examples.draft(example)
    desk.save(case)
    found = len(detection.locate(case, desk.detector))
    decided = recorded.decide(case, desk.detector, example.decisions, example.decided_at)
    case = decided.case
    findings = detection.locate(case, desk.detector)
    case = review.send_to_review(case, findings, example.decided_at)
    desk.save(case)
    answer = recorded.answered(case, example.answer)
    case = review.apply_answer(case, answer, findings, answer.answered_at)
    desk.save(case)
    delivered_at = answer.answered_at + timedelta(hours=14)
    files: dict[Recipient, tuple[Path, ...]] = {}
    for recipient in Recipient:
        case, written = desk.export(case, recipient, tuple(FileFormat), out_dir, delivered_at)
        files[recipient] = tuple(file.path for file in written)
    findings = detection.locate(case, desk.detector)
    every_file = [file for some in files.values() for file in some]
    return Rehearsal(
        case=case,
        found=found,
        by_hand=decided.by_hand,
        unforeseen=decided.unforeseen,
        decided=dict(Counter(decision.kind for decision in case.decisions)),
        withheld={
            recipient: tuple(
                one.finding.label for one in findings if is_withheld(case, one, recipient)
            )
            for recipient in OTHERS
        },
        consented={
            recipient: sum(consent.recipient is recipient for consent in case.consents)
            for recipient in OTHERS
        },
        files=files,
        verified=frozenset(file for file in every_file if desk.verify_file(file).ok),
    )
