"""What a decision needs beside its key: a new wording, or a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from report_tool.messages import text
from report_tool.tui.screens.dialog import Dialog
from report_tool.tui.widgets.choices import Choice, Tick
from report_tool.tui.widgets.flagged_text import FlaggedText
from report_tool.tui.widgets.spans import Mark, Span, changed_region
from report_tool.tui.widgets.word_keys import Line
from report_tool.workflow.shared_terms import NAMING
from report_tool.workflow.suggestions import with_wording
from schemas.decision import Scope
from schemas.labels import Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from schemas.finding import FieldFinding
    from schemas.labels import Language

REASONS = ("work", "function", "not-person", "mistake")
"""Reasons that come up most often for "not sensitive"; one may write another."""


class RewriteScreen(Dialog[str]):
    """The sentence, to be written anew, with wordings to start from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "accept", text("tui.key.use"), priority=True),
    ]

    def __init__(
        self, found: FieldFinding, suggestions: tuple[str, ...], language: Language
    ) -> None:
        super().__init__(text("tui.rewrite.title"), text("tui.rewrite.accept"))
        self._found = found
        self._suggestions = suggestions
        self._language = language

    def body(self) -> Iterable[Widget]:
        """Yield the wordings and the sentence."""
        surface = " ".join(self._found.finding.surface.split())
        yield Static(text("tui.rewrite.lead", surface=surface), markup=False)
        if self._suggestions:
            yield OptionList(*(Option(each) for each in self._suggestions), id="suggestions")
        yield Static(text("tui.rewrite.sentence"), classes="field-label", markup=False)
        yield FlaggedText(self._found.sentence, path="")

    def on_mount(self) -> None:
        """Show the words that are meant, and put the cursor on them."""
        area = self.query_one(FlaggedText)
        start, end = self._place()
        area.mark([Span(start, end, Mark.UNDECIDED)], area.text)
        area.show_span(start, end)
        (self.query_one("#suggestions") if self._suggestions else area).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Fit a wording into the sentence; choosing another one replaces it."""
        event.stop()
        wording = self._suggestions[event.option_index]
        sentence = with_wording(self._found, wording, self._language)
        area = self.query_one(FlaggedText)
        area.adopt(sentence)
        start, _, end = changed_region(self._found.sentence, area.text)
        area.show_span(start, end)
        area.focus()

    def answer(self) -> str | None:
        """Return the new sentence, if it is one and another than before."""
        sentence = self.query_one(FlaggedText).text
        if not sentence.strip():
            self.refuse(text("tui.rewrite.empty"))
            return None
        if sentence == self._found.sentence:
            self.refuse(text("tui.rewrite.unchanged"))
            return None
        return sentence

    def _place(self) -> tuple[int, int]:
        finding = self._found.finding
        start = finding.start - self._found.sentence_start
        return start, start + len(finding.surface)


class ShareScreen(Dialog[tuple[tuple[Recipient, ...], str]]):
    """Whom to share with, and why; the employee is asked in the review."""

    def __init__(self, targets: tuple[FieldFinding, ...]) -> None:
        super().__init__(text("tui.share.title"), text("tui.share.accept"))
        self._targets = targets

    def body(self) -> Iterable[Widget]:
        """Yield the recipients, none of them ticked, and the reason."""
        yield Static(text("tui.share.lead", what=_what(self._targets)), markup=False)
        yield Tick(text("tui.recipient.employer"), id="employer")
        yield Tick(text("tui.recipient.nav"), id="nav")
        yield Static(text("tui.share.reason"), classes="field-label", markup=False)
        yield Line(placeholder=text("tui.share.reason.placeholder"))

    def on_input_submitted(self) -> None:
        """Enter in the reason accepts."""
        self.action_accept()

    def answer(self) -> tuple[tuple[Recipient, ...], str] | None:
        """Return the recipients and the reason, if both are given."""
        chosen = tuple(
            recipient
            for recipient in (Recipient.EMPLOYER, Recipient.NAV)
            if self.query_one(f"#{recipient.value}", Tick).value
        )
        reason = self.query_one(Input).value.strip()
        if not chosen:
            self.refuse(text("tui.share.nobody"))
            return None
        if not reason:
            self.refuse(text("tui.share.no-reason"))
            return None
        return chosen, reason


class NotSensitiveScreen(Dialog[tuple[str, Scope]]):
    """Why the words give nothing away, and how far that is remembered."""

    def __init__(self, targets: tuple[FieldFinding, ...]) -> None:
        super().__init__(text("tui.not-sensitive.title"), text("tui.not-sensitive.accept"))
        self._targets = targets

    def body(self) -> Iterable[Widget]:
        """Yield the reasons and the scopes."""
        yield Static(text("tui.not-sensitive.lead", what=_what(self._targets)), markup=False)
        yield Static(text("tui.not-sensitive.reason"), classes="field-label", markup=False)
        reasons = [(key, text(f"tui.not-sensitive.reason.{key}")) for key in REASONS]
        yield Choice(reasons, id="reason")
        yield Line(placeholder=text("tui.not-sensitive.reason.own"))
        yield Static(text("tui.not-sensitive.scope"), classes="field-label", markup=False)
        scopes = [(scope.value, text(f"tui.scope.{scope.value}")) for scope in self._scopes()]
        yield Choice(scopes, Scope.ONCE.value, optional=False, id="scope")

    def _scopes(self) -> tuple[Scope, ...]:
        """How far it may be remembered: words that name a person never leave this program."""
        is_naming = any(found.finding.label in NAMING for found in self._targets)
        return tuple(s for s in Scope if not (is_naming and s is Scope.ORGANISATION))

    def on_input_submitted(self) -> None:
        """Enter in the own reason accepts."""
        self.action_accept()

    def answer(self) -> tuple[str, Scope] | None:
        """Return the reason and the scope, if there is a reason."""
        chosen = self.query_one("#reason", Choice).value
        own = self.query_one(Input).value.strip()
        reason = own or (text(f"tui.not-sensitive.reason.{chosen}") if chosen else "")
        if not reason:
            self.refuse(text("tui.not-sensitive.no-reason"))
            return None
        return reason, Scope(self.query_one("#scope", Choice).value or Scope.ONCE)


def _what(targets: tuple[FieldFinding, ...]) -> str:
    surface = " ".join(targets[0].finding.surface.split())
    if len(targets) == 1:
        return f"«{surface}»"
    return text("tui.decide.what-many", surface=surface, count=len(targets))
