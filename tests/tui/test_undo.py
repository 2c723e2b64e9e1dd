"""Ctrl+Z and Ctrl+Y everywhere in the case: text, decisions, tables and values in one line."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.widgets import Input

from report_tool.tui import bursts
from report_tool.tui.bursts import Burst
from report_tool.tui.screens.authoring import AuthoringScreen
from report_tool.tui.screens.item import ItemScreen
from report_tool.tui.session import CaseSession
from report_tool.tui.widgets.choices import Tick
from report_tool.tui.widgets.field import Field
from report_tool.tui.widgets.findings_list import Findings
from report_tool.tui.widgets.flagged_text import FlaggedText
from report_tool.tui.widgets.item_table import ItemRows
from report_tool.workflow import decisions
from report_tool.workflow.audit import verify_chain
from report_tool.workflow.history import Content
from schemas.memory import Memory
from tests.tui.conftest import NOW, WordDetector
from tests.tui.test_deciding import TEXT, in_the_list, with_findings
from tests.tui.test_writing import checked, flagged, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from textual.pilot import Pilot

    from report_tool.tui.app import ReportApp
    from report_tool.tui.screens.case import CaseScreen
    from report_tool.workflow.desk import Desk
    from schemas.case import Case

BESTILLING = "oppdrag/bestilling"
SMALL, LARGE = (80, 24), (160, 50)


@asynccontextmanager
async def at_work(
    app: ReportApp, size: tuple[int, int]
) -> AsyncIterator[tuple[Pilot[None], CaseScreen]]:
    """Open the case, and close it before the program ends, so that no save is under way then."""
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        yield pilot, screen
        await screen.session.close()


def area_of(screen: CaseScreen, path: str = BESTILLING) -> FlaggedText:
    return next(area for area in screen.query(FlaggedText) if area.path == path)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_pause_and_a_new_line_begin_a_new_step(
    case: Case,
    make_app: Callable[..., ReportApp],
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    async with at_work(make_app(case), size) as (pilot, screen):
        await pilot.press(*"Hun får ")
        await pilot.press(*"hjelp.", "enter", *"Ja.")
        monkeypatch.setattr(bursts, "PAUSE", -1.0)
        await pilot.press("!")
        area = area_of(screen)
        seen = []
        for _ in range(4):
            await pilot.press("ctrl+z")
            seen.append(area.text)
        assert seen == ["Hun får hjelp.\nJa.", "Hun får hjelp.", "", ""]
        await pilot.press("ctrl+y", "ctrl+shift+z", "ctrl+y")
        assert area.text == "Hun får hjelp.\nJa.!"
        assert screen.session.text(BESTILLING) == area.text


async def test_a_storm_of_keys_leaves_screen_and_case_the_same(
    desk: Desk, case: Case, make_app: Callable[..., ReportApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bursts, "PAUSE", -1.0)
    async with at_work(make_app(case), SMALL) as (pilot, screen):
        await pilot.press(*"abcdefgh", *["ctrl+z"] * 5, "x", "ctrl+z", *["ctrl+z"] * 2, "ctrl+y")
        await pilot.pause()
        assert area_of(screen).text == screen.session.text(BESTILLING) == "ab"
        await pilot.press(*["ctrl+z"] * 30, *["ctrl+y"] * 30, *"æ", "escape")
        await pilot.pause(0.3)
    assert desk.open(case.case_id).case.report.oppdrag.bestilling == "abcxæ"


async def test_a_storm_on_a_box_leaves_screen_and_case_the_same(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(full_case), LARGE) as (pilot, screen):
        path = "oppdrag/ekspertErUavhengig"
        field = next(f for f in screen.query(Field) if f.path == path)
        field.take_focus()
        tick = field.query_one(Tick)
        for _ in range(3):
            tick.action_tick()
            screen.travel(-1)
            screen.travel(1)
            screen.travel(-1)
        await pilot.pause(0.2)
        assert tick.value is screen.session.report.oppdrag.ekspert_er_uavhengig is True
        screen.travel(1)
        await pilot.pause(0.1)
        assert tick.value is screen.session.report.oppdrag.ekspert_er_uavhengig is False
        await pilot.press("space", "space", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        await pilot.pause(0.1)
        assert tick.value is screen.session.report.oppdrag.ekspert_er_uavhengig is True


async def test_that_there_is_no_more_is_said_once(
    case: Case, make_app: Callable[..., ReportApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_work(make_app(case), SMALL) as (_, screen):
        said: list[str] = []
        monkeypatch.setattr(screen, "notify", said.append)
        for _number in range(5):
            screen.travel(-1)
        assert said == ["Det er ikke mer å angre."]


async def test_an_undo_goes_to_the_section_it_changes(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(case), SMALL) as (pilot, screen):
        await pilot.press(*"Bestilt", "f7", *"Dag")
        assert screen.section == "arbeidssituasjon"
        await pilot.press("f7", "ctrl+z")
        await pilot.pause(0.2)
        assert screen.section == "arbeidssituasjon"
        assert area_of(screen, "arbeidssituasjon/typiskArbeidshverdag").has_focus
        await pilot.press("ctrl+z")
        await pilot.pause(0.2)
        assert screen.section == "oppdrag"
        assert area_of(screen).has_focus
        assert area_of(screen).text == ""


async def test_a_decision_is_undone_and_flagged_at_once(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(with_findings(case)), LARGE) as (pilot, screen):
        await in_the_list(pilot)
        await pilot.press("l", "2")
        await pilot.pause(0.1)
        assert screen.query_one(Findings).has_focus
        await pilot.press("ctrl+z")
        assert screen.session.case.decisions == ()
        assert len(screen.session.undecided()) == 2
        await pilot.press("ctrl+y")
        await pilot.pause(0.1)
        assert len(screen.session.case.decisions) == 2
        assert screen.session.undecided() == ()
        verify_chain(screen.session.case.audit)


async def test_the_flags_are_right_before_the_check_comes_in(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(with_findings(case)), LARGE) as (pilot, screen):
        area = area_of(screen)
        area.move_cursor((0, 0))
        area.insert("Hun har Sobril og skilsmisse å tenke på. ")
        await checked(pilot, screen)
        assert flagged(area) == ["Sobril", "skilsmisse", "migrene", "migrene"]
        screen.session.check.stop()
        await pilot.press("ctrl+z")
        assert area.text == TEXT
        assert flagged(area) == ["migrene", "migrene"]
        assert len(screen.session.undecided()) == 2


async def test_a_remembered_word_is_forgotten_with_its_decision(
    desk: Desk, case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(with_findings(case)), LARGE) as (pilot, screen):
        await in_the_list(pilot)
        await pilot.press("4")
        await pilot.pause(0.2)
        await pilot.press("4", "tab", "tab", "3")
        pilot.app.screen.query_one("#accept").focus()
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert [term.surface for term in desk.memory().terms] == ["migrene"]
        await pilot.press("ctrl+z")
        assert screen.session.case.decisions == ()
        assert desk.memory().terms == ()
        await pilot.press("ctrl+y")
        assert [term.surface for term in desk.memory().terms] == ["migrene"]


async def test_rows_of_a_table_come_back_and_texts_in_them_are_opened(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(full_case), SMALL) as (pilot, screen):
        await screen.go_to("tiltaksplan")
        rows = screen.query_one("#form-tiltaksplan").query_one(ItemRows)
        rows.focus()
        await pilot.press("enter")
        await pilot.pause(0.2)
        await pilot.press("ctrl+end", *" Nå.", "escape")
        await pilot.pause(0.2)
        await pilot.press("d")
        await pilot.pause(0.2)
        assert rows.row_count == 3
        await pilot.press("f6", "f6", "ctrl+z")
        await pilot.pause(0.3)
        assert screen.section == "tiltaksplan"
        assert rows.has_focus
        assert rows.row_count == 2
        await pilot.press("ctrl+z")
        await pilot.pause(0.3)
        item = pilot.app.screen
        assert isinstance(item, ItemScreen)
        text = item.query(FlaggedText).first()
        assert text.has_focus
        assert text.text == "Lederen flytter tidligvaktene til mellomvakt."
        await pilot.press("ctrl+y")
        assert text.text.endswith(" Nå.")


async def test_an_undo_from_an_item_goes_back_to_what_was_changed_before(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(full_case), SMALL) as (pilot, screen):
        await pilot.press("ctrl+end", *" Nytt.")
        await screen.go_to("tiltaksplan")
        await pilot.press("n")
        await pilot.pause(0.2)
        await pilot.press("escape")
        await pilot.pause(0.2)
        assert len(screen.session.report.tiltaksplan.tiltak) == 2
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, ItemScreen)
        await pilot.press("ctrl+z")
        await pilot.pause(0.3)
        assert pilot.app.screen is screen
        assert screen.section == "oppdrag"
        assert area_of(screen).has_focus
        assert area_of(screen).text == full_case.report.oppdrag.bestilling


async def test_a_day_that_was_typed_and_not_left_is_taken_back_first(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(full_case), LARGE) as (pilot, screen):
        await screen.go_to("oppfolging")
        field = next(f for f in screen.query(Field) if f.path == "oppfolging/evalueringsDato")
        line = field.query_one(Input)
        line.focus()
        await pilot.press("end", *"0", "ctrl+z")
        assert line.value == "1.3.2027"
        line.value = "2.3.2027"
        await pilot.press("enter")
        await pilot.pause()
        assert str(screen.session.report.oppfolging.evaluerings_dato) == "2027-03-02"
        await pilot.press("ctrl+z")
        await pilot.pause(0.1)
        assert line.value == "1.3.2027"
        assert line.has_focus
        assert str(screen.session.report.oppfolging.evaluerings_dato) == "2027-03-01"


async def test_nothing_is_left_to_undo_after_sending(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with at_work(make_app(full_case), LARGE) as (pilot, screen):
        await pilot.press("ctrl+end", *" Nytt.")
        await checked(pilot, screen)
        await pilot.press("f8")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause(0.3)
        await pilot.press("escape")
        await pilot.pause(0.1)
        sent = screen.session.case
        assert sent.state.value == "inReview"
        await pilot.press("ctrl+z")
        await pilot.pause(0.1)
        assert screen.session.case is sent
        assert pilot.app.screen is screen


def test_what_is_typing_and_what_is_not() -> None:
    burst = Burst.begun("a", "", "H", 10.0)
    assert burst.goes_on("a", "Hu", 10.9)
    assert not burst.goes_on("a", "Hu", 11.1)
    assert not burst.goes_on("b", "Hu", 10.1)
    assert not burst.goes_on("a", "H\n", 10.1)
    assert not burst.goes_on("a", "H" + "x" * 21, 10.1)
    pasted = Burst.begun("a", "", "x" * 30, 10.0)
    assert not pasted.goes_on("a", "x" * 31, 10.1)


class QuietDesk:
    """A desk that stores nothing, for many short sessions."""

    detector = WordDetector()

    def save(self, case: Case) -> datetime:
        return NOW


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("type"),
            st.sampled_from([BESTILLING, "arsak/arsakTilFravaeret"]),
            st.sampled_from(["migrene ", "Hun har ", "ro.", "\n", "Sobril "]),
        ),
        st.tuples(st.just("decide"), st.integers(0, 5), st.booleans()),
        st.tuples(st.just("day"), st.sampled_from(["hvordanFolgeOpp"]), st.just("Ny")),
        st.tuples(st.just("travel"), st.sampled_from([-1, 1]), st.just(0)),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_any_typing_and_deciding_is_undone_to_the_first_and_redone_to_the_last(
    steps: list[tuple[str, str | int, str | int | bool]],
) -> None:
    asyncio.run(_walk(steps))


async def _walk(steps: list[tuple[str, str | int, str | int | bool]]) -> None:
    from report_tool.workflow.intake import new_case

    first = new_case("2026-0001", NOW)
    session = CaseSession(QuietDesk(), first, None, Memory(), lambda: NOW)  # type: ignore[arg-type]
    session.check.start()
    for kind, one, two in steps:
        if kind == "type":
            session.type(str(one), session.text(str(one)) + str(two))
        elif kind == "travel":
            session.travel(int(one))
        elif kind == "day":
            session.set_value(f"oppfolging/{one}", f"{two} {len(session.case.audit)}")
        else:
            await session.check.settled()
            session.commit()
            open_ones = session.undecided()
            if open_ones:
                found = open_ones[int(one) % len(open_ones)]
                session.apply(lambda c, f=found: decisions.withhold(c, [f], NOW))  # type: ignore[misc]
    session.commit()
    last = Content.of(session.case)
    undone = 0
    while session.travel(-1) is not None:
        undone += 1
    assert undone <= len(steps)
    assert Content.of(session.case) == Content.of(first)
    while session.travel(1) is not None:
        undone -= 1
    if not any(kind == "travel" for kind, *_ in steps):
        assert undone == 0
        assert Content.of(session.case) == last
    verify_chain(session.case.audit)
    await session.check.settled()
    assert all(session.is_checked(path) for path in (BESTILLING, "arsak/arsakTilFravaeret"))
    await session.close()


async def test_a_storm_while_items_open_and_close_is_survived(
    full_case: Case, make_app: Callable[..., ReportApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bursts, "PAUSE", -1.0)
    async with at_work(make_app(full_case), SMALL) as (pilot, screen):
        await pilot.press("ctrl+end", *"abc")
        await screen.go_to("tiltaksplan")
        await pilot.press("enter")
        await pilot.pause(0.2)
        await pilot.press("ctrl+end", *"de", "escape")
        await pilot.pause(0.2)
        for by in (-1, -1, 1, -1, -1, -1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1):
            current = pilot.app.screen
            assert isinstance(current, AuthoringScreen)
            current.travel(by)
            await asyncio.sleep(0)
        await pilot.pause(0.5)
        assert screen.session.case.report == full_case.report
        for area in pilot.app.screen.query(FlaggedText):
            assert area.text == screen.session.text(area.path)
