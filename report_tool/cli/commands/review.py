"""``review``: the page out, the answer in, receipt, consents back, or review at this terminal."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from report_tool.cli import answers, output
from report_tool.cli.desks import open_desk
from report_tool.cli.options import CaseArgument, Format, OutputFormat, PassphraseFile
from report_tool.cli.terminal_program import open_program
from report_tool.errors import BrokenAnswerError, IllegalStepError
from report_tool.messages import text
from report_tool.workflow import detection, review, review_exchange
from report_tool.workflow import receipt as receipts
from schemas.case import CaseState
from schemas.decision import ConsentChannel
from schemas.labels import OTHERS, Recipient
from schemas.review import ReviewAnswer

STANDARD_INPUT = Path("-")
_LIMIT = review_exchange.LIMIT_MEGABYTES * 1024 * 1024


def send(
    case_id: CaseArgument,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FIL", help="cli.review.send.out")
    ] = None,
    output_format: Format = OutputFormat.TEXT,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Write the employee's page and tell the passphrase that opens it."""
    file = out or Path(f"gjennomlesing-{case_id}.html")
    with open_desk(passphrase_file) as desk:
        case = desk.open(case_id).case
        desk.load_engine()
        sent = review_exchange.send(case, desk.detector, datetime.now(UTC))
        with review_exchange.written_page(sent.page, file):
            desk.save(sent.case)
    if output_format is OutputFormat.JSON:
        output.as_json(
            {"version": 1, "caseId": case_id, "file": str(file), "passphrase": sent.passphrase}
        )
        return 0
    output.line(text("cli.review.send.done", file=file))
    output.line(text("cli.review.send.passphrase", passphrase=sent.passphrase))
    output.line(text("cli.review.send.message"))
    sms = text("workflow.review.sms", passphrase=sent.passphrase)
    output.line(text("cli.review.send.sms", words=sms))
    return 0


def import_answer(
    case_id: CaseArgument,
    file: Annotated[Path, typer.Argument(metavar="SVAR", help="cli.review.import.file")],
    passphrase_file: PassphraseFile = None,
) -> int:
    """Take in the employee's answer: from the page, or recorded as JSON."""
    data = _read(file)
    with open_desk(passphrase_file) as desk:
        case = desk.open(case_id).case
        desk.load_engine()
        now = datetime.now(UTC)
        if data.lstrip()[:1] == b"{":
            answer = _recorded(data, file)
            findings = detection.locate(case, desk.detector)
            case = review.apply_answer(case, answer, findings, now)
        else:
            case, answer = review_exchange.take_in(case, data, desk.detector, now, str(file))
        desk.save(case)
    output.line(text("cli.review.import.done", state=text(f"cli.state.{case.state.value}")))
    for line in answers.told(case, answer):
        output.line(line)
    return 0


def receipt(
    case_id: CaseArgument,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FIL", help="cli.review.receipt.out")
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Write the employee's receipt of what they approved."""
    with open_desk(passphrase_file) as desk:
        case = desk.open(case_id).case
        file = out or Path(receipts.file_name(case))
        receipts.write(case, file)
    output.line(text("cli.review.receipt.done", file=file))
    output.line(text("cli.review.receipt.for-employee"))
    return 0


def withdraw(
    case_id: CaseArgument,
    detail: Annotated[
        str, typer.Argument(metavar="[OPPLYSNING]", help="cli.review.withdraw.detail")
    ] = "",
    recipient: Annotated[
        Recipient | None,
        typer.Option("--to", metavar="employer|nav", help="cli.review.withdraw.to"),
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> int:
    """End a consent and list the copies that already left; without a detail, list consents."""
    with open_desk(passphrase_file) as desk:
        case = desk.open(case_id).case
        if not detail:
            for line in answers.consents(case) or (text("cli.review.withdraw.none"),):
                output.line(line)
            return 0
        standing = {
            c.recipient for c in case.consents if c.decision_id == detail and not c.withdrawn_at
        }
        chosen = [recipient] if recipient else [r for r in OTHERS if r in standing] or [*OTHERS]
        for one in chosen:
            case = review.withdraw(case, detail, one, datetime.now(UTC))
        desk.save(case)
    for one in chosen:
        output.line(text("cli.review.withdraw.done", recipient=text(f"cli.recipient.{one.value}")))
        for line in answers.delivered(case, detail, one):
            output.line(line)
    return 0


def here(case_id: CaseArgument, passphrase_file: PassphraseFile = None) -> int:
    """Open the terminal program for the employee, at the case that is out for review."""
    with open_desk(passphrase_file) as desk:
        case = desk.open(case_id).case
        if case.state is not CaseState.IN_REVIEW:
            raise IllegalStepError(state=case.state.value)
        open_program(desk, case_id)
    return 0


def _read(file: Path) -> bytes:
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read(_LIMIT + 1)
    return review_exchange.read_file(file)


def _recorded(data: bytes, file: Path) -> ReviewAnswer:
    """Read an answer that the expert wrote down; it never counts as one from the page."""
    try:
        answer = ReviewAnswer.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "JSON"
        raise BrokenAnswerError(file=str(file), field=field) from None
    return answer.model_copy(update={"channel": ConsentChannel.RECORDED})
