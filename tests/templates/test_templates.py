"""The texts exist in both languages, are filled safely, and hold nothing that could be withheld."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

import templates
from redaction.engine import Engine
from report_tool.export.own_words import fixed_texts

ROOT = Path(__file__).parents[2]
NOTES = ("employee", "employer", "nav")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load()


def test_both_languages_have_the_same_printed_texts() -> None:
    assert templates.phrases("nb").keys() == templates.phrases("nn").keys()


@pytest.mark.parametrize("key", sorted(templates.phrases("nb")))
def test_printed_texts_have_the_same_placeholders(key: str) -> None:
    import string

    def fields(lang: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(templates.phrases(lang)[key])}

    assert fields("nb") == fields("nn")


@pytest.mark.parametrize("lang", templates.LANGUAGES)
@pytest.mark.parametrize("section", templates.SECTIONS)
def test_every_section_has_heading_and_guidance(section: str, lang: str) -> None:
    guidance = templates.guidance(section, lang)
    assert templates.headings(lang)[section]
    assert guidance.purpose
    assert guidance.belongs
    assert guidance.not_here
    assert guidance.good != guidance.bad
    assert guidance.because


def test_an_unknown_language_or_section_is_refused() -> None:
    with pytest.raises(KeyError):
        templates.guidance("oppdrag", "en")
    with pytest.raises(KeyError):
        templates.guidance("noe", "nb")


@pytest.mark.parametrize("name", NOTES)
@pytest.mark.parametrize("lang", templates.LANGUAGES)
def test_values_are_printed_and_never_run(name: str, lang: str) -> None:
    hostile = "{{ ''.__class__ }}{% for x in y %}"
    note = templates.note(name, lang, expert=hostile, tilsagn=hostile, frist=hostile, draft="")
    assert note.startswith("# ")
    assert ("{{ ''.__class__ }}" in note) or name == "nav" or "{{" not in note
    assert "<class" not in note


@pytest.mark.parametrize("lang", templates.LANGUAGES)
def test_a_draft_does_not_claim_to_be_approved(lang: str) -> None:
    final = templates.note("employee", lang, expert="", tilsagn="", draft="")
    draft = templates.note("employee", lang, expert="", tilsagn="", draft="1")
    assert "før alle andre" in final
    assert "før alle andre" not in draft


@pytest.mark.parametrize("lang", templates.LANGUAGES)
def test_printed_texts_hold_no_finding(engine: Engine, lang: str) -> None:
    found = {text: engine.analyze(text, (), lang) for text in fixed_texts(lang)}
    assert {text: [f.surface for f in fs] for text, fs in found.items() if fs} == {}


@pytest.mark.parametrize("lang", templates.LANGUAGES)
@pytest.mark.parametrize("section", templates.SECTIONS)
def test_good_examples_hold_no_finding(engine: Engine, section: str, lang: str) -> None:
    assert engine.analyze(templates.guidance(section, lang).good, (), lang) == ()


@pytest.mark.parametrize("section", templates.SECTIONS)
def test_bad_examples_are_what_detection_finds(engine: Engine, section: str) -> None:
    assert engine.analyze(templates.guidance(section, "nb").bad, (), "nb")


def test_the_fonts_have_norwegian_and_sami_letters_and_their_licence() -> None:
    letters = "æøåÆØÅéèêôòàüöäáčđŋšŧžÁČĐŊŠŦŽ«»–—…§½°€•→≥✓☐�"
    missing = {c for c in letters if ord(c) not in templates.supported_characters()}
    assert missing == set()
    assert "SIL OPEN FONT LICENSE" in (templates.fonts_folder() / "OFL.txt").read_text()
    assert sum(f.stat().st_size for f in templates.fonts_folder().iterdir()) < 1_500_000


def test_the_committed_docx_is_what_its_sources_make() -> None:
    script = ROOT / "docs" / "tools" / "build_report_docx.py"
    spec = importlib.util.spec_from_file_location("build_report_docx", script)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.build() == templates.docx_styles(), f"run: python {script.relative_to(ROOT)}"
