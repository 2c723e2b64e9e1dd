"""The audit trail: chained, wordless, readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workflow_samples import NOW, approved, consent, draft, located

from report_tool.errors import AuditBrokenError
from report_tool.messages import text
from report_tool.workflow import audit, decisions
from report_tool.workflow.fields import text_fields
from schemas.audit import AuditAction, AuditEvent
from schemas.case import Case
from schemas.labels import Recipient
from schemas.report import Report


def busy_case() -> Case:
    case = draft(day="Angst og migrene.")
    case = decisions.withhold(case, located(case), NOW)
    case = decisions.share(case, located(case)[:1], [Recipient.NAV], "Trengs", NOW)
    return approved(case, consent(case.decisions[-1].id, Recipient.NAV), own_words="Helt greit.")


def test_a_real_trail_holds_and_survives_storage() -> None:
    case = busy_case()
    audit.verify_chain(case.audit)
    audit.verify_chain(Case.model_validate_json(case.model_dump_json(by_alias=True)).audit)
    audit.verify_chain(())


@given(st.data())
def test_any_change_to_any_link_is_noticed(data: st.DataObject) -> None:
    events = list(busy_case().audit)
    position = data.draw(st.integers(0, len(events) - 1))
    event = events[position]
    change = data.draw(
        st.sampled_from(
            [
                {"action": AuditAction.CLOSED},
                {"details": (*event.details, ("x", "y"))},
                {"at": event.at.replace(year=2020)},
                {"sequence": event.sequence + 1},
                {"previous": "f" * 64},
                {"hash": "f" * 64},
            ]
        )
    )
    events[position] = event.model_copy(update=change)
    with pytest.raises(AuditBrokenError) as caught:
        audit.verify_chain(events)
    assert caught.value.parameters["number"] in {position + 1, position + 2}


@given(st.data())
def test_removing_moving_or_doubling_a_link_is_noticed(data: st.DataObject) -> None:
    events = list(busy_case().audit)
    position = data.draw(st.integers(0, len(events) - 2))
    kind = data.draw(st.sampled_from(["remove", "swap", "double"]))
    if kind == "remove":
        del events[position]
    elif kind == "swap":
        events[position : position + 2] = reversed(events[position : position + 2])
    else:
        events.insert(position, events[position])
    with pytest.raises(AuditBrokenError):
        audit.verify_chain(events)


def test_a_rebuilt_link_does_not_fit_the_next() -> None:
    """Whoever changes a link and seals it anew must change all that follow."""
    events = busy_case().audit
    forged = audit.append(events[:2], AuditAction.CLOSED, NOW)
    with pytest.raises(AuditBrokenError):
        audit.verify_chain((*forged, *events[3:]))


@pytest.mark.parametrize("words", ["to ord", "linje\n", "æøå", "«migrene»", "a" * 401])
def test_running_text_is_refused(words: str) -> None:
    with pytest.raises(ValueError):
        audit.append((), AuditAction.DECIDED, NOW, reason=words)


def test_the_trail_holds_no_word_of_the_report_nor_a_name() -> None:
    case = busy_case()
    trail = "".join(event.model_dump_json() for event in case.audit).casefold()
    for word in ("migrene", "angst", "kari", "nordmann", "01019012345", "trengs", "greit"):
        assert word not in trail
    for field in text_fields(case.report):
        assert not field.text or field.text.casefold() not in trail


def test_the_printed_trail_is_norwegian_and_complete() -> None:
    case = busy_case()
    lines = audit.printed(case.audit)
    assert len(lines) == len(case.audit)
    assert "Saken ble opprettet" in lines[0]
    assert "Arbeidstakeren godkjente rapporten" in lines[-1]
    printed = "\n".join(lines)
    assert "valg: foreslått delt" in printed
    assert "felt: «Årsak til fraværet»" in printed
    assert "mottaker: Nav" in printed
    for english in ("withhold", "share", "employee", "DIAGNOSIS", "arsakTilFravaeret"):
        assert english not in printed


def test_every_part_that_can_be_edited_has_a_name() -> None:
    for part in (*Report.model_fields, "parties", "bestilling"):
        assert text(f"workflow.audit.part.{part}")


def test_every_action_has_a_text() -> None:
    for action in AuditAction:
        assert text(f"workflow.audit.action.{action.value}")


@given(st.lists(st.sampled_from(list(AuditAction)), max_size=8))
def test_every_chain_that_is_built_holds(actions: list[AuditAction]) -> None:
    events: tuple[AuditEvent, ...] = ()
    for action in actions:
        events = audit.append(events, action, NOW, kind="x")
    audit.verify_chain(events)
    assert [event.sequence for event in events] == list(range(len(actions)))
