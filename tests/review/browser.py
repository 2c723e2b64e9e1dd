"""Debian's Chromium, and the page opened from disk as an employee opens it."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from report_tool.workflow.review_exchange import SentReview

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> Iterator[Browser]:
    """Start the browser, and stop it again before an asynchronous test of another file runs."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


def save(out: SentReview, folder: Path) -> str:
    """Write the page and return its address on disk."""
    file = folder / "gjennomlesing.html"
    file.write_bytes(out.page)
    return file.as_uri()


def unlock(page: Page, address: str, passphrase: str) -> None:
    """Open the page and unlock it."""
    page.goto(address)
    page.get_by_label("Passord").fill(passphrase)
    page.get_by_role("button", name="Lås opp").click()
    page.locator("#opened h1").wait_for()


@contextmanager
def quiet_page(browser: Browser, **options: object) -> Iterator[Page]:
    """A page that asks for nothing outside and reports no error while it is used."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(10_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert not errors
    assert not [url for url in asked if not url.startswith(("file:", "blob:"))]
