"""The employee's page for everybody: small screens, keyboard only, screen readers, long reports."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from browser import quiet_page, save, unlock
from review_samples import CAUSE, DAY, NOW, every_kind, finding, sent, with_texts

from report_tool.workflow import decisions
from schemas.decision import DecisionKind
from schemas.labels import OTHERS, Recipient

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SHARE = "share"


@pytest.mark.parametrize("width", [320, 256])
def test_a_narrow_screen_needs_no_sideways_scrolling(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    """320 px is a small phone and a 1280 px screen at 400 %."""
    long = "Arbeidsmiljøundersøkelsesrapporteringsansvarlig" * 3
    out = sent(with_texts(every_kind(), [("oppfolging/refusjon", long)]))
    with quiet_page(browser, viewport={"width": width, "height": 640}) as page:
        address = save(out, tmp_path)
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        unlock(page, address, out.passphrase)
        for recipient in Recipient:
            page.locator(f"#view-{recipient}").click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_is_enough(page: Page, tmp_path: Path) -> None:
    out = sent()
    page.goto(save(out, tmp_path))
    page.keyboard.press("Tab")
    page.keyboard.type(out.passphrase)
    page.keyboard.press("Enter")
    page.locator("#opened h1").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.locator(f"mark.{SHARE} a").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator(f"fieldset.{SHARE} input:checked").count() == 1
    page.locator("#name").focus()
    page.keyboard.type("Kari")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#result").wait_for()
    assert page.evaluate("document.activeElement.id") == "result"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_axe_knows(browser: Browser, tmp_path: Path, scheme: str) -> None:
    from axe_playwright_python.base import AXE_FILE_PATH

    axe = AXE_FILE_PATH.read_text(encoding="utf-8")
    out = sent()
    options = {"color_scheme": scheme, "bypass_csp": True}
    with quiet_page(browser, viewport={"width": 400, "height": 900}, **options) as page:

        def check(moment: str) -> None:
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            assert [(moment, v["id"], len(v["nodes"])) for v in found["violations"]] == []

        page.goto(save(out, tmp_path))
        page.evaluate(axe)
        check("locked")
        page.get_by_role("button", name="Lås opp").click()
        check("refused")
        page.get_by_label("Passord").fill(out.passphrase)
        page.keyboard.press("Enter")
        page.locator("#opened h1").wait_for()
        check("opened")
        page.get_by_role("button", name="Jeg godkjenner").click()
        check("without a name")
        page.get_by_label("Navnet ditt").fill("Kari")
        page.get_by_role("button", name="Jeg godkjenner").click()
        page.locator("#result").wait_for()
        check("answered")
        page.locator("#view-nav").click()
        check("as Nav reads it")


@pytest.mark.usefixtures("real_rounds")
def test_200_details_on_12_pages_stay_usable(page: Page, tmp_path: Path) -> None:
    """Twelve pages are about 5,000 words."""
    case = every_kind()
    filler = "Vaktene er lange og kommer tett, og pausene blir ofte korte eller flyttet. " * 3
    day = " ".join(f"{filler}På dag {n} var hun stresset." for n in range(100))
    cause = " ".join(f"I uke {n} hadde hun angst." for n in range(100))
    case = with_texts(case, [(DAY, day), (CAUSE, cause)])
    case = decisions.not_sensitive(
        case, finding(case, "stresset"), "Dagligtale.", decisions.Scope.ONCE, NOW
    )
    case = decisions.share(case, finding(case, "angst"), OTHERS, "Kjent.", NOW)
    assert len(case.decisions) >= 200
    assert sum(d.kind is DecisionKind.SHARE for d in case.decisions) >= 100
    out = sent(case)
    page.goto(save(out, tmp_path))
    field = page.get_by_label("Passord")
    field.fill("feil feil feil feil feil feil")
    began = time.perf_counter()
    field.press("Enter")
    page.locator("#passphrase-error:not(:empty)").wait_for()
    derivation = time.perf_counter() - began
    field.fill(out.passphrase)
    began = time.perf_counter()
    field.press("Enter")
    page.locator("#opened h1").wait_for()
    opened = time.perf_counter() - began
    assert opened - derivation < 3
    began = time.perf_counter()
    page.locator("#view-employer").click()
    page.get_by_role("heading", name="Slik leser arbeidsgiver").wait_for()
    assert time.perf_counter() - began < 1.5
