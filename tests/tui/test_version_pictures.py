"""How the versions, the differences, the words and the explanation look."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from report_tool.storage.contents import microseconds
from report_tool.workflow import desk as desk_module
from report_tool.workflow import editing
from report_tool.workflow.fields import with_text
from schemas.decision import Scope
from schemas.labels import Label
from schemas.memory import RememberedTerm
from tests.tui.conftest import NOW
from tests.tui.test_deciding import with_findings
from tests.tui.test_pictures import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from report_tool.tui.app import ReportApp
    from report_tool.workflow.desk import Desk
    from schemas.case import Case

CAUSE = "arsak/arsakTilFravaeret"
DAYS = (
    "Støy i garderoben om morgenen er en belastning. Avdelingen har mange barn.",
    "Støy i garderoben om morgenen er krevende. Avdelingen har mange små barn.",
    "Støy og trekk i garderoben om morgenen er krevende. Avdelingen har mange små barn.",
)


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("report_tool.storage.vault._now", lambda: microseconds(NOW))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def three_days(desk: Desk, full_case: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A case that was written in on three days, the last of them today."""
    case = full_case
    for ago, words in zip((2, 1, 0), DAYS, strict=True):
        moment: datetime = NOW - timedelta(days=ago)
        monkeypatch.setattr(desk_module, "_now", lambda moment=moment: moment)
        monkeypatch.setattr(
            "report_tool.storage.vault._now", lambda moment=moment: microseconds(moment)
        )
        case = editing.edit(case, with_text(case.report, CAUSE, words), moment)
        desk.save(case)
    return case


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_differences(
    three_days: Case,
    make_app: Callable[..., ReportApp],
    snap_compare: Callable[..., bool],
    size: tuple[int, int],
) -> None:
    pressed = keys("ctrl+r", "down", "enter")
    assert snap_compare(make_app(three_days), terminal_size=size, run_before=pressed)


def test_the_versions(
    three_days: Case, make_app: Callable[..., ReportApp], snap_compare: Callable[..., bool]
) -> None:
    app = make_app(three_days)
    assert snap_compare(app, terminal_size=(80, 24), run_before=keys("ctrl+r"))


def test_the_words(
    desk: Desk, case: Case, make_app: Callable[..., ReportApp], snap_compare: Callable[..., bool]
) -> None:
    terms = tuple(
        RememberedTerm(surface=surface, label=label, scope=scope, reason=reason, remembered_at=NOW)
        for surface, label, scope, reason in (
            ("trykk", Label.SYMPTOM, Scope.EXPERT, "Det gjelder arbeidet eller arbeidsmiljøet"),
            ("medisinrommet", Label.MEDICATION, Scope.ORGANISATION, "Et rom på avdelingen"),
        )
    )
    desk.change_memory(lambda memory: memory.model_copy(update={"terms": terms}))
    assert snap_compare(make_app(case), terminal_size=(80, 24), run_before=keys("ctrl+o"))


def test_why_it_is_flagged(
    case: Case, make_app: Callable[..., ReportApp], snap_compare: Callable[..., bool]
) -> None:
    app = make_app(with_findings(case))
    assert snap_compare(app, terminal_size=(80, 24), run_before=keys("f3", "w"))
