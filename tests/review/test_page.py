"""The locked file: nothing of the case in it, nothing from outside it, one script and one style."""

from __future__ import annotations

import re
import urllib.parse
from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

import pytest
from review_samples import DETECTOR, NOW, every_kind, sent

from report_tool.export import review_page
from report_tool.storage import review_seal as seal
from report_tool.workflow import review_exchange
from report_tool.workflow.fields import text_fields
from schemas.labels import Language, Recipient
from templates import review_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.case import Case

OUTSIDE = r"(?:https?:)?//(?!www\.w3\.org/2000/svg)[a-z]"
LANGUAGES = (Language.BOKMAL, Language.NYNORSK)


@pytest.fixture(scope="module")
def case() -> Case:
    return every_kind(case_id="2026-qzx7")


def encodings(word: str) -> Iterator[bytes]:
    """A word as it could stand in a file: plain, escaped, and in base64 at each of 3 offsets."""
    for variant in (word, word.upper(), word.casefold(), word[::-1]):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
            raw = variant.encode(encoding, errors="ignore")
            yield raw
            yield raw.hex().encode()
            for shift in range(3):
                whole = b64encode(b"\0" * shift + raw)
                yield whole[4 * (shift > 0) : len(whole) // 4 * 4 - 4]
    yield urllib.parse.quote(word).encode()
    yield escape(word).encode()
    yield "".join(f"&#{ord(c)};" for c in word).encode()
    yield "".join(f"\\u{ord(c):04x}" for c in word).encode()


def words_of(case: Case) -> set[str]:
    parties = case.parties
    texts = [field.text for field in text_fields(case.report)]
    texts += [d.reason + " " + d.neutral + " " + d.sentence_before for d in case.decisions]
    texts += [parties.arbeidstaker.navn, parties.virksomhet.virksomhetsnavn]
    texts += [parties.ekspert.navn, parties.arbeidstaker.fnr, case.case_id]
    return {word for text in texts for word in re.findall(r"[\w-]{6,}", text)}


def test_the_locked_file_holds_no_word_of_the_case(case: Case) -> None:
    page = sent(case).page
    others = review_page.render({"payload": ""}, case.report.language)
    searched = [w for w in words_of(case) if w.casefold().encode() not in others.lower()]
    assert {"migrene", "Nordmann", "2026-qzx7", "01019012345", "svimmel"} <= set(searched)
    for word in searched:
        for form in encodings(word):
            assert len(form) < 6 or form not in page, word


def test_two_pages_of_one_version_have_nothing_sealed_in_common(case: Case) -> None:
    first = sent(case)
    second = review_exchange.send(first.case, DETECTOR, NOW)
    sealed = [re.findall(rb'"(?:salt|iv|payload)": "([^"]+)"', out.page) for out in (first, second)]
    assert len(sealed[0]) == 3
    assert not set(sealed[0]) & set(sealed[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_sealed_part_differs_from_case_to_case(language: Language) -> None:
    pages = {
        re.sub(
            rb'(id="sealed">).*?(</script>)',
            rb"\1\2",
            sent(every_kind(name, language)).page,
            flags=re.S,
        )
        for name in ("sak-1", "sak-2")
    }
    assert len(pages) == 1


@pytest.mark.parametrize("language", LANGUAGES)
class TestPolicy:
    def test_allows_one_script_and_one_style_by_hash(self, language: Language) -> None:
        page = review_page.render({}, language).decode()
        for kind in ("script", "style"):
            inside = re.findall(rf"<{kind}>(.*?)</{kind}>", page, flags=re.S)
            assert len(inside) == 1
            digest = b64encode(sha256(inside[0].encode()).digest()).decode()
            assert f"{kind}-src &#39;sha256-{digest}&#39;" in page

    def test_comes_before_everything_it_governs(self, language: Language) -> None:
        page = review_page.render({}, language).decode()
        assert page.index("Content-Security-Policy") < page.index("<style")
        assert "default-src &#39;none&#39;" in page

    def test_needs_nothing_from_outside(self, language: Language) -> None:
        page = review_page.render({}, language).decode()
        assert not re.findall(r"\s(?:src|href|srcset|action|on\w+|style)\s*=", without_code(page))
        assert not re.findall(OUTSIDE, without_comments(page))
        assert "@import" not in page
        assert not re.search(r"\burl\(", page)


def without_code(page: str) -> str:
    return re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)


def without_comments(page: str) -> str:
    return re.sub(r"^\s*//.*$", "", page, flags=re.M)


def test_the_script_never_parses_text_as_html_or_code() -> None:
    script = review_sources.script()
    for way in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function("):
        assert way not in script
    for way in (
        "DOMParser",
        "createContextualFragment",
        "setTimeout",
        "fetch(",
        "XMLHttp",
        "import(",
    ):
        assert way not in script


def test_a_source_that_would_end_its_element_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_sources, "script", lambda: "x = '</script>'")
    with pytest.raises(ValueError):
        review_page.render({}, Language.BOKMAL)


def test_texts_are_escaped_in_the_page() -> None:
    page = review_page.render({"payload": "</script><b>"}, Language.BOKMAL)
    assert b"</script><b>" not in page


def test_bokmal_and_nynorsk_say_the_same_things() -> None:
    nb, nn = (review_sources.texts(language) for language in LANGUAGES)
    assert {t: set(v) for t, v in nb.items()} == {t: set(v) for t, v in nn.items()}
    for table, values in nb.items():
        for key, value in values.items():
            other = nn[table][key]
            assert re.findall(r"{\w+}", str(value)) == re.findall(r"{\w+}", str(other)), key
            if isinstance(value, list):
                assert len(value) == len(other)


def test_every_text_the_script_asks_for_exists_and_is_used() -> None:
    texts = review_sources.texts("nb")
    script = review_sources.script()
    for table, key in re.findall(r'say\("(\w+)\.(\w+)"', script):
        assert key in texts[table], f"{table}.{key}"
    asked = script + review_sources.html()
    for table in ("answer", "result", "draft", "intro", "locked"):
        for key in texts[table]:
            assert re.search(rf"\b{key.removesuffix('_hint')}\b", asked), f"{table}.{key}"


def test_every_recipient_s_header_holds_what_they_need_only(case: Case) -> None:
    from report_tool.export.review_data import render
    from report_tool.workflow.review_view import content_for

    content = content_for(case, (), seal.encode(b"\4" * 65), NOW)
    assert "01019012345" in str(content.copies[Recipient.NAV].parties)
    assert "01019012345" not in str(content.copies[Recipient.EMPLOYER].parties)
    assert render(content) == render(content)
