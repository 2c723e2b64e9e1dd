"""A new case: from NAV's søknad and tilsagn, or empty."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Input, Static

from report_tool.errors import FileMissingError, ReportToolError, UnreadableFileError
from report_tool.messages import text
from report_tool.tui.screens.dialog import Dialog
from report_tool.tui.widgets.choices import Choice
from report_tool.tui.widgets.word_keys import Line
from report_tool.workflow.intake import (
    cross_check,
    new_case,
    parse_soknad,
    parse_tilsagn,
    usual_language,
)
from schemas.case import Case
from schemas.labels import Language
from schemas.parties import Ekspert

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from report_tool.tui.app import ReportApp
    from report_tool.workflow.intake import SoknadIntake, TilsagnIntake


class NewCaseScreen(Dialog[Case]):
    """Asks for what a new case begins with."""

    app: ReportApp

    def __init__(self, expert: Ekspert) -> None:
        super().__init__(text("tui.new.title"), text("tui.new.accept"))
        self._expert = expert

    def body(self) -> Iterable[Widget]:
        """Yield the files, the employee's name and the language."""
        yield Static(text("tui.new.lead"), markup=False)
        yield Static(text("tui.new.soknad"), classes="field-label", markup=False)
        yield Line(placeholder=text("tui.new.soknad.placeholder"), id="soknad")
        yield Static(text("tui.new.tilsagn"), classes="field-label", markup=False)
        yield Line(placeholder=text("tui.new.tilsagn.placeholder"), id="tilsagn")
        yield Static(text("tui.new.language"), classes="field-label", markup=False)
        languages = [(each.value, text(f"tui.language.{each.value}")) for each in Language]
        yield Choice(languages, usual_language().value, optional=False, id="language")

    def on_mount(self) -> None:
        """Begin with the søknad."""
        self.query_one("#soknad").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next line, or create the case."""
        if event.input.id == "soknad":
            self.query_one("#tilsagn").focus()
        else:
            self.action_accept()

    def answer(self) -> Case | None:
        """Return the new case, or None after explaining what is wrong with a file."""
        try:
            soknad_file, tilsagn_file = self._read("soknad"), self._read("tilsagn")
            soknad = None if soknad_file is None else parse_soknad(soknad_file)
            tilsagn = None if tilsagn_file is None else parse_tilsagn(tilsagn_file)
        except ReportToolError as error:
            self.app.show_error(error)
            return None
        self._tell(soknad, tilsagn)
        language = Language(self.query_one(Choice).value or usual_language())
        now = self.app.now()
        case = new_case(_new_id(now.year), now, soknad, tilsagn, language)
        if case.parties.ekspert != Ekspert():
            return case
        parties = case.parties.model_copy(update={"ekspert": self._expert})
        return case.model_copy(update={"parties": parties})

    def _tell(self, soknad: SoknadIntake | None, tilsagn: TilsagnIntake | None) -> None:
        notices = [*(soknad.notices if soknad else ()), *(tilsagn.notices if tilsagn else ())]
        if soknad and tilsagn:
            notices += cross_check(soknad, tilsagn)
        if notices:
            lines = dict.fromkeys(text(notice.message_id) for notice in notices)
            self.app.notify(
                "\n".join(lines), title=text("tui.new.notices"), severity="warning", timeout=20
            )

    def _read(self, name: str) -> bytes | None:
        typed = self.query_one(f"#{name}", Input).value.strip().strip("'\"")
        if not typed:
            return None
        path = Path(typed).expanduser()
        if not path.is_file():
            raise FileMissingError(file=path.name)
        try:
            return path.read_bytes()
        except OSError:
            raise UnreadableFileError(file=path.name) from None


def _new_id(year: int) -> str:
    return f"{year}-{secrets.token_hex(4)}"
