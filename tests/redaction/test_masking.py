from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.masking import mask, neutral_phrase
from redaction.phrases import suggestions
from redaction.phrases.bank import load
from schemas.labels import Label

if TYPE_CHECKING:
    from redaction.engine import Engine


def test_mask_replaces_by_offsets_of_the_original() -> None:
    assert mask("har angst og gikt", [(13, 17, "Y"), (4, 9, "XX")]) == "har XX og Y"


@pytest.mark.parametrize(
    "replacements", [[(0, 3, ""), (2, 4, "")], [(3, 3, "")], [(2, 99, "")], [(-1, 2, "")]]
)
def test_mask_refuses_what_does_not_fit(replacements: list[tuple[int, int, str]]) -> None:
    with pytest.raises(ValueError):
        mask("0123456789", replacements)


@given(st.text(min_size=1, max_size=60), st.data())
def test_mask_keeps_everything_outside_the_spans(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert mask(text, [(start, end, "☐")]) == text[:start] + "☐" + text[end:]


@pytest.mark.parametrize(
    ("label", "lang", "surface", "before", "after", "phrase"),
    [
        (Label.DIAGNOSIS, "nb", "psoriasis", "Hun har hatt ", " i elleve år", "helseutfordringer"),
        (Label.DIAGNOSIS, "nb", "Migrene", "", " gjør dagene korte", "Helseutfordringer"),
        (Label.TREATMENT, "nn", "operert", "Høgre handa er ", ".", "følgd opp"),
        (Label.SYMPTOM, "nb", "ryggsmerte", "Det var en ", " som kom", "helseutfordring"),
        (Label.SUBSTANCE, "nb", "drikker for mye", "Han ", ".", "har det krevende"),
        (
            Label.SYMPTOM,
            "nb",
            "hive etter pusten",
            "Han må stoppe for å ",
            ".",
            "ha helseutfordringer",
        ),
        (
            Label.DIAGNOSIS,
            "nn",
            "gikt i foten",
            "Ho fekk vite at det var ",
            ".",
            "helseutfordringar",
        ),
        (
            Label.REPRODUCTIVE,
            "nb",
            "aborterte i uke 9",
            "I mai måtte hun, og hun ",
            "",
            "hadde det krevende",
        ),
        (Label.NATIONAL_ID, "nb", "01019012345", "fnr ", "", "[utelatt]"),
        (Label.CONTACT, "nn", "91234567", "tlf ", "", "[utelate]"),
    ],
)
def test_a_neutral_phrase_fits_its_place(
    label: Label, lang: str, surface: str, before: str, after: str, phrase: str
) -> None:
    assert neutral_phrase(label, lang, surface, before, after) == phrase


def _bank() -> list[tuple[str, str]]:
    neutral, offered = load("neutral.toml"), load("suggestions.toml")
    found = [
        (lang, phrase)
        for lang in ("nb", "nn")
        for slots in neutral[lang].values()
        for phrase in (slots.values() if isinstance(slots, dict) else [slots])
    ]
    for group in (*offered["label"].values(), *offered["theme"].values()):
        found += [(lang, phrase) for lang in ("nb", "nn") for phrase in group[lang]]
    return found


@pytest.mark.parametrize("frame", ["{}", "Hun har {}.", "Han er {} nå.", "Etter {} går det bra."])
def test_no_phrase_of_the_bank_is_itself_a_finding(engine: Engine, frame: str) -> None:
    marked = [phrase for lang, phrase in _bank() if engine.analyze(frame.format(phrase), (), lang)]
    assert marked == []


def test_suggestions_start_with_the_theme_of_the_detail() -> None:
    found = suggestions(Label.SYMPTOM, "nb", "smerter i ryggen")
    assert "løft" in found[0]
    assert set(suggestions(Label.SYMPTOM, "nb")) < set(found)


@pytest.mark.parametrize("label", list(Label))
@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_every_label_has_suggestions_and_a_neutral_phrase(label: Label, lang: str) -> None:
    assert suggestions(label, lang)
    assert neutral_phrase(label, lang)
