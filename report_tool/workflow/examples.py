"""The two example cases that come with the program; all people in them are made up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report_tool.workflow import editing, intake
from schemas.report import Report

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from schemas.case import Case
    from schemas.parties import Ekspert

NAMES = ("barnehagelaerer", "sjukepleiar")
"""The folders of the examples: a kindergarten teacher in bokmål, a nurse in nynorsk."""

EXERCISE_ID = "eksempel"
"""The id of the example as a case in the user's own vault."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example as recorded.

    ``decisions`` and ``answer`` name details by field and words, because ids and hashes only
    exist once the case does; ``recorded`` binds them when the example is run.
    """

    name: str
    case_id: str
    soknad: bytes
    tilsagn: bytes
    report: Report
    decided_at: datetime
    decisions: tuple[dict[str, Any], ...]
    answer: dict[str, Any]


def load(name: str) -> Example:
    """Read an example from the installed package or the checkout."""
    folder = _folder().joinpath(name)
    recorded = json.loads(folder.joinpath("avgjorelser.json").read_text(encoding="utf-8"))
    return Example(
        name=name,
        case_id=recorded["caseId"],
        soknad=folder.joinpath("soknad.json").read_bytes(),
        tilsagn=folder.joinpath("tilsagn.json").read_bytes(),
        report=Report.model_validate_json(folder.joinpath("rapport.json").read_bytes()),
        decided_at=datetime.fromisoformat(recorded["decidedAt"]),
        decisions=tuple(recorded["decisions"]),
        answer=json.loads(folder.joinpath("svar.json").read_text(encoding="utf-8")),
    )


def draft(example: Example) -> Case:
    """Return the case with the expert's draft in it, nothing decided yet."""
    soknad = intake.parse_soknad(example.soknad)
    tilsagn = intake.parse_tilsagn(example.tilsagn)
    now = example.decided_at
    case = intake.new_case(example.case_id, now, soknad, tilsagn, example.report.language)
    return editing.edit(case, example.report, now)


def own_draft(expert: Ekspert, now: datetime) -> Case:
    """Return the first example as a case of the user's own, to try the program on."""
    example = load(NAMES[0])
    case = draft(example)
    own = intake.new_case(EXERCISE_ID, now, language=case.report.language)
    parties = case.parties.model_copy(update={"ekspert": expert} if expert.navn else {})
    kept = own.model_copy(
        update={"bestilling": case.bestilling, "tilsagn": case.tilsagn, "parties": parties}
    )
    return editing.edit(kept, example.report, now)


def _folder() -> Traversable:
    installed = resources.files("report_tool").joinpath("examples")
    return installed if installed.is_dir() else Path(__file__).parents[2] / "examples"
