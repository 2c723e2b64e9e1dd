"""What leaves the expert's hands: the page for the employee, the answer back, copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from report_tool.messages import text
from report_tool.paths import documents_path
from report_tool.workflow import receipt, review_exchange
from report_tool.workflow.fields import text_fields
from report_tool.workflow.naming import field_name
from report_tool.workflow.preview import preview
from schemas.case import CaseState
from schemas.delivery import FileFormat
from schemas.labels import Recipient

if TYPE_CHECKING:
    from report_tool.plain.open_case import OpenCase
    from report_tool.plain.talk import Talk

APPROVED = {CaseState.APPROVED, CaseState.DELIVERED, CaseState.FOLLOWED_UP}


def read_as(talk: Talk, work: OpenCase) -> None:
    """Read the report aloud as a recipient would get it."""
    recipient = _recipient(talk, tuple(Recipient))
    if recipient is None:
        return
    pieces = preview(work.case, work.findings(), recipient)
    for field in text_fields(work.case.report):
        words = "".join(piece.text for piece in pieces[field.path])
        if words.strip():
            talk.say()
            talk.say(field_name(field.path))
            talk.say(words)


def send(talk: Talk, work: OpenCase) -> None:
    """Write the employee's page and say the passphrase."""
    file = _folder(talk) / f"gjennomlesing-{work.case.case_id}.html"
    sent = review_exchange.send(work.case, work.desk.detector, work.now())
    with review_exchange.written_page(sent.page, file):
        work.change(lambda _: sent.case)
    talk.say(text("cli.review.send.done", file=file))
    talk.say(text("cli.review.send.passphrase", passphrase=sent.passphrase))
    talk.say(text("cli.review.send.message"))


def take_answer(talk: Talk, work: OpenCase) -> None:
    """Take in the file that the employee sent back."""
    named = talk.ask(text("plain.answer-file"))
    if not named:
        return
    file = Path(named.strip("'\"")).expanduser()
    data = review_exchange.read_file(file)
    case, answer = review_exchange.take_in(
        work.case, data, work.desk.detector, work.now(), str(file)
    )
    work.change(lambda _: case)
    talk.say(text("plain.answered", state=text(f"tui.state.{case.state.value}")))
    if answer.own_words.strip():
        talk.say(text("cli.review.import.own-words"))


def export(talk: Talk, work: OpenCase) -> None:
    """Make a recipient's copies; before the approval only the employee's draft."""
    approved = work.case.state in APPROVED
    recipient = _recipient(talk, tuple(Recipient)) if approved else Recipient.EMPLOYEE
    if recipient is None:
        return
    if not approved:
        talk.say(text("tui.export.lead-draft"))
    work.case, files = work.desk.export(
        work.case, recipient, tuple(FileFormat), _folder(talk), work.now(), draft=not approved
    )
    for file in files:
        talk.say(text("cli.export.done", file=file.path))


def write_receipt(talk: Talk, work: OpenCase) -> None:
    """Write the employee's receipt of what they approved."""
    file = _folder(talk) / receipt.file_name(work.case)
    receipt.write(work.case, file)
    talk.say(text("cli.review.receipt.done", file=file))


def _recipient(talk: Talk, offered: tuple[Recipient, ...]) -> Recipient | None:
    names = [text(f"tui.recipient.{each.value}") for each in offered]
    chosen = talk.choose(text("plain.recipient"), names)
    return None if chosen is None else offered[chosen]


def _folder(talk: Talk) -> Path:
    usual = documents_path()
    typed = talk.ask(text("plain.folder", usual=usual))
    return Path(typed).expanduser() if typed else usual
