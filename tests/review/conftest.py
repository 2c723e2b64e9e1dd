"""Fewer rounds where a test is not about them: a page takes half a second to seal otherwise."""

from __future__ import annotations

from functools import partial
from secrets import token_bytes
from typing import TYPE_CHECKING

import pytest
from browser import chromium, quiet_page

from report_tool.storage import review_seal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from report_tool.storage.review_seal import SealedRequest

FEW_ROUNDS = 1000


@pytest.fixture(autouse=True)
def _quick_to_seal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "real_rounds" in request.fixturenames:
        return
    with_rounds = partial(review_seal.seal_request_with, iterations=FEW_ROUNDS)

    def seal(content: bytes, passphrase: str) -> SealedRequest:
        return with_rounds(content, passphrase, token_bytes(16), token_bytes(12))

    monkeypatch.setattr(review_seal, "seal_request", seal)


@pytest.fixture
def real_rounds() -> int:
    """As many rounds as the program uses."""
    return review_seal.ITERATIONS


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    yield from chromium()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that asks for nothing outside and reports no error while it is used."""
    with quiet_page(browser) as opened:
        yield opened
