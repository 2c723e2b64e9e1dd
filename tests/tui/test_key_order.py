"""Keys that come all at once end where they belong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input, TextArea

from report_tool.tui.app import ReportApp
from report_tool.tui.screens.item import ItemScreen
from report_tool.tui.screens.welcome import WelcomeScreen
from report_tool.workflow.desk import Desk
from tests.tui.conftest import NOW, PASSPHRASE, WordDetector
from tests.tui.test_writing import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from schemas.case import Case

NAMES = {"\r": "enter", "\t": "tab", " ": "space"}


def burst(app: ReportApp, typed: str) -> None:
    """Let the keys lie in the queue before the first of them is looked at."""
    for key in typed:
        app.post_message(events.Key(NAMES.get(key, key), None if key in "\t\r" else key))


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        await pilot.pause(0.05)
    raise AssertionError("it never came to that")


async def test_a_new_passphrase_typed_in_one_go_opens_the_door(tmp_path: Path) -> None:
    with Desk(tmp_path / "vault.db", WordDetector()) as desk:
        app = ReportApp(desk, now=lambda: NOW)
        async with app.run_test() as pilot:
            await pilot.pause()
            burst(app, f"{PASSPHRASE}\r{PASSPHRASE}\r")
            await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
            burst(app, "Åse Bråten\rErgoterapeut\rHøyden AS")
            lines = app.screen.query(Input)
            await until(pilot, lambda: lines.last().value == "Høyden AS")
            assert [line.value for line in lines] == ["Åse Bråten", "Ergoterapeut", "Høyden AS"]


async def test_words_after_a_tab_go_into_the_next_field(
    case: Case, make_app: Callable[..., ReportApp]
) -> None:
    app = make_app(case)
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("f7")
        burst(app, "En\tto\ttre\tfire")
        app.post_message(events.Paste(" og fem"))
        app.post_message(events.Key("f7", None))
        burst(app, "seks")
        session = screen.session
        await until(pilot, lambda: session.text("arsak/arsakTilFravaeret") == "seks")
        areas = [area.text for area in screen.query("#form-arbeidssituasjon TextArea")]
        assert areas == ["En", "to", "tre", "fire og fem"]
        assert isinstance(app.focused, TextArea)


async def test_a_number_typed_just_before_leaving_is_kept(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    app = make_app(full_case)
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        await screen.go_to("veiTilbake")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, ItemScreen))
        burst(app, "\t60")
        app.post_message(events.Key("escape", None))
        await until(pilot, lambda: app.screen is screen)
        assert screen.session.report.vei_tilbake.steg[0].arbeidsprosent == 60


async def test_a_day_typed_just_before_sending_counts(
    full_case: Case, make_app: Callable[..., ReportApp]
) -> None:
    follow_up = full_case.report.oppfolging.model_copy(update={"evaluerings_dato": None})
    report = full_case.report.model_copy(update={"oppfolging": follow_up})
    app = make_app(full_case.model_copy(update={"report": report}))
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        await screen.go_to("oppfolging")
        burst(app, "\t1.3.27")
        app.post_message(events.Key("f8", None))
        await until(pilot, lambda: app.screen is not screen)
        assert screen.session.report.oppfolging.evaluerings_dato == date(2027, 3, 1)
