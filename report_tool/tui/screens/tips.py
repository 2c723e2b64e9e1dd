"""Tips about the writing: what is missing, what may be better, and what was put aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, OptionList, Static
from textual.widgets.option_list import Option

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui.forms import SECTION_FORMS
from report_tool.tui.places import Place
from report_tool.tui.screens.dialog import Dialog
from report_tool.tui.widgets.word_keys import Line
from report_tool.workflow import quality
from report_tool.workflow.fields import get_text
from report_tool.workflow.naming import field_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from report_tool.tui.app import ReportApp
    from report_tool.tui.session import CaseSession

REQUIRED, TIP, ASIDE = "☐", "•", "–"
"""Signs of the three kinds of rows: never told apart by colour alone."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: its sign, words, reason and place; ``hint`` where it is one."""

    sign: str
    words: str
    reason: str
    place: Place
    hint: quality.Hint | None = None


class TipsScreen(ModalScreen[Place | None]):
    """Lists the tips, and answers with the place of the one that was chosen."""

    app: ReportApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", text("tui.key.back")),
        Binding("l", "aside", text("tui.tips.aside.key")),
        Binding("t", "again", text("tui.tips.again.key")),
    ]

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self._session = session
        self._rows: tuple[Row, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield the list, and below it the tip that is marked."""
        with VerticalScroll(classes="dialog tips", can_focus=False) as window:
            window.border_title = text("tui.tips.title")
            yield Static(text("tui.tips.lead"), id="tips-lead", markup=False)
            yield OptionList(id="tips")
            yield Static(id="tip-detail", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(text("tui.button.close"), id="close")
        yield Footer(compact=True, show_command_palette=False)

    async def on_mount(self) -> None:
        """Show the advice on the text as it is now."""
        await self._session.advice.settled()
        self._fill()
        self.query_one("#tips" if self._rows else "#close").focus()

    def action_leave(self) -> None:
        """Close without going anywhere."""
        self.dismiss(None)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Close without going anywhere."""
        event.stop()
        self.dismiss(None)

    @on(OptionList.OptionSelected, "#tips")
    def _go(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._rows[event.option_index].place)

    @on(OptionList.OptionHighlighted, "#tips")
    def _explain(self) -> None:
        row = self._current()
        self.query_one("#tip-detail", Static).update(self._detail(row) if row else "")

    @work(exclusive=True, group="aside")
    async def action_aside(self) -> None:
        """Put the tip aside, with a reason."""
        row = self._current()
        if row is None or row.sign == ASIDE:
            return
        hint = row.hint
        if hint is None or hint.required:
            self.notify(text("tui.tips.required"), severity="warning")
            return
        reason = await self.app.push_screen_wait(AsideScreen(row.words))
        if reason is not None:
            now = self.app.now()
            self._change(
                lambda: self._session.apply(lambda case: quality.silence(case, hint, reason, now))
            )

    def action_again(self) -> None:
        """Take a tip up again that was put aside."""
        row = self._current()
        if row is not None and row.hint is not None and row.sign == ASIDE:
            hint = row.hint
            self._change(lambda: self._session.apply(lambda case: quality.restore(case, hint)))

    def _change(self, change: object) -> None:
        try:
            change()  # type: ignore[operator]
        except ReportToolError as error:
            self.app.show_error(error)
        self._fill()

    def _current(self) -> Row | None:
        place = self.query_one("#tips", OptionList).highlighted
        return self._rows[place] if place is not None and place < len(self._rows) else None

    def _fill(self) -> None:
        listing = self.query_one("#tips", OptionList)
        place = listing.highlighted or 0
        self._rows = tuple(rows_of(self._session))
        listing.clear_options()
        listing.add_options([Option(_line(row)) for row in self._rows])
        listing.display = bool(self._rows)
        lead = "tui.tips.lead" if self._rows else "tui.tips.none"
        self.query_one("#tips-lead", Static).update(text(lead))
        if self._rows:
            listing.highlighted = min(place, len(self._rows) - 1)
        self._explain()

    def _detail(self, row: Row) -> Text:
        detail = Text()
        if row.sign == ASIDE:
            detail.append(text("tui.tips.is-aside", reason=self._reason(row)) + "\n", "bold")
        detail.append(f"{row.words}\n")
        if row.reason:
            detail.append(f"{row.reason}\n", "italic")
        if row.place.path.count("/"):
            detail.append(field_name(row.place.path), "dim")
            detail.append(_quoted(self._session, row), "dim")
        return detail

    def _reason(self, row: Row) -> str:
        return next(
            (
                each.reason
                for each in self._session.case.silenced_hints
                if row.hint and (each.rule, each.place) == (row.hint.rule, row.hint.place)
            ),
            "",
        )


class AsideScreen(Dialog[str]):
    """Why a tip does not apply."""

    def __init__(self, words: str) -> None:
        super().__init__(text("tui.aside.title"), text("tui.aside.accept"))
        self._words = words

    def body(self) -> Iterable[Widget]:
        """Yield the tip and a line for the reason."""
        yield Static(self._words, markup=False)
        yield Static(text("tui.aside.reason"), classes="field-label", markup=False)
        yield Line(placeholder=text("tui.aside.placeholder"))

    def on_mount(self) -> None:
        """Begin in the reason."""
        self.query_one(Line).focus()

    def on_input_submitted(self) -> None:
        """Enter in the reason accepts."""
        self.action_accept()

    def answer(self) -> str | None:
        """Return the reason, if there is one."""
        reason = self.query_one(Line).value.strip()
        if not reason:
            self.refuse(text("tui.aside.no-reason"))
            return None
        return reason


def rows_of(session: CaseSession) -> Iterable[Row]:
    """Yield what is missing, then the tips, then those that were put aside."""
    standing = session.advice.open
    for each in session.advice.missing:
        yield Row(REQUIRED, text(each.message_id), text("tui.tips.stops"), _place(each.section))
    for hint in sorted(standing, key=lambda hint: not hint.required):
        yield _row(hint, REQUIRED if hint.required else TIP)
    for hint in session.advice.hints:
        if hint not in standing:
            yield _row(hint, ASIDE)


def _row(hint: quality.Hint, sign: str) -> Row:
    place = Place(hint.place, *hint.span) if hint.span else _place(hint.place)
    return Row(sign, hint.message, hint.reason, place, hint)


def _place(path: str) -> Place:
    """Return the place itself, or the first field of the section it names."""
    return Place(path if "/" in path or not path else f"{path}/{SECTION_FORMS[path][0].name}")


def _line(row: Row) -> Text:
    line = Text(f"{row.sign} ", no_wrap=True, overflow="ellipsis")
    if row.place.path:
        line.append(f"{text(f'tui.section.{row.place.section}')}: ", "dim")
    line.append(row.words, {REQUIRED: "bold", ASIDE: "dim"}.get(row.sign, ""))
    return line


def _quoted(session: CaseSession, row: Row) -> str:
    if row.place.end <= row.place.start:
        return ""
    try:
        words = get_text(session.case.report, row.place.path)[row.place.start : row.place.end]
    except KeyError:
        return ""
    return f": «{' '.join(words.split())}»"
