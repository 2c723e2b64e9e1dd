"""The findings of a section: what, why, in which sentence, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from report_tool.messages import text
from report_tool.workflow.why import explained

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from schemas.decision import Decision
    from schemas.finding import FieldFinding

Look = tuple[str, str, bool]
"""What a row shows: the words, the label, and whether it is decided."""


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with its decision, how often it occurs, and where it stands."""

    found: FieldFinding
    decision: Decision | None
    equal: int
    field_label: str

    @property
    def key(self) -> str:
        """Identifies the finding as long as its sentence is the same."""
        found = self.found
        return f"{found.field}|{found.sentence}|{found.finding.surface}|{found.occurrence}"


class Findings(OptionList):
    """The list itself: arrows move, digits decide."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "decide('rewrite')", text("tui.decide.rewrite.key")),
        Binding("2", "decide('withhold')", text("tui.decide.withhold.key")),
        Binding("3", "decide('share')", text("tui.decide.share.key")),
        Binding("4", "decide('notSensitive')", text("tui.decide.not-sensitive.key")),
        Binding("w", "why", text("tui.why.key")),
        Binding("l", "all_equal", text("tui.decide.all-equal.key")),
        Binding("u", "undo", text("tui.decide.undo.key")),
        Binding("f1", "app.help", text("tui.key.help"), key_display="F1"),
    ]

    def action_decide(self, kind: str) -> None:
        """Ask for a decision about the finding that is marked."""
        self._post(kind)

    def action_why(self) -> None:
        """Explain in full why the marked finding is flagged."""
        from report_tool.tui.screens.why import WhyScreen

        row = self.query_ancestor(FindingsPane).current
        if row is not None:
            self.app.push_screen(WhyScreen(row.found))

    def action_undo(self) -> None:
        """Take back the last decision."""
        self.post_message(FindingsPane.Undo())

    def action_all_equal(self) -> None:
        """Let the next decision count for all equal occurrences, or for this one only."""
        self.query_ancestor(FindingsPane).toggle_all_equal()

    def _post(self, kind: str) -> None:
        row = self.query_ancestor(FindingsPane).current
        if row is not None:
            self.post_message(FindingsPane.Decide(row.found, kind))


class FindingsPane(Vertical):
    """The list, and below it the finding that is marked, explained."""

    class Decide(Message):
        """A key for one of the four decisions was pressed."""

        def __init__(self, found: FieldFinding, kind: str) -> None:
            super().__init__()
            self.found = found
            self.kind = kind

    class Undo(Message):
        """The last decision is to be taken back."""

    class Open(Message):
        """The place in the text is to be shown."""

        def __init__(self, found: FieldFinding) -> None:
            super().__init__()
            self.found = found

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: tuple[Row, ...] = ()
        self.all_equal = False
        self._note: str | None = None
        self._said: Text | None = None

    def compose(self) -> ComposeResult:
        """Yield the list and the explanation."""
        yield Findings(id="findings")
        yield Static(id="finding-detail", markup=False)

    @property
    def current(self) -> Row | None:
        """The finding that is marked in the list."""
        place = self.query_one(Findings).highlighted
        return self.rows[place] if place is not None and place < len(self.rows) else None

    def show(self, rows: tuple[Row, ...], note: str) -> None:
        """Show other findings; the mark stays on the same finding, or at the same place."""
        if rows == self.rows and note == self._note:
            return
        listing = self.query_one(Findings)
        before, before_rows, place = self.current, self.rows, listing.highlighted or 0
        self.rows, self._note = rows, note
        listing.display = bool(rows)
        self._list(tuple(map(_look, before_rows)))
        self.border_title = text("tui.findings.title", count=len(rows))
        if rows:
            keys = [row.key for row in rows]
            same = keys.index(before.key) if before and before.key in keys else place
            listing.highlighted = min(same, len(rows) - 1)
        self._explain()

    def _list(self, before: tuple[Look, ...]) -> None:
        """Bring the list up to date; rows that look as before are left alone."""
        listing = self.query_one(Findings)
        looks = tuple(map(_look, self.rows))
        if len(looks) != len(before):
            listing.clear_options()
            listing.add_options([Option(_line(look)) for look in looks])
            return
        for place, (old, new) in enumerate(zip(before, looks, strict=True)):
            if old != new:
                listing.replace_option_prompt_at_index(place, _line(new))

    def mark(self, found: FieldFinding) -> None:
        """Put the mark on a finding."""
        for place, row in enumerate(self.rows):
            if row.found == found:
                self.query_one(Findings).highlighted = place
                return

    def mark_next_undecided(self) -> None:
        """Move on to the next finding without a decision, if there is one below or above."""
        listing = self.query_one(Findings)
        start = listing.highlighted or 0
        order = [*range(start, len(self.rows)), *range(start)]
        for place in order:
            if self.rows[place].decision is None:
                listing.highlighted = place
                return

    def toggle_all_equal(self) -> None:
        """Switch between "this one" and "all equal ones" for the decisions that follow."""
        self.all_equal = not self.all_equal
        self._explain()

    def on_option_list_option_highlighted(self) -> None:
        """Explain the finding that was moved to."""
        self._explain()

    def on_option_list_option_selected(self) -> None:
        """Show the place in the text."""
        if self.current is not None:
            self.post_message(self.Open(self.current.found))

    def _explain(self) -> None:
        row, note = self.current, self._note or ""
        said = _explanation(row, self.all_equal, note) if row else Text(note or _nothing())
        if said != self._said:
            self._said = said
            self.query_one("#finding-detail", Static).update(said)


def _nothing() -> str:
    return text("tui.findings.none")


def _look(row: Row) -> Look:
    finding = row.found.finding
    return " ".join(finding.surface.split()), finding.label.value, row.decision is not None


def _line(look: Look) -> Text:
    surface, label, decided = look
    line = Text(f"{'☑' if decided else '☐'} ")
    line.append(surface, "" if decided else "bold")
    line.append(f" · {text(f'tui.label.{label}')}")
    return line


def _explanation(row: Row, all_equal: bool, note: str) -> Text:
    found = row.found
    parts = Text()
    parts.append(decision_text(row.decision) + "\n", "bold")
    for why in explained(found.finding)[:2]:
        parts.append(f"{why.said}\n")
    parts.append(f"{row.field_label}: ", "dim")
    parts.append(f"«{' '.join(found.sentence.split())}»\n", "italic")
    if row.equal > 1:
        key = "tui.findings.all-equal" if all_equal else "tui.findings.this-one"
        parts.append(text(key, count=row.equal) + "\n")
    if note:
        parts.append(note, "dim")
    return parts


def decision_text(decision: Decision | None) -> str:
    """Return in words what was decided, and what it means."""
    if decision is None:
        return text("tui.decision.none")
    if decision.kind.value == "share":
        names = f" {text('tui.and')} ".join(
            text(f"tui.recipient.{r.value}") for r in decision.share_with
        )
        return text("tui.decision.share", recipients=names)
    return text(f"tui.decision.{decision.kind.value}")
