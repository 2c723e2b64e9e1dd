"""What holds by construction: what is imported, where detection runs, which texts exist."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from report_tool.messages import catalogue
from report_tool.tui import live_check
from report_tool.tui.live_check import LiveCheck

if TYPE_CHECKING:
    import pytest

PACKAGE = Path(__file__).parents[2] / "report_tool" / "tui"
HEAVY = ("spacy", "presidio_analyzer", "typst", "docx", "pikepdf", "sqlalchemy")


def test_importing_the_program_imports_nothing_heavy() -> None:
    code = (
        "import sys, report_tool.tui.app, report_tool.tui.screens.unlock, "
        "report_tool.tui.screens.cases, report_tool.tui.screens.case; "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_the_check_never_runs_in_the_event_loop() -> None:
    threads: list[threading.Thread] = []

    def locate(path: str, text: str) -> tuple[()]:
        threads.append(threading.current_thread())
        return ()

    check = LiveCheck(locate, lambda *_: None)
    check.start()
    check.ask("a", "en")
    check.ask("b", "to")
    await check.settled()
    check.stop()
    assert len(threads) == 2
    assert threading.main_thread() not in threads


async def test_the_latest_text_wins_and_the_ones_between_are_never_checked() -> None:
    seen: list[str] = []
    delivered: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def locate(path: str, text: str) -> tuple[()]:
        seen.append(text)
        begun.set()
        go_on.wait(5)
        return ()

    check = LiveCheck(locate, lambda path, text, found: delivered.append(text))
    check.start()
    check.ask("a", "1")
    while not begun.is_set():
        await asyncio.sleep(0.01)
    for text in ("2", "3", "4"):
        check.ask("a", text)
    go_on.set()
    await check.settled()
    check.stop()
    assert seen == ["1", "4"]
    assert delivered == ["4"]


async def test_a_check_waits_for_a_pause_in_the_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_check, "PAUSE", 0.2)
    seen: list[str] = []
    check = LiveCheck(lambda path, text: seen.append(text) or (), lambda *_: None)  # type: ignore[func-returns-value]
    check.start()
    for text in ("en", "en to", "en to tre"):
        check.ask("a", text)
        await asyncio.sleep(0)
    assert seen == []
    await check.settled()
    check.stop()
    assert seen == ["en to tre"]


async def test_a_check_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_check, "PAUSE", 60.0)
    monkeypatch.setattr(live_check, "LONGEST_PAUSE", 0.1)
    seen: list[str] = []
    check = LiveCheck(lambda path, text: seen.append(text) or (), lambda *_: None)  # type: ignore[func-returns-value]
    check.start()
    check.ask("a", "en")
    await asyncio.wait_for(check.settled(), 10)
    check.stop()
    assert seen == ["en"]


async def test_nothing_is_checked_before_the_engine_is_there() -> None:
    seen: list[str] = []
    check = LiveCheck(lambda path, text: seen.append(text) or (), lambda *_: None)  # type: ignore[func-returns-value]
    check.ask("a", "tekst")
    await asyncio.sleep(0.05)
    assert seen == []
    check.start()
    await check.settled()
    check.stop()
    assert seen == ["tekst"]


def test_every_text_that_is_used_exists() -> None:
    known = set(catalogue("nb", "tui"))
    used: set[str] = set()
    open_ended: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        code = file.read_text(encoding="utf-8")
        used.update(re.findall(r"['\"](tui\.[a-zA-Z0-9_.-]+)['\"]", code))
        open_ended.update(re.findall(r"f['\"](tui\.[^'\"{]*)\{", code))
    assert used <= known
    unused = {
        name for name in known - used if not any(name.startswith(start) for start in open_ended)
    }
    assert unused == set()


def test_no_module_is_long() -> None:
    longest = {file.name: len(file.read_text().splitlines()) for file in PACKAGE.rglob("*.py")}
    assert {name: lines for name, lines in longest.items() if lines > 400} == {}
