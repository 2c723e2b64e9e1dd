"""Ready-made phrases and measures: found by typing, put in, adapted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from report_tool.tui.screens.item import ItemScreen
from report_tool.tui.screens.phrases import PhrasesScreen
from report_tool.tui.widgets.flagged_text import FlaggedText
from report_tool.workflow import states
from schemas.report import Ansvarlig
from templates.writing import THEMES, ready_phrases
from tests.tui.conftest import NOW
from tests.tui.test_writing import checked, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot
    from textual.widgets import OptionList

    from report_tool.tui.app import ReportApp
    from schemas.case import Case

STEP = "Bytter oppgave hver ___ time for å variere belastningen."


async def choosing(pilot: Pilot[None]) -> PhrasesScreen[object]:
    await pilot.press("ctrl+n")
    for _ in range(100):
        await pilot.pause(0.02)
        if isinstance(pilot.app.screen, PhrasesScreen):
            await pilot.pause()
            return pilot.app.screen
    raise AssertionError("the phrases did not open")


def offered(screen: PhrasesScreen[object]) -> list[str]:
    listing: OptionList = screen.query_one("#phrases")  # type: ignore[assignment]
    return [str(listing.get_option_at_index(n).prompt) for n in range(listing.option_count)]


async def test_a_phrase_goes_in_at_the_cursor_with_its_blank_selected(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        area = screen.focused
        assert isinstance(area, FlaggedText)
        await pilot.press(*"Slik er det.")
        window = await choosing(pilot)
        assert len(offered(window)) == sum(len(ready_phrases(t, "nb")) for t in THEMES)
        await pilot.press(*"time variere")
        await pilot.pause()
        assert offered(window) == [f"Oppgaver: {STEP}"]
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert pilot.app.screen is screen
        assert area.text == f"Slik er det. {STEP}"
        assert area.selected_text == "___"
        await pilot.press(*"andre")
        await checked(pilot, screen)
        assert (
            area.text == "Slik er det. Bytter oppgave hver andre time for å variere belastningen."
        )
        assert screen.session.text("oppdrag/bestilling") == area.text


async def test_words_never_touch_and_lines_stay_lines(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        area = screen.focused
        assert isinstance(area, FlaggedText)
        area.insert("Først.Så.\n")
        area.move_cursor((0, 6))
        await choosing(pilot)
        await pilot.press(*"variere", "enter")
        await pilot.pause(0.2)
        assert area.text == f"Først. {STEP} Så.\n"
        area.move_cursor((1, 0))
        await choosing(pilot)
        await pilot.press(*"variere", "enter")
        await pilot.pause(0.2)
        assert area.text == f"Først. {STEP} Så.\n{STEP}"


async def test_arrows_choose_and_esc_leaves_all_as_it_was(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(60, 24)) as pilot:
        screen = await opened(pilot)
        area = screen.focused
        assert isinstance(area, FlaggedText)
        window = await choosing(pilot)
        await pilot.press("down", "down", "up", "pagedown", "pageup", "down", "enter")
        await pilot.pause(0.2)
        assert area.text == ready_phrases("tasks", "nb")[2]
        window = await choosing(pilot)
        await pilot.press(*"finnes ikke")
        await pilot.pause()
        assert offered(window) == []
        await pilot.press("enter")
        assert pilot.app.screen is window
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert area.has_focus
        assert area.text == ready_phrases("tasks", "nb")[2]


async def test_a_standard_measure_becomes_a_row_to_adapt(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(120, 50)) as pilot:
        screen = await opened(pilot)
        await screen.go_to("tiltaksplan")
        await choosing(pilot)
        await pilot.press(*"to faste pauser", "enter")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, ItemScreen)
        (measure,) = screen.session.report.tiltaksplan.tiltak
        assert measure.beskrivelse_av_tiltak.startswith("Legg inn to faste pauser")
        assert measure.ansvarlig is Ansvarlig.ARBEIDSGIVER
        assert (measure.fra_dato, measure.til_dato) == (date(2026, 11, 30), date(2026, 12, 4))
        assert measure.vurdering_effekt_av_tiltak
        await choosing(pilot)
        await pilot.press(*"hev-senk", "enter")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, ItemScreen)
        await pilot.press("escape")
        await pilot.pause(0.3)
        assert pilot.app.screen is screen
        (measure,) = screen.session.report.tiltaksplan.tiltak
        assert "Hev-senk-bordet" in measure.beskrivelse_av_tiltak


async def test_where_no_phrase_fits_it_is_said(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(full_case).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        for number, section in enumerate(("merknader", "veiTilbake"), 1):
            await screen.go_to(section)
            await pilot.press("ctrl+n")
            for _ in range(100):
                await pilot.pause(0.02)
                if len(pilot.app._notifications) == number:
                    break
            assert pilot.app.screen is screen
            assert len(pilot.app._notifications) == number


async def test_a_closed_case_takes_nothing_in(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(states.close(full_case, NOW)).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        before = screen.session.report
        await pilot.press("ctrl+n")
        await pilot.pause(0.2)
        assert pilot.app.screen is screen
        assert screen.session.report == before
