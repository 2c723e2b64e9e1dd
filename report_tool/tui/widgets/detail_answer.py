"""The employee's question about one detail: fine, remove, or share with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import Static

from report_tool.messages import text
from report_tool.tui.widgets.choices import Choice, Tick
from schemas.decision import DecisionKind
from schemas.review import DetailAnswer, DetailReply

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from schemas.decision import Decision
    from schemas.finding import FieldFinding
    from schemas.labels import Recipient


class DetailQuestion(Vertical):
    """One detail in its sentence, what was decided, and the possible answers."""

    def __init__(self, number: int, found: FieldFinding, decision: Decision) -> None:
        super().__init__(classes="detail-question")
        self._number = number
        self._found = found
        self._decision = decision

    def compose(self) -> ComposeResult:
        """Yield the detail and the answers; nothing is chosen beforehand."""
        surface = " ".join(self._found.finding.surface.split())
        sentence = " ".join(self._found.sentence.split())
        yield Static(f"[{self._number}] {surface}", classes="detail-surface", markup=False)
        yield Static(f"«{sentence}»", classes="detail-sentence", markup=False)
        yield Static(self._proposal(), markup=False)
        yield Choice(self._options(), None)
        for recipient in self._decision.share_with:
            label = text(
                "tui.review.consent-to", recipient=text(f"tui.recipient.{recipient.value}")
            )
            yield Tick(label, id=f"consent-{recipient.value}")

    def on_mount(self) -> None:
        """The recipients are asked about once one wants to share."""
        self._show_recipients()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Ask about the recipients where it matters."""
        event.stop()
        self._show_recipients()

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer, and for a consent, to whom."""
        reply = self.query_one(Choice).value
        return reply is not None and (reply != DetailReply.CONSENT.value or bool(self._consents()))

    def take_focus(self) -> None:
        """Put the focus on the answers."""
        self.query_one(Choice).focus()

    def answer(self) -> DetailAnswer:
        """Return the answer, once there is one."""
        reply = DetailReply(self.query_one(Choice).value or "")
        consent = self._consents() if reply is DetailReply.CONSENT else ()
        return DetailAnswer(decision_id=self._decision.id, reply=reply, consent_to=consent)

    def _consents(self) -> tuple[Recipient, ...]:
        return tuple(
            recipient
            for recipient in self._decision.share_with
            if self.query_one(f"#consent-{recipient.value}", Tick).value
        )

    def _show_recipients(self) -> None:
        asked = self.query_one(Choice).value == DetailReply.CONSENT.value
        for tick in self.query(Tick):
            tick.display = asked

    def _options(self) -> list[tuple[str, str]]:
        kind = self._decision.kind.value
        options = [
            (DetailReply.FINE.value, text(f"tui.review.fine.{kind}")),
            (DetailReply.REMOVE.value, text("tui.review.remove")),
        ]
        if self._decision.kind is DecisionKind.SHARE:
            options.append((DetailReply.CONSENT.value, text("tui.review.consent")))
        return options

    def _proposal(self) -> str:
        decision = self._decision
        recipients = f" {text('tui.and')} ".join(
            text(f"tui.recipient.{r.value}") for r in decision.share_with
        )
        return text(
            f"tui.review.proposal.{decision.kind.value}",
            recipients=recipients,
            reason=decision.reason,
        )
