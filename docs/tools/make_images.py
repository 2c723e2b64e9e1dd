"""Make the pictures in ``docs/images``: ``PYTHONPATH=. python docs/tools/make_images.py``.

Runs the real program on an example case in a throw-away vault, takes Textual's own SVG, and lets
Chromium draw it. Needs Chromium (``CHROMIUM`` names another one than on the PATH). The example's
people are made up.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from report_tool.tui.app import ReportApp
from report_tool.tui.screens.authoring import AuthoringScreen
from report_tool.workflow.desk import Desk
from report_tool.workflow.examples import load
from report_tool.workflow.intake import new_case, parse_soknad, parse_tilsagn

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from schemas.case import Case

IMAGES = Path(__file__).parents[1] / "images"
NOW = datetime(2026, 11, 25, 13, 32, tzinfo=UTC)
PASSPHRASE = "en passordfrase for bildene"  # noqa: S105 - opens a throw-away vault


@dataclass(frozen=True)
class Picture:
    """A picture: its name, the size of the terminal, and the keys that lead there."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]


PICTURES = (
    Picture("sak-160x50", (160, 50), ("f7", "f7", "f3")),
    Picture("sak-80x24", (80, 24), ("f7", "f7")),
    Picture("omskriv-100x32", (100, 32), ("f7", "f7", "f3", "1")),
    Picture("tiltak-140x32", (140, 32), ("f7", "f7", "f7", "f7")),
    Picture("plan-100x32", (100, 32), ("f7",) * 5),
    Picture("forhandsvisning-100x32", (100, 32), ("f5", "pagedown")),
    Picture("mangler-100x32", (100, 32), ("f8",)),
)


def main() -> None:
    """Make every picture, or those named on the command line."""
    IMAGES.mkdir(exist_ok=True)
    wanted = set(sys.argv[1:]) or {picture.name for picture in PICTURES}
    for picture in PICTURES:
        if picture.name in wanted:
            draw(asyncio.run(screenshot(picture)), IMAGES / f"{picture.name}.png")


async def screenshot(picture: Picture) -> str:
    """Return the program's SVG after the keys, once everything is checked."""
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder) / "vault.db") as desk:
        desk.create(PASSPHRASE)
        desk.load_engine()
        case = example_case()
        desk.save(case)
        app = ReportApp(desk, case_id=case.case_id, now=lambda: NOW)
        async with app.run_test(size=picture.size) as pilot:
            await settle(pilot)
            for key in picture.keys:
                await pilot.press(key)
                await settle(pilot)
            return app.export_screenshot()


def example_case() -> Case:
    """Return the bokmål example before anything is decided."""
    example = load("barnehagelaerer")
    case = new_case(
        example.case_id, NOW, parse_soknad(example.soknad), parse_tilsagn(example.tilsagn)
    )
    return case.model_copy(update={"report": example.report})


async def settle(pilot: Pilot[None]) -> None:
    """Wait for the check and the drawing."""
    for _ in range(300):
        await pilot.pause(0.1)
        screens = [s for s in pilot.app.screen_stack if isinstance(s, AuthoringScreen)]
        if screens and not screens[0].session.unchecked():
            break
    await pilot.pause(0.3)


def draw(svg: str, target: Path) -> None:
    """Draw the SVG into a PNG, with a font of this machine instead of a remote one."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg).replace("Fira Code", "DejaVu Sans Mono")
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if box is None:
        raise ValueError("the screenshot has no size")
    width, height = (int(float(side)) + 1 for side in box.groups())
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f'<body style="margin:0">{svg}</body>', encoding="utf-8")
        subprocess.run(  # noqa: S603 - our own arguments
            [
                os.environ.get("CHROMIUM", "chromium"),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                f"--window-size={width},{height}",
                f"--screenshot={target}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )


if __name__ == "__main__":
    main()
