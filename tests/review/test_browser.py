"""The employee's page in a real browser, opened from disk, with nothing but this file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from browser import save, unlock
from review_samples import (
    CAUSE,
    DAY,
    DETECTOR,
    LATER,
    NOW,
    every_kind,
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
from schemas.labels import OTHERS, Language, Recipient
from schemas.review import Remark, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from schemas.case import Case

SHARE, HARMLESS, REWRITE, WITHHOLD = "share", "notSensitive", "rewrite", "withhold"


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


def test_nynorsk(page: Page, tmp_path: Path) -> None:
    out = sent(every_kind(language=Language.NYNORSK))
    unlock(page, save(out, tmp_path), out.passphrase)
    assert page.get_by_role("button", name="Eg godkjenner").is_visible()
    assert page.locator("html").get_attribute("lang") == "nn"
    page.get_by_text("In English").click()
    assert page.get_by_text("Nobody else has read").is_visible()
