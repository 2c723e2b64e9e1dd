"""No path of steps lets a detail reach the employer or NAV without a reason that people gave.

A machine takes any steps in any order, stale and forged answers among them, and keeps its own
book of what was decided, consented to and approved, in words instead of hashes. After every step
it asks for the others' copies and checks whatever it gets against the book.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from workflow_samples import (
    CAUSE,
    DAY,
    NOW,
    OWN,
    WORDS,
    WordDetector,
    answer,
    complete_report,
    draft,
    located,
    parties,
)

from redaction.sentences import sentence_spans
from report_tool.errors import ExportError, InputError, ReportToolError, StateError
from report_tool.workflow import audit, decisions, editing, review, states
from report_tool.workflow.delivery import copy_for
from report_tool.workflow.fields import get_text, text_fields, with_text
from schemas.case import Case, CaseState
from schemas.decision import DecisionKind, Scope
from schemas.delivery import Delivery
from schemas.labels import OTHERS, Recipient
from schemas.review import DetailAnswer, DetailReply, Verdict

if TYPE_CHECKING:
    from schemas.finding import FieldFinding
    from schemas.review import ReviewAnswer

IN_CAUSE = ("Hun har migrene.", "Vakter om natten passer dårlig.", "Hun er operert i vår.")
IN_DAY = ("Angst kommer og angst går.", "Dagene er lange.", "Det kom en skilsmisse.")
ANYWHERE = (*IN_CAUSE, *IN_DAY, "Migrene igjen.")


def text_of(sentences: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(sentences), min_size=1, max_size=3).map(" ".join)


edits = st.one_of(
    st.tuples(st.just(CAUSE), text_of(IN_CAUSE)),
    st.tuples(st.just(DAY), text_of(IN_DAY)),
    st.tuples(st.sampled_from([CAUSE, DAY]), text_of(ANYWHERE)),
)
positions = st.integers(0, 9)
some_recipients = st.sets(st.sampled_from(OTHERS), min_size=1)

Place = tuple[str, str, str, int]
"""A detail in words: field, sentence, surface, and which of the equal ones there."""


def place_of(found: FieldFinding) -> Place:
    return found.field, found.sentence, found.finding.surface, found.occurrence


class AnyPath(RuleBasedStateMachine):
    """Takes steps; the book is what the machine remembers of them."""

    @initialize(cause=text_of(IN_CAUSE), day=text_of(IN_DAY))
    def begin(self, cause: str, day: str) -> None:
        self.case: Case = draft(cause=cause, day=day)
        self.known = {word: WORDS[word] for word in ("migrene", "angst", "operert")}
        self.harmless: dict[Place, Scope] = {}
        self.places: dict[str, Place] = {}
        self.consented: set[tuple[Place, Recipient]] = set()
        self.approved = False
        self.answers: list[ReviewAnswer] = []

    @property
    def detector(self) -> WordDetector:
        return WordDetector(self.known)

    def findings(self) -> tuple[FieldFinding, ...]:
        return located(self.case, self.detector)

    def changes(self, case: Case) -> None:
        """Any content that is really another voids what was approved."""
        if case != self.case:
            self.approved = False
        self.case = case

    @rule(change=edits)
    def edit(self, change: tuple[str, str]) -> None:
        path, text = change
        with suppress(StateError):
            self.changes(editing.edit(self.case, with_text(self.case.report, path, text), NOW))

    @rule(name=st.sampled_from(["Nils Nav", "Nina Nav"]))
    def change_parties(self, name: str) -> None:
        nav = parties().nav.model_copy(update={"kontaktperson": name})
        with suppress(StateError):
            changed = parties().model_copy(update={"nav": nav})
            self.changes(editing.set_parties(self.case, changed, NOW))

    @rule()
    def decide_the_rest(self) -> None:
        open_findings = decisions.undecided(self.case, self.findings())
        with suppress(StateError):
            if open_findings:
                self.changes(decisions.withhold(self.case, open_findings, NOW))
                self.note(open_findings)

    @rule(
        which=positions,
        kind=st.sampled_from(["withhold", "share", "share", "once", "case"]),
        recipients=some_recipients,
    )
    def decide(self, which: int, kind: str, recipients: set[Recipient]) -> None:
        findings = self.findings()
        if not findings:
            return
        one = findings[which % len(findings)]
        with suppress(StateError):
            if kind == "withhold":
                self.changes(decisions.withhold(self.case, [one], NOW))
                self.note([one])
            elif kind == "share":
                case = decisions.share(self.case, [one], list(recipients), "Trengs", NOW)
                self.changes(case)
                self.note([one])
            else:
                scope = Scope.ONCE if kind == "once" else Scope.CASE
                self.changes(decisions.not_sensitive(self.case, [one], "Spill", scope, NOW))
                self.note([one], scope)

    @rule(which=positions, sentence=st.sampled_from(ANYWHERE))
    def rewrite(self, which: int, sentence: str) -> None:
        findings = self.findings()
        if findings:
            one = findings[which % len(findings)]
            with suppress(StateError):
                self.changes(decisions.rewrite(self.case, one, sentence, NOW))
                self.note([one])

    @rule(which=positions)
    def undo(self, which: int) -> None:
        if self.case.decisions:
            one = self.case.decisions[which % len(self.case.decisions)].id
            with suppress(StateError, InputError):
                self.changes(decisions.undo(self.case, one, NOW))
                self.harmless.pop(self.places[one], None)

    @rule(word=st.sampled_from(sorted(WORDS)))
    def learn(self, word: str) -> None:
        self.known = {**self.known, word: WORDS[word]}

    @rule()
    def send(self) -> None:
        with suppress(StateError):
            self.changes(review.send_to_review(self.case, self.findings(), NOW))

    @rule(
        verdict=st.sampled_from([Verdict.APPROVED, Verdict.APPROVED, Verdict.CHANGES_REQUESTED]),
        replies=st.lists(
            st.tuples(positions, st.sampled_from(list(DetailReply)), some_recipients), max_size=4
        ),
        own_words=st.sampled_from(["", "Jeg har angst.", "Migrene igjen."]),
    )
    def answer(
        self,
        verdict: Verdict,
        replies: list[tuple[int, DetailReply, set[Recipient]]],
        own_words: str,
    ) -> None:
        details = []
        for which, reply, recipients in replies:
            if self.case.decisions:
                decision = self.case.decisions[which % len(self.case.decisions)]
                to = tuple(recipients) if reply is DetailReply.CONSENT else ()
                details.append(DetailAnswer(decision_id=decision.id, reply=reply, consent_to=to))
        self.take_in(answer(self.case, verdict, details, own_words))

    @rule(
        agrees=st.sampled_from([True, True, False]),
        own_words=st.sampled_from(["", "", "Jeg har angst."]),
    )
    def whole_round(self, agrees: bool, own_words: str) -> None:
        """Decide, send and approve, with or without every consent that is asked for."""
        self.decide_the_rest()
        self.send()
        asked = [d for d in self.case.decisions if d.share_with and agrees]
        details = [
            DetailAnswer(decision_id=d.id, reply=DetailReply.CONSENT, consent_to=d.share_with)
            for d in asked
        ]
        self.take_in(answer(self.case, Verdict.APPROVED, details, own_words))

    @rule(path=st.sampled_from([CAUSE, DAY]), agrees=st.booleans())
    def next_version(self, path: str, agrees: bool) -> None:
        """Change one field to something harmless and go another round."""
        self.edit((path, "Dagene er lange."))
        self.whole_round(agrees, "")

    @rule(which=positions)
    def answer_again(self, which: int) -> None:
        if self.answers:
            self.take_in(self.answers[which % len(self.answers)])

    @precondition(lambda self: self.case.consents)
    @rule(which=positions)
    def withdraw(self, which: int) -> None:
        one = self.case.consents[which % len(self.case.consents)]
        with suppress(InputError):
            self.case = review.withdraw(self.case, one.decision_id, one.recipient, NOW)
            self.consented.discard((self.places[one.decision_id], one.recipient))

    @rule(step=st.sampled_from(["reopen", "deliver", "follow up", "reopen", "close"]))
    def move(self, step: str) -> None:
        with suppress(StateError):
            if step == "close":
                self.case = states.close(self.case, NOW)
            elif step == "reopen":
                self.case = states.reopen(self.case, NOW)
            elif step == "deliver":
                self.case = states.mark_delivered(self.case, NOW)
            else:
                self.case = states.mark_followed_up(self.case, NOW)

    @rule()
    def store_and_load(self) -> None:
        loaded = Case.model_validate_json(self.case.model_dump_json(by_alias=True))
        assert loaded == self.case
        self.case = loaded

    @precondition(lambda self: self.case.approval is not None)
    @rule(recipient=st.sampled_from(OTHERS))
    def hand_over(self, recipient: Recipient) -> None:
        assert self.case.approval is not None
        delivery = Delivery(
            recipient=recipient,
            approval_hash=self.case.approval.approval_hash,
            files=(),
            made_at=NOW,
        )
        self.case = self.case.model_copy(update={"deliveries": (*self.case.deliveries, delivery)})

    @invariant()
    def the_trail_holds(self) -> None:
        audit.verify_chain(self.case.audit)
        ids = [decision.id for decision in self.case.decisions]
        assert len(ids) == len(set(ids))

    @invariant()
    def an_approval_is_what_the_employee_approved(self) -> None:
        open_states = {CaseState.DRAFT, CaseState.IN_REVIEW, CaseState.CHANGES_REQUESTED}
        if self.case.state in open_states:
            assert self.case.approval is None
        assert (self.case.approval is not None) == self.approved

    @invariant()
    def others_get_only_what_the_book_allows(self) -> None:
        for recipient in OTHERS:
            try:
                copy = copy_for(self.case, self.detector, recipient, NOW)
            except (StateError, ExportError):
                continue
            assert self.approved
            event(f"copies after {len(self.case.reviews)} rounds")
            for field in text_fields(self.case.report):
                shown = get_text(copy.report, field.path).casefold()
                for word in self.known:
                    allowed = self.allowed(field.path, field.text, word, recipient)
                    assert shown.count(word) <= allowed
                    if shown.count(word):
                        event("a detail is shown")

    def allowed(self, path: str, text: str, word: str, recipient: Recipient) -> int:
        """How many times the book lets the recipient read the word in the field."""
        harmless = {p[2].casefold() for p, scope in self.harmless.items() if scope is Scope.CASE}
        count = 0
        for start, end in sentence_spans(text):
            sentence = text[start:end]
            seen: Counter[str] = Counter()
            for match in re.finditer(re.escape(word), sentence, re.IGNORECASE):
                place = (path, sentence, match.group(), seen[match.group()])
                seen[match.group()] += 1
                count += (
                    word in harmless
                    or place in self.harmless
                    or (place, recipient) in self.consented
                )
        return count

    def note(self, decided: Any, scope: Scope | None = None) -> None:
        places = list({place_of(found): found for found in decided}.values())
        for found, decision in zip(places, self.case.decisions[-len(places) :], strict=True):
            self.places[decision.id] = place_of(found)
            self.harmless.pop(place_of(found), None)
            if scope is not None:
                self.harmless[place_of(found)] = scope

    def take_in(self, given: ReviewAnswer) -> None:
        self.answers.append(given)
        before = self.case
        try:
            after = review.apply_answer(before, given, self.findings(), NOW)
        except ReportToolError:
            return
        assert before.state is CaseState.IN_REVIEW
        assert given.review_hash == before.reviews[-1].request.review_hash
        by_id = {decision.id: decision for decision in before.decisions}
        removed = [d.decision_id for d in given.details if d.reply is DetailReply.REMOVE]
        gone = {
            self.places[one][2] for one in removed if by_id[one].kind is not DecisionKind.REWRITE
        }
        self.harmless = {p: s for p, s in self.harmless.items() if p[2].casefold() not in gone}
        self.consented = {
            (self.places[detail.decision_id], recipient)
            for detail in given.details
            for recipient in detail.consent_to
            if recipient in by_id[detail.decision_id].share_with
            and self.places[detail.decision_id][2].casefold() not in gone
        }
        by_anchor = {decision.anchor: self.places[decision.id] for decision in before.decisions}
        for decision in after.decisions:
            anchor = decision.anchor
            unknown = (anchor.field, "", anchor.surface, anchor.occurrence)
            self.places.setdefault(decision.id, by_anchor.get(anchor, unknown))
        self.approved = given.verdict is Verdict.APPROVED
        self.case = after


AnyPath.TestCase.settings = settings(
    max_examples=120,
    stateful_step_count=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)
TestAnyPath = AnyPath.TestCase


def test_the_book_allows_what_it_should() -> None:
    """The machine's own check lets a consented detail through, or it would prove nothing."""
    case = draft(cause="Hun har migrene.", day="Vakter.")
    case = decisions.share(case, located(case), [Recipient.NAV], "Trengs", NOW)
    case = review.send_to_review(case, located(case), NOW)
    detail = DetailAnswer(
        decision_id=case.decisions[0].id, reply=DetailReply.CONSENT, consent_to=(Recipient.NAV,)
    )
    case = review.apply_answer(case, answer(case, details=[detail]), located(case), NOW)
    nav = get_text(copy_for(case, WordDetector(), Recipient.NAV, NOW).report, CAUSE)
    employer = get_text(copy_for(case, WordDetector(), Recipient.EMPLOYER, NOW).report, CAUSE)
    assert "migrene" in nav
    assert "migrene" not in employer
    assert complete_report() != case.report
    assert get_text(case.report, OWN) == ""
