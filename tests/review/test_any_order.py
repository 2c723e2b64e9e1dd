"""Pages, edits, answers and imports in any order, over two cases: which answers are taken in.

The machine knows in plain words which version each answer was made for. An answer may be taken in
exactly when it was made for the version that is out in this very case, and only once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from review_samples import DAY, DETECTOR, LATER, NOW, every_kind, sealed_answer

from report_tool.errors import AnswerError, IllegalStepError
from report_tool.workflow import review_exchange
from report_tool.workflow.delivery import copy_for
from report_tool.workflow.editing import edit
from report_tool.workflow.fields import with_text
from schemas.case import CaseState
from schemas.decision import DecisionKind
from schemas.labels import OTHERS, Recipient
from schemas.review import DetailAnswer, DetailReply, Remark, Verdict

if TYPE_CHECKING:
    from schemas.case import Case

DAYS = ("Dagene er lange.", "Dagene er korte.", "Dagene er like.")
both = st.sampled_from(["sak-1", "sak-2"])


@dataclass(frozen=True)
class Made:
    """An answer, and what it was made for: the case and how often it had been changed by then."""

    case_id: str
    version: int
    approves: bool
    consents_to: tuple[Recipient, ...]
    data: bytes


class AnyOrder(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.cases: dict[str, Case] = {name: every_kind(name) for name in ("sak-1", "sak-2")}
        self.version = dict.fromkeys(self.cases, 0)
        self.out: set[str] = set()
        self.may_see: dict[str, tuple[Recipient, ...] | None] = dict.fromkeys(self.cases)
        self.made: list[Made] = []

    def changed(self, name: str) -> None:
        self.version[name] += 1
        self.out.discard(name)
        self.may_see[name] = None

    @rule(name=both, day=st.sampled_from(DAYS))
    def edit(self, name: str, day: str) -> None:
        case = self.cases[name]
        edited = edit(case, with_text(case.report, DAY, day), NOW)
        if edited is not case:
            self.changed(name)
        self.cases[name] = edited

    @rule(name=both)
    def send(self, name: str) -> None:
        try:
            self.cases[name] = review_exchange.send(self.cases[name], DETECTOR, NOW).case
        except IllegalStepError:
            assert self.cases[name].state is CaseState.APPROVED
        else:
            self.out.add(name)

    @rule(
        name=both,
        approves=st.booleans(),
        consents_to=st.sampled_from([(), (Recipient.EMPLOYER,), OTHERS]),
    )
    def answer(self, name: str, approves: bool, consents_to: tuple[Recipient, ...]) -> None:
        self.send(name)
        if name not in self.out:
            return
        case = self.cases[name]
        shares = [d.id for d in case.decisions if d.kind is DecisionKind.SHARE]
        details = [
            DetailAnswer(decision_id=i, reply=DetailReply.CONSENT, consent_to=consents_to)
            for i in shares
            if consents_to
        ]
        data = sealed_answer(
            case,
            verdict=Verdict.APPROVED if approves else Verdict.CHANGES_REQUESTED,
            details=details,
            remarks=(Remark(text="Nei."),),
        )
        self.made.append(Made(name, self.version[name], approves, consents_to, data))

    @precondition(lambda self: self.made)
    @rule(age=st.sampled_from([1, 1, 1, 2, 3, 5]), astray=st.sampled_from([False, False, True]))
    def take_in(self, age: int, astray: bool) -> None:
        made = self.made[-min(age, len(self.made))]
        others = {"sak-1": "sak-2", "sak-2": "sak-1"}
        name = others[made.case_id] if astray else made.case_id
        fits = (made.case_id, made.version) == (name, self.version[name]) and name in self.out
        try:
            case, _ = review_exchange.take_in(self.cases[name], made.data, DETECTOR, LATER)
        except AnswerError:
            assert not fits
            event("refused")
            return
        assert fits
        event(f"taken in: {made.approves}, {len(made.consents_to)} consents")
        self.cases[name] = case
        self.changed(name)
        self.may_see[name] = made.consents_to if made.approves else None

    @invariant()
    def others_see_what_was_agreed_to(self) -> None:
        for name, case in getattr(self, "cases", {}).items():
            allowed = self.may_see[name]
            assert (case.state is CaseState.APPROVED) == (allowed is not None)
            for recipient in OTHERS if allowed is not None else ():
                cause = copy_for(case, DETECTOR, recipient, LATER).report.arsak
                assert ("angst" in cause.arsak_til_fravaeret) == (recipient in (allowed or ()))


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
