"""How the screens look, at three sizes; after a wanted change, ``pytest --snapshot-update``."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, TextArea

from report_tool.storage.contents import microseconds
from report_tool.tui.widgets.section_form import SectionForm
from report_tool.workflow import editing
from report_tool.workflow.fields import with_text
from templates import Guidance
from tests.tui.conftest import NOW
from tests.tui.test_writing import opened

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.pilot import Pilot

    from report_tool.tui.app import ReportApp
    from report_tool.workflow.desk import Desk
    from schemas.case import Case

CAUSE = (
    "Fraværet kommer ofte brått. Hun har migrene og søvnvansker, og etter en skilsmisse har hun "
    "mindre overskudd. Støy i garderoben er en tydelig belastning.\n\n"
    "Når hun får planlegge dagen selv, går arbeidet bra."
)


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    guidance = Guidance("Formålet.", ("det ene",), ("det andre",), "Slik.", "Ikke slik.", "Fordi.")
    monkeypatch.setattr("report_tool.tui.screens.case.guidance", lambda *_: guidance)
    monkeypatch.setattr("report_tool.storage.vault._now", lambda: microseconds(NOW))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def keys(*pressed: str, cursor: bool = True) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def run(pilot: Pilot[None]) -> None:
        case = await opened(pilot)
        await case.session.advice.settled()
        await pilot.pause(0.5)
        for form in case.query(SectionForm):
            form.scroll_home(animate=False)
        stop_blinking(pilot)
        if not cursor:
            case.set_focus(None)
        await pilot.pause(0.1)
        for key in pressed:
            await pilot.press(key)
            await pilot.pause(0.1)
        stop_blinking(pilot)
        await case.session.advice.settled()
        await pilot.pause(0.2)

    return run


def stop_blinking(pilot: Pilot[None]) -> None:
    """Let every cursor stand, so that none is caught between two blinks."""
    for screen in pilot.app.screen_stack:
        for field in screen.query("*").results():
            if isinstance(field, Input | TextArea):
                field.cursor_blink = False
                field.refresh()


@pytest.fixture
def flagged_case(full_case: Case) -> Case:
    return editing.edit(
        full_case, with_text(full_case.report, "arsak/arsakTilFravaeret", CAUSE), NOW
    )


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (60, 24)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_cause_with_its_findings(
    flagged_case: Case,
    make_app: Callable[..., ReportApp],
    snap_compare: Callable[..., bool],
    size: tuple[int, int],
) -> None:
    app = make_app(flagged_case)
    assert snap_compare(app, terminal_size=size, run_before=keys("f7", "f7", "f3", "2"))


def test_the_measures(
    flagged_case: Case, make_app: Callable[..., ReportApp], snap_compare: Callable[..., bool]
) -> None:
    app = make_app(flagged_case)
    pressed = keys("f7", "f7", "f7", "f7")
    assert snap_compare(app, terminal_size=(140, 40), run_before=pressed)


def test_the_plan(
    full_case: Case, make_app: Callable[..., ReportApp], snap_compare: Callable[..., bool]
) -> None:
    pressed = keys("f7", "f7", "f7", "f7", "f7", "tab", "tab")
    assert snap_compare(make_app(full_case), terminal_size=(80, 24), run_before=pressed)


def test_the_phrases(
    full_case: Case, make_app: Callable[..., ReportApp], snap_compare: Callable[..., bool]
) -> None:
    pressed = keys("ctrl+n", "p", "a", "u", "s", "e")
    assert snap_compare(make_app(full_case), terminal_size=(80, 24), run_before=pressed)


def test_the_tips(
    full_case: Case, make_app: Callable[..., ReportApp], snap_compare: Callable[..., bool]
) -> None:
    report = with_text(full_case.report, "arsak/arsakTilFravaeret", "Lederen nekter å bytte vakt.")
    plan = report.tiltaksplan
    measure = plan.tiltak[0].model_copy(update={"til_dato": None})
    items = plan.model_copy(update={"tiltak": (measure, plan.tiltak[1])})
    case = editing.edit(full_case, report.model_copy(update={"tiltaksplan": items}), NOW)
    assert snap_compare(make_app(case), terminal_size=(80, 24), run_before=keys("ctrl+t"))


def test_what_is_missing(
    case: Case, make_app: Callable[..., ReportApp], snap_compare: Callable[..., bool]
) -> None:
    assert snap_compare(make_app(case), terminal_size=(80, 30), run_before=keys("f8", cursor=False))


def test_the_list(
    case: Case, desk: Desk, make_app: Callable[..., ReportApp], snap_compare: Callable[..., bool]
) -> None:
    desk.save(case)

    async def wait(pilot: Pilot[None]) -> None:
        await pilot.pause(0.5)

    assert snap_compare(make_app(), terminal_size=(120, 30), run_before=wait)
