"""From the list into a case: typing, flags, measures, and what is kept."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from report_tool.messages import text
from report_tool.tui.screens.case import CaseScreen
from report_tool.tui.screens.cases import CasesScreen
from report_tool.tui.screens.item import ItemScreen
from report_tool.tui.widgets.flagged_text import FlaggedText
from report_tool.tui.widgets.item_table import ItemRows
from report_tool.workflow.fields import get_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from report_tool.tui.app import ReportApp
    from report_tool.workflow.desk import Desk
    from schemas.case import Case

BESTILLING = "oppdrag/bestilling"


def flagged(area: FlaggedText) -> list[str]:
    return [area.text[span.start : span.end] for span in area.spans]


async def opened(pilot: Pilot[None]) -> CaseScreen:
    for _ in range(200):
        await pilot.pause(0.02)
        screen = pilot.app.screen
        if (
            isinstance(screen, CaseScreen)
            and screen.query(FlaggedText)
            and not screen.session.unchecked()
            and screen.query(FlaggedText).first().has_focus
        ):
            await pilot.pause()
            return screen
    raise AssertionError("the case did not open")


async def checked(pilot: Pilot[None], screen: CaseScreen) -> None:
    await pilot.pause()
    await asyncio.wait_for(screen.session.check.settled(), 5)
    await pilot.pause()


async def test_a_typed_diagnosis_is_flagged(case: Case, make_app: Callable[..., ReportApp]) -> None:
    async with make_app(case).run_test(size=(160, 50)) as pilot:
        screen = await opened(pilot)
        area = screen.query(FlaggedText).first()
        assert area.has_focus
        await pilot.press(*"Hun har migrene på jobb.")
        await checked(pilot, screen)
        assert flagged(area) == ["migrene"]


async def test_flags_follow_the_text_before_the_next_check(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        area = screen.query(FlaggedText).first()
        area.insert("Hun har migrene.")
        await checked(pilot, screen)
        area.move_cursor((0, 0))
        area.insert("Ære være. ")
        assert flagged(area) == ["migrene"]


async def test_what_is_typed_is_in_the_vault_after_leaving(
    desk: Desk, case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press(*"Blåbær")
        await pilot.press("escape")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, CasesScreen)
    assert get_text(desk.open(case.case_id).case.report, BESTILLING) == "Blåbær"


async def test_autosave_needs_no_key(
    desk: Desk, case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press(*"Ny tekst")
        await pilot.pause(1.0)
        stored = {each.case.case_id: each.case for each in desk.cases()}
        assert get_text(stored[case.case_id].report, BESTILLING) == "Ny tekst"


async def test_tab_leaves_a_text(case: Case, make_app: Callable[..., ReportApp]) -> None:
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        area = screen.query(FlaggedText).first()
        await pilot.press("tab")
        assert not area.has_focus
        assert "\t" not in area.text


async def test_a_measure_is_added_and_filled_in(
    desk: Desk, case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(120, 60)) as pilot:
        screen = await opened(pilot)
        await screen.go_to("tiltaksplan")
        await pilot.pause()
        assert screen.query_one("#form-tiltaksplan").query_one(ItemRows).has_focus
        await pilot.press("n")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, ItemScreen)
        await pilot.press(*"Vakt", "tab", "2", "tab")
        await pilot.press(*"1.3.2027", "tab", *"16.12", "tab", "escape")
        await pilot.pause(0.3)
        assert pilot.app.screen is screen
        await screen.session.save()
    measure = desk.open(case.case_id).case.report.tiltaksplan.tiltak[0]
    assert measure.beskrivelse_av_tiltak == "Vakt"
    assert measure.ansvarlig is not None
    assert measure.ansvarlig.value == "arbeidsgiver"
    assert (str(measure.fra_dato), str(measure.til_dato)) == ("2027-03-01", "2026-12-16")


async def test_an_item_left_empty_is_taken_out_again(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(120, 60)) as pilot:
        screen = await opened(pilot)
        await screen.go_to("veiTilbake")
        screen.query_one("#form-veiTilbake").query_one(ItemRows).focus()
        await pilot.press("n")
        await pilot.pause(0.2)
        await pilot.press("escape")
        await pilot.pause(0.2)
        assert screen.session.report.vei_tilbake.steg == ()


async def test_a_date_that_does_not_exist_keeps_the_form_open(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(120, 60)) as pilot:
        screen = await opened(pilot)
        await screen.go_to("veiTilbake")
        screen.query_one("#form-veiTilbake").query_one(ItemRows).focus()
        await pilot.press("n")
        await pilot.pause(0.2)
        form = pilot.app.screen
        await pilot.press(*"31.2.2027", "escape")
        await pilot.pause(0.2)
        assert pilot.app.screen is form
        assert text("tui.value.date.error") in str(form.query(".field-error").first().render())


async def test_items_are_duplicated_moved_and_deleted(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(full_case).run_test(size=(120, 60)) as pilot:
        screen = await opened(pilot)
        await screen.go_to("tiltaksplan")
        await pilot.pause()

        def ids() -> list[str]:
            return [each.id for each in screen.session.report.tiltaksplan.tiltak]

        await pilot.press("d")
        await pilot.pause(0.1)
        assert ids() == ["m1", "m3", "m2"]
        await pilot.press("shift+down")
        await pilot.pause(0.1)
        assert ids() == ["m1", "m2", "m3"]
        await pilot.press("delete")
        await pilot.pause(0.1)
        await pilot.click("#accept")
        await pilot.pause(0.1)
        assert ids() == ["m1", "m2"]


async def test_the_next_missing_is_one_key_away(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await screen.go_to("arsak")
        await pilot.press("f4")
        await pilot.pause()
        assert screen.section == "arsak"
        await pilot.press(*"Støy.")
        await pilot.press("f4")
        await pilot.pause()
        assert screen.section == "provd"


async def test_it_holds_together_at_sixty_columns(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    async with make_app(case).run_test(size=(60, 20)) as pilot:
        screen = await opened(pilot)
        area = screen.query(FlaggedText).first()
        assert area.region.width > 40
        assert not screen.query_one("#guidance").display
        await pilot.press("f2")
        assert screen.query_one("#guidance").display
