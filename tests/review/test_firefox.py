"""The employee's page in Firefox ESR, opened from disk: unlock, answer, approve, import."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from browser import save
from marionette import firefox
from review_samples import DETECTOR, LATER, sent

from report_tool.workflow import review_exchange
from schemas.case import CaseState
from schemas.labels import Recipient

if TYPE_CHECKING:
    from pathlib import Path


def test_unlock_answer_save_and_import(tmp_path: Path) -> None:
    out = sent()
    planted = b"<script>document.documentElement.id = 'planted'</script><main"
    address = save(out._replace(page=out.page.replace(b"<main", planted, 1)), tmp_path)
    with firefox(tmp_path) as window:
        window.go(address)
        window.type("#passphrase", "feil feil feil feil feil feil")
        window.click("#unlock button")
        window.wait("document.querySelector('#passphrase-error').textContent")
        assert window.run("return document.querySelector('#opened').childElementCount") == 0
        window.run("document.querySelector('#passphrase').value = ''")
        window.type("#passphrase", out.passphrase)
        window.click("#unlock button")
        window.wait("document.querySelector('#opened h1')")
        assert window.run("return document.activeElement.tagName") == "H1"
        window.click("fieldset.share .choice:nth-of-type(2) input")
        window.type("#own-words", "Jeg er enig.")
        window.click("#view-nav")
        assert "Jeg er enig." in window.run("return document.querySelector('.version').innerText")
        window.click("#view-employee")
        window.type("#name", "Kari Nordmann")
        window.click(".verdicts button")
        window.wait("!document.querySelector('#result').hidden")
        copied = window.run("return document.querySelector('#answer-text').value")
        window.click("#save-answer")
        saved = tmp_path / "svar-sak-1.txt"
        until = time.monotonic() + 15
        while not (saved.exists() and saved.stat().st_size):
            assert time.monotonic() < until, "nothing was saved"
            time.sleep(0.05)
        assert saved.read_text(encoding="ascii") == copied
        assert window.run("return document.documentElement.id") == ""
        assert window.run("return document.querySelectorAll('body > script').length") == 4
    case, answer = review_exchange.take_in(out.case, copied.encode(), DETECTOR, LATER)
    assert case.state is CaseState.APPROVED
    assert answer.own_words == "Jeg er enig."
    assert [consent.recipient for consent in case.consents] == [Recipient.EMPLOYER]
