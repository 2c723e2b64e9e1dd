"""From the list of cases to one of them and back."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from report_tool.errors import FileMissingError, UnreadableFileError
from report_tool.messages import text
from report_tool.plain.case_menu import work_on
from report_tool.plain.failures import told
from report_tool.plain.open_case import OpenCase
from report_tool.plain.talk import ConversationOverError
from report_tool.workflow.intake import new_case, parse_soknad, parse_tilsagn, usual_language
from schemas.labels import Language
from schemas.parties import Ekspert

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from report_tool.plain.talk import Talk
    from report_tool.workflow.desk import Desk


def converse(
    talk: Talk, desk: Desk, now: Callable[[], datetime], case_id: str | None = None
) -> None:
    """Talk until the user has had enough or the input ends. Every change is saved as it is made.

    Args:
        talk: the conversation.
        desk: the desk, with its vault open.
        now: the clock.
        case_id: a case to begin with.

    Raises:
        ReportToolError: if the language check or the list of cases cannot be read.
    """
    talk.say(text("plain.welcome"))
    desk.load_engine()
    try:
        if case_id is not None:
            work_on(talk, OpenCase(desk, desk.open(case_id).case, now))
        while _step(talk, desk, now):
            pass
    except ConversationOverError:
        talk.say()
    talk.say(text("plain.goodbye"))


def _step(talk: Talk, desk: Desk, now: Callable[[], datetime]) -> bool:
    cases = [stored.case for stored in desk.cases()]
    names = [
        text(
            "plain.list.case",
            name=case.parties.arbeidstaker.navn or text("tui.cases.no-name"),
            firm=case.parties.virksomhet.virksomhetsnavn or "–",
            state=text(f"tui.state.{case.state.value}"),
        )
        for case in cases
    ]
    talk.say()
    chosen = talk.choose(text("plain.list"), [*names, text("plain.list.new")])
    if chosen is None:
        return False
    with told(talk):
        if chosen < len(cases):
            work_on(talk, OpenCase(desk, desk.open(cases[chosen].case_id).case, now))
        else:
            _begin(talk, desk, now)
    return True


def _begin(talk: Talk, desk: Desk, now: Callable[[], datetime]) -> None:
    soknad = _read(talk.ask(text("plain.new.soknad")))
    tilsagn = _read(talk.ask(text("plain.new.tilsagn")))
    languages = list(Language)
    names = [text(f"tui.language.{each.value}") for each in languages]
    chosen = talk.choose(text("tui.new.language"), names)
    language = usual_language() if chosen is None else languages[chosen]
    moment = now()
    case = new_case(
        f"{moment.year}-{secrets.token_hex(4)}",
        moment,
        None if soknad is None else parse_soknad(soknad),
        None if tilsagn is None else parse_tilsagn(tilsagn),
        language,
    )
    if case.parties.ekspert == Ekspert():
        parties = case.parties.model_copy(update={"ekspert": desk.memory().ekspert})
        case = case.model_copy(update={"parties": parties})
    desk.save(case)
    work_on(talk, OpenCase(desk, case, now))


def _read(named: str) -> bytes | None:
    if not named:
        return None
    path = Path(named.strip("'\"")).expanduser()
    if not path.is_file():
        raise FileMissingError(file=path.name)
    try:
        return path.read_bytes()
    except OSError:
        raise UnreadableFileError(file=path.name) from None
