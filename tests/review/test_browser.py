"""The employee's page in a real browser, opened from disk, with nothing but this file."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from browser import chromium, save, unlock
from review_samples import (
    CAUSE,
    DAY,
    DETECTOR,
    LATER,
    NOW,
    every_kind,
    finding,
    rewritten,
    sealed_answer,
    sent,
    with_texts,
)

from report_tool.export import sections
from report_tool.export.document import block_strings
from report_tool.export.marked import Marker
from report_tool.workflow import decisions, detection, review_exchange
from report_tool.workflow.delivery import copy_for
from schemas.case import CaseState
from schemas.decision import DecisionKind
from schemas.labels import OTHERS, Language, Recipient
from schemas.review import Remark, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from schemas.case import Case

SHARE, HARMLESS, REWRITE, WITHHOLD = "share", "notSensitive", "rewrite", "withhold"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from chromium()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with quiet_page(browser) as opened:
        yield opened


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


def choose(page: Page, kind: str, words: str) -> None:
    page.locator(f"fieldset.{kind}").get_by_label(words, exact=False).first.check()


def make_answer(page: Page, button: str = "Jeg godkjenner") -> bytes:
    page.get_by_role("button", name=button).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Lagre svarfilen").click()
    assert download.value.suggested_filename == "svar-sak-1.txt"
    return download.value.path().read_bytes()


def version_texts(page: Page) -> list[str]:
    """The paragraphs, cells and list items of the eight sections as shown."""
    shown = page.locator(".version .part").locator("p, li, th, td > span:last-child, dt, dd, h4")
    return [" ".join(text.split()) for text in shown.all_text_contents()]


def printed_texts(case: Case, recipient: Recipient) -> list[str]:
    copy = copy_for(case, DETECTOR, recipient, LATER)
    blocks = [b for s in sections.build(copy.report, copy.language, Marker({})) for b in s.blocks]
    return [" ".join(text.split()) for block in blocks for text in block_strings(block)]


def test_a_wrong_passphrase_says_so_and_shows_nothing(page: Page, tmp_path: Path) -> None:
    out = sent()
    page.goto(save(out, tmp_path))
    field, error = page.get_by_label("Passord"), page.get_by_role("alert")
    page.get_by_role("button", name="Lås opp").click()
    assert "seks ord" in error.inner_text()
    wrong = " ".join(reversed(out.passphrase.split()))
    field.fill(wrong)
    assert error.text_content() == ""
    field.press("Enter")
    page.locator("#passphrase-error:not(:empty)").wait_for()
    assert "stemmer ikke" in error.inner_text()
    assert page.locator("#opened *").count() == 0
    assert "migrene" not in page.content()
    assert "Kari" not in page.content()
    field.press("End")
    field.type("x")
    assert error.text_content() == ""
    assert field.get_attribute("aria-invalid") is None
    field.fill(f" {out.passphrase.upper().replace(' ', '-')} ")
    field.press("Enter")
    page.locator("#opened h1").wait_for()


def test_a_damaged_file_is_told_apart(page: Page, tmp_path: Path) -> None:
    out = sent()
    broken = out.page.replace(b'"payload": "', b'"payload": "*', 1)
    page.goto(save(out._replace(page=broken), tmp_path))
    page.get_by_label("Passord").fill(out.passphrase)
    page.get_by_role("button", name="Lås opp").click()
    assert "skadet" in page.get_by_role("alert").inner_text()


def test_answer_everything_approve_and_import(page: Page, tmp_path: Path) -> None:
    out = sent()
    unlock(page, save(out, tmp_path), out.passphrase)
    assert page.locator("input:checked").count() == 0
    choose(page, WITHHOLD, "I orden")
    choose(page, SHARE, "dele det med arbeidsgiver")
    choose(page, HARMLESS, "Fjern det")
    choose(page, REWRITE, "Fjern setningen")
    assert "svart på 4 av 4" in page.locator(".progress").inner_text()
    page.get_by_label("Egne ord").fill("Jeg er enig.\nTakk for hjelpen.")
    page.get_by_label("Merknad til denne delen").nth(2).fill("Fint skrevet.")
    page.get_by_label("Navnet ditt").fill("Kari Nordmann")
    shown = {}
    for recipient in OTHERS:
        page.locator(f"#view-{recipient}").click()
        shown[recipient] = version_texts(page)
    page.locator("#view-employee").click()
    assert page.get_by_label("Navnet ditt").input_value() == "Kari Nordmann"
    case, answer = review_exchange.take_in(out.case, make_answer(page), DETECTOR, LATER)
    assert case.state is CaseState.APPROVED
    assert answer.remarks == (Remark(section="arsak", text="Fint skrevet."),)
    assert [consent.recipient for consent in case.consents] == [Recipient.EMPLOYER]
    for recipient in OTHERS:
        printed = printed_texts(case, recipient)
        assert [text for text in printed if text in shown[recipient]] == [
            text for text in printed if not text.startswith("Tiltak 1 ")
        ]
    assert any("angst" in text for text in shown[Recipient.EMPLOYER])
    assert not any("angst" in text for text in shown[Recipient.NAV])
    assert not any("stresset" in text for texts in shown.values() for text in texts)
    assert not any("trenger hun en pause" in text for texts in shown.values() for text in texts)


def test_nothing_answered_shares_nothing(page: Page, tmp_path: Path) -> None:
    out = sent()
    unlock(page, save(out, tmp_path), out.passphrase)
    page.locator("#view-employer").click()
    assert not any(re.search("angst|migrene", text) for text in version_texts(page))
    page.locator("#view-employee").click()
    page.get_by_label("Navnet ditt").fill("Kari Nordmann")
    case, answer = review_exchange.take_in(out.case, make_answer(page), DETECTOR, LATER)
    assert answer.details == ()
    assert case.consents == ()


def test_changes_need_a_word_and_errors_do_not_linger(page: Page, tmp_path: Path) -> None:
    out = sent()
    unlock(page, save(out, tmp_path), out.passphrase)
    error = page.locator("#answer-error")
    page.get_by_role("button", name="Jeg ønsker endringer").click()
    assert "navnet" in error.inner_text()
    page.get_by_label("Navnet ditt").fill("Kari")
    assert error.text_content() == ""
    page.get_by_role("button", name="Jeg ønsker endringer").click()
    assert "endret" in error.inner_text()
    page.get_by_label("Merknad til hele rapporten").fill("Kortere, takk.")
    assert error.text_content() == ""
    choose(page, WITHHOLD, "Ta det helt ut")
    page.get_by_role("button", name="Jeg godkjenner").click()
    assert "helt ut" in error.inner_text()
    page.get_by_role("button", name="Jeg ønsker endringer").click()
    text = page.get_by_label("Svaret som tekst").input_value()
    case, answer = review_exchange.take_in(out.case, text.encode(), DETECTOR, LATER)
    assert case.state is CaseState.CHANGES_REQUESTED
    assert answer.verdict is Verdict.CHANGES_REQUESTED
    assert [remark.section for remark in answer.remarks] == ["", "arbeidssituasjon"]
    page.get_by_label("Navnet ditt").fill("Kari Nordmann")
    assert page.locator("#result").is_hidden()


def test_the_rest_is_fine_leaves_sharing_open(page: Page, tmp_path: Path) -> None:
    out = sent()
    unlock(page, save(out, tmp_path), out.passphrase)
    for rest in page.get_by_role("button", name="Resten i denne delen").all():
        rest.click()
    assert page.locator(f"fieldset.{SHARE} input:checked").count() == 0
    assert page.locator(f"fieldset.{HARMLESS} input:checked").count() == 1


def test_a_draft_is_kept_only_on_request_and_encrypted(page: Page, tmp_path: Path) -> None:
    out = sent()
    address = save(out, tmp_path)
    unlock(page, address, out.passphrase)
    choose(page, SHARE, "Nei")
    page.get_by_label("Egne ord").fill("Hemmelige ord om migrene.")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Lagre til senere").click()
    page.get_by_text("Svarene er lagret").wait_for()
    stored = page.evaluate("JSON.stringify(localStorage)")
    assert "report-tool-review-" in stored
    assert "Hemmelige" not in stored
    assert "decision" not in stored
    unlock(page, address, out.passphrase)
    assert page.get_by_label("Egne ord").input_value() == "Hemmelige ord om migrene."
    assert page.locator(f"fieldset.{SHARE} input:checked").count() == 1
    page.get_by_role("button", name="Slett det som er lagret").click()
    page.get_by_text("slettet").wait_for()
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Lagre til senere").click()
    page.get_by_text("Svarene er lagret").wait_for()
    page.get_by_label("Navnet ditt").fill("Kari Nordmann")
    make_answer(page)
    assert page.evaluate("localStorage.length") == 0


def test_the_policy_holds_against_planted_code(browser: Browser, tmp_path: Path) -> None:
    out = sent()
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    ended: dict[str, str | None] = {}
    page.on("requestfinished", lambda request: ended.update({request.url: None}))
    page.on("requestfailed", lambda request: ended.update({request.url: request.failure}))
    planted = b"""<script>window.planted = 1</script><img src="x" onerror="window.planted = 2">
        <script src="http://127.0.0.1:9/x.js"></script><style>body { display: none }</style>
        <link rel="stylesheet" href="http://127.0.0.1:9/x.css"><a href="javascript:planted=3">x</a>
        <iframe src="http://127.0.0.1:9/"></iframe>"""
    page.goto(save(out._replace(page=out.page.replace(b"<main", planted + b"<main")), tmp_path))
    page.get_by_label("Passord").fill(out.passphrase)
    page.get_by_role("button", name="Lås opp").click()
    page.locator("#opened h1").wait_for()
    assert page.evaluate("typeof planted") == "undefined"
    fetched = "fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')"
    assert page.evaluate(fetched) == "refused"
    written = "(() => { try { document.body.innerHTML = '<b>'; return 1 } catch { return 0 } })()"
    assert page.evaluate(written) == 0
    assert page.locator("body").is_visible()
    assert sum("Content Security Policy" in text for text in refused) >= 5
    outside = {url: end for url, end in ended.items() if url.startswith("http")}
    assert set(outside.values()) <= {"csp"}, outside
    context.close()


HOSTILE = (
    "<script>window.hit = 1</script>",
    "</script><script>window.hit = 2</script>",
    "<img src=x onerror='window.hit = 3'>",
    "${window.hit = 4} {{ 7 * 7 }} {% raw %} `${1}`",
    "a\u2028b\u2029c \\u003cb\\u003e &lt;b&gt; <!-- x -->",
    "javascript:window.hit=5 ' \" \\ ]]>",
)


def test_hostile_texts_are_shown_as_they_are(page: Page, tmp_path: Path) -> None:
    text = " ".join(HOSTILE)
    case = with_texts(every_kind(), [(DAY, f"{text} Hun har migrene."), (CAUSE, text)])
    found = detection.locate(case, DETECTOR)
    case = decisions.withhold(case, decisions.undecided(case, found), NOW, "<b>en plage</b>")
    out = sent(case)
    unlock(page, save(out, tmp_path), out.passphrase)
    page.get_by_label("Egne ord").fill(HOSTILE[1])
    for recipient in Recipient:
        page.locator(f"#view-{recipient}").click()
        shown = " ".join(page.locator(".version").inner_text().split())
        for words in (HOSTILE[0], HOSTILE[2], HOSTILE[3], HOSTILE[5]):
            assert words in shown, recipient
    assert "<b>en plage</b>" in shown
    assert page.evaluate("typeof hit") == "undefined"
    page.locator("#view-employee").click()
    page.get_by_label("Navnet ditt").fill(HOSTILE[0])
    case, answer = review_exchange.take_in(out.case, make_answer(page), DETECTOR, LATER)
    assert (answer.name, answer.own_words) == (HOSTILE[0], HOSTILE[1])


def test_what_is_new_is_marked(page: Page, tmp_path: Path) -> None:
    case = sent().case
    remarks = (Remark(text="Mer om pausene."),)
    data = sealed_answer(case, verdict=Verdict.CHANGES_REQUESTED, remarks=remarks)
    case, _ = review_exchange.take_in(case, data, DETECTOR, LATER)
    out = sent(rewritten(case, DAY, "Mange er litt stresset før ferien. Pauser hjelper."))
    unlock(page, save(out, tmp_path), out.passphrase)
    assert "ny utgave" in page.locator(".intro").inner_text()
    assert page.locator("ins").all_text_contents() == ["NyttPauser hjelper."]


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


def test_nynorsk(page: Page, tmp_path: Path) -> None:
    out = sent(every_kind(language=Language.NYNORSK))
    unlock(page, save(out, tmp_path), out.passphrase)
    assert page.get_by_role("button", name="Eg godkjenner").is_visible()
    assert page.locator("html").get_attribute("lang") == "nn"
    page.get_by_text("In English").click()
    assert page.get_by_text("Nobody else has read").is_visible()


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
