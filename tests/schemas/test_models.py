"""What the models refuse."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from schemas.case import Case
from schemas.decision import Anchor, Decision, DecisionKind
from schemas.finding import Finding
from schemas.labels import Label, Recipient
from schemas.parties import Arbeidstaker, Kontaktperson, Parties, Virksomhet
from schemas.report import Steg
from schemas.review import DetailAnswer, DetailReply

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
ANCHOR = Anchor(field="arsak/arsakTilFravaeret", sentence_hash="0" * 64, surface="angst")


def decision(**changes: Any) -> Decision:
    values: dict[str, Any] = {
        "id": "d1",
        "anchor": ANCHOR,
        "label": Label.DIAGNOSIS,
        "kind": DecisionKind.WITHHOLD,
        "made_at": NOW,
    }
    return Decision(**(values | changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": DecisionKind.SHARE, "reason": "avtalt"},
        {"share_with": (Recipient.NAV,)},
        {"kind": DecisionKind.SHARE, "share_with": (Recipient.NAV,), "reason": "  "},
        {"kind": DecisionKind.SHARE, "share_with": (Recipient.EMPLOYEE,), "reason": "avtalt"},
        {"kind": DecisionKind.NOT_SENSITIVE},
        {"label": Label.UNCHECKED, "kind": DecisionKind.NOT_SENSITIVE, "reason": "sett på"},
        {"label": Label.UNCHECKED, "kind": DecisionKind.REWRITE},
    ],
)
def test_an_incomplete_decision_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        decision(**changes)


def test_a_share_with_reason_and_recipient_is_a_decision() -> None:
    made = decision(kind=DecisionKind.SHARE, share_with=(Recipient.NAV,), reason="hun ønsker det")
    assert made.share_with == (Recipient.NAV,)


@pytest.mark.parametrize(
    ("reply", "consent_to"),
    [
        (DetailReply.CONSENT, ()),
        (DetailReply.FINE, (Recipient.NAV,)),
        (DetailReply.CONSENT, (Recipient.EMPLOYEE,)),
    ],
)
def test_a_consent_names_whom_it_is_for(
    reply: DetailReply, consent_to: tuple[Recipient, ...]
) -> None:
    with pytest.raises(ValidationError):
        DetailAnswer(decision_id="d1", reply=reply, consent_to=consent_to)


def test_a_finding_refuses_a_surface_that_does_not_fit() -> None:
    with pytest.raises(ValidationError):
        Finding(start=0, end=4, label=Label.DIAGNOSIS, score=90, surface="angst")


@pytest.mark.parametrize("percent", [-1, 101, 50.5])
def test_a_work_percentage_is_whole_and_within_the_hundred(percent: float) -> None:
    with pytest.raises(ValidationError):
        Steg.model_validate({"id": "s1", "arbeidsprosent": percent})


@pytest.mark.parametrize("case_id", ["", "../x", "a b", "-a", "å", "x" * 65])
def test_a_case_id_is_safe_in_a_file_name(case_id: str) -> None:
    with pytest.raises(ValidationError):
        Case(case_id=case_id, created_at=NOW)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        Case.model_validate({"caseId": "a", "createdAt": NOW, "diagnose": "x"})


def test_models_are_immutable() -> None:
    case = Case(case_id="a", created_at=NOW)
    with pytest.raises(ValidationError):
        case.case_id = "b"  # type: ignore[misc]


def test_names_of_the_parties_leave_out_the_missing() -> None:
    parties = Parties(
        arbeidstaker=Arbeidstaker(navn="Kari Nordmann"),
        virksomhet=Virksomhet(kontaktperson=Kontaktperson(navn="Ola Nordmann")),
    )
    assert parties.names() == ("Kari Nordmann", "Ola Nordmann")
