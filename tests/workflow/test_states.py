"""Steps between states, and what voids an approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workflow_samples import DAY, LATER, NOW, approved, draft, found, located, parties, rewritten

from report_tool.errors import CaseClosedError, DuplicateItemError, IllegalStepError
from report_tool.workflow import decisions, editing, states
from report_tool.workflow.fields import with_text
from schemas.audit import AuditAction
from schemas.case import CaseState, Tilsagn
from schemas.delivery import Delivery
from schemas.labels import Recipient
from schemas.report import Forsok, Provd

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemas.case import Case


def ready() -> Case:
    case = draft()
    return approved(decisions.withhold(case, located(case), NOW))


def exported(case: Case) -> Case:
    assert case.approval is not None
    delivery = Delivery(
        recipient=Recipient.EMPLOYER,
        approval_hash=case.approval.approval_hash,
        files=(),
        made_at=NOW,
    )
    return case.model_copy(update={"deliveries": (delivery,)})


def test_the_way_from_approval_to_the_end() -> None:
    case = states.mark_delivered(exported(ready()), NOW)
    case = states.mark_followed_up(case, NOW)
    case = states.close(case, NOW)
    assert case.state is CaseState.CLOSED
    assert states.reopen(case, LATER).state is CaseState.FOLLOWED_UP


@pytest.mark.parametrize(
    "step",
    [
        lambda: states.mark_delivered(draft(), NOW),
        lambda: states.mark_delivered(ready(), NOW),
        lambda: states.mark_followed_up(ready(), NOW),
        lambda: states.reopen(ready(), NOW),
    ],
    ids=["draft", "nothing exported", "not delivered", "not closed"],
)
def test_a_step_out_of_order_is_refused(step: Callable[[], Case]) -> None:
    with pytest.raises(IllegalStepError):
        step()


def test_only_a_copy_of_the_approved_version_counts_as_delivered() -> None:
    case = exported(ready())
    stale = case.deliveries[0].model_copy(update={"approval_hash": "0" * 64})
    with pytest.raises(IllegalStepError):
        states.mark_delivered(case.model_copy(update={"deliveries": (stale,)}), NOW)


@pytest.mark.parametrize(
    "change",
    [
        lambda case: rewritten(case, DAY, "Noe nytt."),
        lambda case: editing.set_parties(
            case,
            parties().model_copy(
                update={
                    "virksomhet": case.parties.virksomhet.model_copy(
                        update={"virksomhetsnavn": "Annet navn"}
                    )
                }
            ),
            LATER,
        ),
        lambda case: editing.set_order(case, case.bestilling, Tilsagn(referanse="2026/1-1"), LATER),
        lambda case: decisions.withhold(case, [found(case, "migrene")], LATER),
        lambda case: decisions.undo(case, case.decisions[0].id, LATER),
        lambda case: decisions.rewrite(case, found(case, "migrene"), "Ny.", LATER),
    ],
    ids=["text", "parties", "order", "decision", "undo", "rewrite"],
)
@pytest.mark.parametrize("delivered", [False, True])
def test_every_change_voids_the_approval_and_says_so(
    change: Callable[[Case], Case], delivered: bool
) -> None:
    case = exported(ready())
    if delivered:
        case = states.mark_delivered(case, NOW)
    changed = change(case)
    assert changed.state is CaseState.DRAFT
    assert changed.approval is None
    actions = [event.action for event in changed.audit]
    assert AuditAction.APPROVAL_VOIDED in actions[len(case.audit) :]


@pytest.mark.parametrize(
    "change",
    [
        lambda case: rewritten(case, DAY, "Noe nytt."),
        lambda case: (
            editing.set_parties(case, parties().model_copy(), LATER)
            if case.parties != parties()
            else editing.set_order(case, case.bestilling, Tilsagn(referanse="x"), LATER)
        ),
        lambda case: decisions.undo(case, case.decisions[0].id, LATER),
        lambda case: states.close(case, LATER),
    ],
)
def test_a_closed_case_refuses_changes(change: Callable[[Case], Case]) -> None:
    with pytest.raises(CaseClosedError):
        change(states.close(ready(), NOW))


def test_the_same_content_is_no_change() -> None:
    case = ready()
    assert editing.edit(case, case.report, LATER) is case
    assert editing.set_parties(case, case.parties, LATER) is case


def test_typing_on_is_one_event() -> None:
    case = draft()
    before = len(case.audit)
    for text in ("N", "Ny", "Ny tekst"):
        case = rewritten(case, DAY, text)
    assert len(case.audit) == before + 1
    case = editing.edit(case, with_text(case.report, "arsak/arsakTilFravaeret", "Ny"), NOW)
    assert len(case.audit) == before + 2


def test_equal_item_ids_never_come_in() -> None:
    case = draft()
    twice = Provd(forsok=(Forsok(id="f1"), Forsok(id="f1")))
    with pytest.raises(DuplicateItemError):
        editing.edit(case, case.report.model_copy(update={"provd": twice}), NOW)
