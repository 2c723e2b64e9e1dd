"""Draws the picture of the employee's page: ``python docs/tools/make_review_image.py``.

Needs Debian's Chromium and the test dependencies. The case is the bundled example; its people do
not exist.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from redaction.engine import Engine
from report_tool.cli import recorded
from report_tool.workflow import examples, review_exchange

TARGET = Path(__file__).parents[1] / "images" / "gjennomlesing.png"
SECTION = "#employee-provd"
SCROLL_THERE = (
    "e => scrollTo({top: e.getBoundingClientRect().top + scrollY - 72, behavior: 'instant'})"
)


def main() -> int:
    """Write the picture; return 0."""
    example = examples.load("barnehagelaerer")
    engine = Engine.load()
    decided = recorded.decide(
        examples.draft(example), engine, example.decisions, example.decided_at
    )
    out = review_exchange.send(decided.case, engine, example.decided_at)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "gjennomlesing.html"
        file.write_bytes(out.page)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(
            viewport={"width": 760, "height": 900}, device_scale_factor=1.5, color_scheme="light"
        )
        page.goto(file.as_uri())
        page.locator("#passphrase").fill(out.passphrase)
        page.locator("#unlock button").click()
        page.locator(SECTION).evaluate(SCROLL_THERE)
        page.locator("fieldset.share input").first.focus()
        page.locator(SECTION).evaluate(SCROLL_THERE)
        page.screenshot(path=TARGET)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
