"""The door, the list of cases, and new cases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from textual.widgets import Input, OptionList, Static

from report_tool.messages import text
from report_tool.tui.app import ReportApp
from report_tool.tui.screens.case import CaseScreen
from report_tool.tui.screens.cases import CasesScreen
from report_tool.tui.screens.dialog import ConfirmScreen, ErrorScreen
from report_tool.tui.screens.new_case import NewCaseScreen
from report_tool.tui.screens.unlock import UnlockScreen
from report_tool.tui.screens.welcome import WelcomeScreen
from report_tool.tui.values import with_value
from report_tool.workflow import editing
from report_tool.workflow.desk import Desk
from tests.tui.conftest import NOW, PASSPHRASE, WordDetector
from tests.tui.test_writing import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from schemas.case import Case


def at_the_door(path: Path) -> ReportApp:
    return ReportApp(Desk(path, WordDetector()), now=lambda: NOW)


async def reached(pilot: Pilot[None], kind: type) -> None:
    for _ in range(300):
        await pilot.pause(0.02)
        if isinstance(pilot.app.screen, kind):
            await pilot.pause(0.05)
            return
    raise AssertionError(f"still at {pilot.app.screen}")


async def test_a_vault_is_created_and_opened_again(tmp_path: Path) -> None:
    async with at_the_door(tmp_path / "vault.db").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        screen.query_one("#passphrase", Input).value = PASSPHRASE
        screen.query_one("#again", Input).value = PASSPHRASE
        await pilot.click("Button")
        await reached(pilot, WelcomeScreen)
        await pilot.press("escape")
        await reached(pilot, CasesScreen)
    async with at_the_door(tmp_path / "vault.db").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not pilot.app.screen.query("#again")
        pilot.app.screen.query_one("#passphrase", Input).value = PASSPHRASE
        await pilot.press("enter")
        await reached(pilot, CasesScreen)


async def test_two_different_passphrases_create_nothing(tmp_path: Path) -> None:
    async with at_the_door(tmp_path / "vault.db").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        pilot.app.screen.query_one("#passphrase", Input).value = PASSPHRASE
        pilot.app.screen.query_one("#again", Input).value = PASSPHRASE + "!"
        await pilot.click("Button")
        await pilot.pause()
        shown = pilot.app.screen.query_one(".dialog-error", Static)
        assert text("tui.unlock.differ") in str(shown.render())
    assert not (tmp_path / "vault.db").exists()


async def test_a_wrong_passphrase_is_said_at_the_door(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    with Desk(path, WordDetector()) as desk:
        desk.create(PASSPHRASE)
    async with at_the_door(path).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        pilot.app.screen.query_one("#passphrase", Input).value = "noe helt annet"
        await pilot.press("enter")
        for _ in range(200):
            await pilot.pause(0.02)
            if pilot.app.screen.query_one(".dialog-error").display:
                break
        assert isinstance(pilot.app.screen, UnlockScreen)
        shown = str(pilot.app.screen.query_one(".dialog-error", Static).render())
        assert shown.startswith("! ")
        assert "passordfrase" in shown.casefold()


async def test_a_damaged_vault_is_explained_without_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    path.write_bytes(b"not a vault at all" * 100)
    async with at_the_door(path).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        pilot.app.screen.query_one("#passphrase", Input).value = PASSPHRASE
        await pilot.press("enter")
        await reached(pilot, ErrorScreen)
        assert len(pilot.app.screen.query(".error-what, .error-data, .error-next")) == 3
        await pilot.press("escape")
        await reached(pilot, UnlockScreen)


async def test_the_list_names_employee_employer_and_state(
    case: Case, desk: Desk, make_app: Callable[..., ReportApp]
) -> None:
    desk.save(case)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await reached(pilot, CasesScreen)
        await pilot.pause(0.2)
        row = str(pilot.app.screen.query_one(OptionList).get_option_at_index(0).prompt)
        for word in ("Kari Nordmann", "Solbakken barnehage AS", text("tui.state.draft")):
            assert word in row


async def test_a_case_is_deleted_only_after_asking(
    case: Case, desk: Desk, make_app: Callable[..., ReportApp]
) -> None:
    desk.save(case)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await reached(pilot, CasesScreen)
        await pilot.pause(0.2)
        await pilot.press("delete")
        await reached(pilot, ConfirmScreen)
        await pilot.press("enter")
        await reached(pilot, CasesScreen)
        assert len(desk.cases()) == 1
        await pilot.press("delete")
        await reached(pilot, ConfirmScreen)
        await pilot.click("#accept")
        await reached(pilot, CasesScreen)
        await pilot.pause(0.2)
    assert desk.cases() == ()


async def test_a_new_case_is_filled_from_the_soknad(
    desk: Desk, tmp_path: Path, make_app: Callable[..., ReportApp]
) -> None:
    soknad = {
        "virksomhet": {
            "virksomhetsnummer": "974760673",
            "virksomhetsnavn": "Solbakken barnehage AS",
            "kontaktperson": {
                "navn": "Ola Hansen",
                "epost": "ola@eksempel.no",
                "telefonnummer": "99881337",
            },
        },
        "ansatt": {"fnr": "12058512345", "navn": "Kari Nordmann"},
        "ekspert": {"navn": "Eva Ekspert", "virksomhet": "Ergo AS", "kompetanse": "Ergoterapeut"},
        "behovForBistand": {
            "begrunnelse": "Fravær",
            "behov": "Vurdering",
            "timer": "16",
            "estimertKostnad": "9000",
            "tilrettelegging": "Bord",
            "startdato": "2026-11-15",
        },
        "nav": {"kontaktperson": "Sakbehandler"},
    }
    file = tmp_path / "soknad.json"
    file.write_text(json.dumps(soknad), encoding="utf-8")
    async with make_app().run_test(size=(100, 40)) as pilot:
        await reached(pilot, CasesScreen)
        await pilot.press("n")
        await reached(pilot, NewCaseScreen)
        pilot.app.screen.query_one("#soknad", Input).value = str(file)
        await pilot.click("#accept")
        screen = await opened(pilot)
        assert screen.session.case.parties.arbeidstaker.navn == "Kari Nordmann"
    assert len(desk.cases()) == 1


async def test_a_broken_soknad_is_explained_and_the_form_stays(
    desk: Desk, tmp_path: Path, make_app: Callable[..., ReportApp]
) -> None:
    file = tmp_path / "soknad.json"
    file.write_text("{", encoding="utf-8")
    async with make_app().run_test(size=(100, 40)) as pilot:
        await reached(pilot, CasesScreen)
        await pilot.press("n")
        await reached(pilot, NewCaseScreen)
        pilot.app.screen.query_one("#soknad", Input).value = str(file)
        await pilot.click("#accept")
        await reached(pilot, ErrorScreen)
        await pilot.press("escape")
        await reached(pilot, NewCaseScreen)
    assert desk.cases() == ()


async def test_a_list_that_is_being_taken_down_is_left_alone(
    case: Case, desk: Desk, make_app: Callable[..., ReportApp]
) -> None:
    desk.save(case)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await reached(pilot, CasesScreen)
        await pilot.pause(0.2)
        screen = pilot.app.screen
        await screen.query_one("#cases-empty").remove()
        await pilot.resize_terminal(120, 40)
        await pilot.pause(0.1)
        assert screen.query_one(OptionList).option_count == 1


async def test_the_first_start_asks_who_one_is_and_gives_an_example(tmp_path: Path) -> None:
    async with at_the_door(tmp_path / "vault.db").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"fire ord uten", "enter", *"fire ord uten", "enter")
        await reached(pilot, WelcomeScreen)
        await pilot.press(*"Nora Vik", "enter", *"Ergoterapeut", "enter", *"Arbeid AS", "enter")
        await pilot.click("#accept")
        await reached(pilot, CasesScreen)
        for _ in range(100):
            await pilot.pause(0.02)
            if pilot.app.screen.query_one(OptionList).option_count:
                break
        desk = pilot.app.desk  # type: ignore[attr-defined]
        expert = desk.memory().ekspert
        assert (expert.navn, expert.kompetanse, expert.virksomhet) == (
            "Nora Vik",
            "Ergoterapeut",
            "Arbeid AS",
        )
        (example,) = desk.cases()
        assert example.case.parties.ekspert == expert
        assert example.case.report.arsak.arsak_til_fravaeret


async def test_a_case_is_found_by_words_of_its_report(
    make_app: Callable[..., ReportApp], full_case: Case, desk: Desk
) -> None:
    other = full_case.model_copy(update={"case_id": "2026-0002"})
    desk.save(
        editing.edit(other, with_value(other.report, "arsak/arsakTilFravaeret", "Kulde."), NOW)
    )
    desk.save(full_case)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await reached(pilot, CasesScreen)
        listing = pilot.app.screen.query_one(OptionList)
        await until(pilot, lambda: listing.option_count == 2)
        await pilot.press("/", *"garderoben")
        await until(pilot, lambda: listing.option_count == 1)
        assert text("tui.section.arsak") in str(listing.get_option_at_index(0).prompt)
        await pilot.press(*"x")
        await until(pilot, lambda: listing.option_count == 0)
        await pilot.press("escape")
        await until(pilot, lambda: listing.option_count == 2)
        await pilot.press("/", *"garderoben", "enter", "enter")
        await reached(pilot, CaseScreen)
        assert pilot.app.screen.session.case.case_id == "2026-0001"  # type: ignore[attr-defined]


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(200):
        await pilot.pause(0.02)
        if holds():
            return
    raise AssertionError
