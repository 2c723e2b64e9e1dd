"""``review``: the employee's review, at this terminal or from a recorded answer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from report_tool.cli import output
from report_tool.cli.desks import open_desk
from report_tool.cli.files import read_bytes
from report_tool.cli.options import CaseArgument, PassphraseFile
from report_tool.cli.terminal_program import open_program
from report_tool.errors import BrokenAnswerError, IllegalStepError
from report_tool.messages import text
from report_tool.workflow import detection, feedback, review
from schemas.case import CaseState
from schemas.review import ReviewAnswer


def import_answer(
    case_id: CaseArgument,
    file: Annotated[Path, typer.Argument(metavar="SVAR.json", help="cli.review.import.file")],
    passphrase_file: PassphraseFile = None,
) -> int:
    """Take in a recorded answer."""
    answer = _answer(file)
    with open_desk(passphrase_file) as desk:
        case = desk.open(case_id).case
        desk.load_engine()
        findings = detection.locate(case, desk.detector)
        case = review.apply_answer(case, answer, findings, datetime.now(UTC))
        desk.save(case)
    output.line(text("cli.review.import.done", state=text(f"cli.state.{case.state.value}")))
    for remark in feedback.remarks_for_expert(case):
        output.line(text("cli.review.import.remark", remark=remark.text))
    return 0


def here(case_id: CaseArgument, passphrase_file: PassphraseFile = None) -> int:
    """Open the terminal program for the employee, at the case that is out for review."""
    with open_desk(passphrase_file) as desk:
        case = desk.open(case_id).case
        if case.state is not CaseState.IN_REVIEW:
            raise IllegalStepError(state=case.state.value)
        open_program(desk, case_id)
    return 0


def _answer(file: Path) -> ReviewAnswer:
    data = read_bytes(file)
    try:
        return ReviewAnswer.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "JSON"
        raise BrokenAnswerError(file=str(file), field=field) from None
