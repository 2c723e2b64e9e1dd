"""The employee's consents that stand, and the way to end one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, OptionList, Static

from report_tool.errors import ReportToolError
from report_tool.messages import text
from report_tool.tui.dates import show_moment
from report_tool.tui.screens.dialog import ConfirmScreen
from report_tool.workflow import review
from report_tool.workflow.consents import standing
from report_tool.workflow.naming import field_name

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from report_tool.tui.app import ReportApp
    from report_tool.tui.session import CaseSession
    from schemas.decision import Consent


class ConsentsScreen(ModalScreen[None]):
    """Lists the consents; the chosen one is withdrawn after a question that names the copies."""

    app: ReportApp
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", text("tui.key.back"))]

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self._session = session
        self._consents = standing(session.case)
        self._told = ""

    def compose(self) -> ComposeResult:
        """Yield the consents, and what became of the one withdrawn last."""
        with VerticalScroll(classes="dialog", can_focus=False) as window:
            window.border_title = text("tui.consents.title")
            lead = "tui.consents.lead" if self._consents else "tui.consents.none"
            yield Static(text(lead), markup=False)
            if self._consents:
                yield OptionList(*(Text(self._line(consent)) for consent in self._consents))
            yield Static(self._told, id="consents-result", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(text("tui.button.close"), id="close")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query("OptionList, Button").first().focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Close the window."""
        event.stop()
        self.dismiss(None)

    @work(exclusive=True, group="consents")
    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Withdraw the chosen consent, if that is meant."""
        consent = self._consents[event.option_index]
        question = "\n\n".join(
            [text("tui.consents.question", consent=self._line(consent)), self._copies(consent)]
        )
        accept = text("tui.consents.accept")
        if not await self.app.push_screen_wait(
            ConfirmScreen(text("tui.consents.withdraw"), question, accept)
        ):
            return
        now = self.app.now()
        try:
            self._session.apply(
                lambda case: review.withdraw(case, consent.decision_id, consent.recipient, now)
            )
        except ReportToolError as error:
            self.app.show_error(error)
            return
        await self._session.save()
        self._consents = standing(self._session.case)
        done = text("tui.consents.done", consent=self._line(consent))
        self._told = f"\n✔ {done}\n{self._copies(consent)}"
        await self.recompose()
        self.on_mount()

    def _line(self, consent: Consent) -> str:
        return text(
            "tui.consents.line",
            words=consent.anchor.surface,
            field=field_name(consent.anchor.field),
            recipient=text(f"tui.recipient.{consent.recipient.value}"),
            moment=show_moment(consent.given_at, self.app.now()),
        )

    def _copies(self, consent: Consent) -> str:
        case = self._session.case
        made = review.deliveries_holding(case, consent.decision_id, consent.recipient)
        lines = [
            text(
                "tui.consents.copy",
                moment=show_moment(delivery.made_at, self.app.now()),
                format=file.format.value.upper(),
                sha256=file.sha256[:16],
            )
            for delivery in made
            for file in delivery.files
        ]
        return "\n".join(
            [text("tui.consents.copies" if lines else "tui.consents.no-copies"), *lines]
        )
