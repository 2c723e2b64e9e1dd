"""Tips about the writing: counted, listed, gone to, put aside, and never in the way of typing."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from textual.widgets import Button, Static

from report_tool.tui import advice_watch
from report_tool.tui.app import ReportApp
from report_tool.tui.screens.item import ItemScreen
from report_tool.tui.screens.tips import AsideScreen, TipsScreen
from report_tool.tui.widgets.flagged_text import FlaggedText
from report_tool.tui.widgets.spans import Mark
from report_tool.tui.widgets.state_bar import StateBar
from report_tool.workflow import editing
from report_tool.workflow.desk import Desk
from report_tool.workflow.fields import with_text
from tests.tui.conftest import NOW, PASSPHRASE, WordDetector
from tests.tui.test_writing import checked, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot
    from textual.widgets import OptionList

    from report_tool.tui.screens.case import CaseScreen
    from schemas.case import Case
    from schemas.finding import Finding

CAUSE = "arsak/arsakTilFravaeret"
BLAME = "Støy er en belastning. Lederen nekter å bytte vakt."


def blamed(case: Case) -> Case:
    report = with_text(case.report, CAUSE, BLAME)
    return editing.edit(case, report, NOW)


async def listed(pilot: Pilot[None]) -> TipsScreen:
    await pilot.press("ctrl+t")
    for _ in range(100):
        await pilot.pause(0.02)
        screen = pilot.app.screen
        if isinstance(screen, TipsScreen) and screen.focused is not None:
            return screen
    raise AssertionError("the tips did not open")


def lines(screen: TipsScreen) -> list[str]:
    listing: OptionList = screen.query_one("#tips")  # type: ignore[assignment]
    return [str(listing.get_option_at_index(place).prompt) for place in range(listing.option_count)]


async def advised(pilot: Pilot[None], screen: CaseScreen) -> None:
    await checked(pilot, screen)
    await asyncio.wait_for(screen.session.advice.settled(), 5)
    await pilot.pause()


async def test_the_tips_are_counted_listed_and_lead_to_their_place(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(blamed(full_case)).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await advised(pilot, screen)
        tips = len(screen.session.advice.open)
        assert f"{tips} tips" in " ".join(screen.query_one(StateBar).notes)
        window = await listed(pilot)
        mine = next(n for n, line in enumerate(lines(window)) if "«nekter»" in line)
        assert lines(window)[mine].startswith("• Årsak")
        await pilot.press(*["down"] * mine, "enter")
        await pilot.pause(0.3)
        assert pilot.app.screen is screen
        assert screen.section == "arsak"
        area = screen.focused
        assert isinstance(area, FlaggedText)
        assert area.cursor_location == (0, BLAME.index("nekter") + len("nekter"))


async def test_what_is_missing_stands_first_and_opens_the_item(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    plan = full_case.report.tiltaksplan
    undated = plan.tiltak[0].model_copy(update={"til_dato": None})
    changed = full_case.report.model_copy(
        update={"tiltaksplan": plan.model_copy(update={"tiltak": (undated, plan.tiltak[1])})}
    )
    case = editing.edit(full_case, changed, NOW)
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await advised(pilot, screen)
        window = await listed(pilot)
        assert lines(window)[0].startswith("☐ Tiltak")
        assert "frist" in lines(window)[0]
        await pilot.press("l")
        await pilot.pause()
        assert pilot.app.screen is window
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, ItemScreen)


async def test_a_tip_is_put_aside_with_a_reason_and_taken_up_again(
    desk: Desk, full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(blamed(full_case)).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await advised(pilot, screen)
        window = await listed(pilot)
        before = lines(window)
        mine = next(n for n, line in enumerate(before) if "«nekter»" in line)
        await pilot.press(*["down"] * mine, "l")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AsideScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AsideScreen)
        await pilot.press(*"Sitat", "enter")
        await pilot.pause()
        assert pilot.app.screen is window
        assert lines(window)[-1].startswith("– Årsak")
        await screen.session.save()
        kept = desk.open(full_case.case_id).case.silenced_hints
        assert [(each.rule, each.reason) for each in kept] == [("blaming", "Sitat")]
        await pilot.press("end", "t")
        await pilot.pause()
        assert sorted(lines(window)) == sorted(before)
        assert screen.session.case.silenced_hints == ()
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen


async def test_an_empty_case_gets_no_advice_but_what_is_missing(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        window = await listed(pilot)
        assert all(line.startswith("☐") for line in lines(window))


async def test_typing_works_nothing_out_until_it_pauses(
    case: Case, make_app: Callable[..., ReportApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[float] = []
    threads: list[str] = []
    real = advice_watch.all_hints

    def counted(*given: object) -> object:
        import threading

        begun.append(time.monotonic())
        threads.append(threading.current_thread().name)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(advice_watch, "all_hints", counted)
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await advised(pilot, screen)
        begun.clear()
        started = time.monotonic()
        for letter in "Lederen påstår at alt går bra nå":
            await pilot.press(letter)
            await asyncio.sleep(0.04)
        typed = time.monotonic()
        assert typed - started > 1.0
        assert begun == []
        await asyncio.sleep(advice_watch.PAUSE + 1.2)
        assert len(begun) == 1
        assert [hint.rule for hint in screen.session.advice.open if not hint.required] == [
            "blaming"
        ]
    assert "MainThread" not in threads


class Doubting(WordDetector):
    """In doubt about every sentence with *hjemme*."""

    def doubts(
        self, text: str, parties: Sequence[str], findings: Sequence[Finding]
    ) -> tuple[tuple[int, int], ...]:
        end = text.find(".", text.find("hjemme")) + 1
        return ((text.rfind(".", 0, end - 1) + 2, end),) if "hjemme" in text else ()


async def test_a_sentence_to_read_again_looks_unlike_a_finding_and_blocks_nothing(
    tmp_path: Path, full_case: Case
) -> None:
    words = "Hun har migrene. Det er mye hjemme nå."
    case = editing.edit(full_case, with_text(full_case.report, CAUSE, words), NOW)
    with Desk(tmp_path / "annet.db", Doubting()) as desk:
        desk.create(PASSPHRASE)
        desk.save(case)
        app = ReportApp(desk, case_id=case.case_id, now=lambda: NOW)
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(pilot)
            await screen.go_to("arsak")
            await advised(pilot, screen)
            area = screen.query_one("#form-arsak").query_one(FlaggedText)
            marks = {words[span.start : span.end]: span.mark for span in area.spans}
            assert marks == {
                "migrene": Mark.UNDECIDED,
                "Det er mye hjemme nå.": Mark.DOUBT,
            }
            assert len(screen.session.undecided()) == 1
            area.move_cursor((0, 0))
            area.insert("Ja. ")
            assert {area.text[s.start : s.end] for s in area.spans} == set(marks)
            await checked(pilot, screen)
            assert {area.text[s.start : s.end] for s in area.spans} == set(marks)
            window = await listed(pilot)
            assert any("én gang til" in line for line in lines(window))


async def test_tips_stand_in_nobodys_way_to_the_review(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(blamed(full_case)).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await advised(pilot, screen)
        await pilot.press("f8")
        await pilot.pause(0.3)
        note = pilot.app.screen.query_one("#tips-note", Static)
        assert "stopper ingenting" in str(note.render())
        assert not pilot.app.screen.query_one("#send", Button).disabled
