"""A wording goes into the sentence: capital, subject, word order, and nothing lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.phrases import Slot, fitted, suggestions
from schemas.labels import Label

PAUSES = "trenger korte pauser"
NO_LIFT = "bør ikke løfte tungt"
VARIES = "arbeidskapasiteten varierer fra dag til dag"
NOUN = "helseplager som gir redusert arbeidskapasitet"


def slot(marked: str, lang: str = "nb", label: Label = Label.SYMPTOM) -> Slot:
    """Return the sentence with the detail that stands in brackets."""
    before, detail, after = re.split(r"[\[\]]", marked)
    end = len(before) + len(detail)
    return Slot(before + detail + after, len(before), end, label, lang)


@pytest.mark.parametrize(
    ("marked", "wording", "expected"),
    [
        ("Hun har [migrene].", PAUSES, "Hun trenger korte pauser."),
        ("Kari Nordmann har ofte [migrene].", PAUSES, "Kari Nordmann trenger korte pauser."),
        ("Arbeidstakeren sliter med [angst].", PAUSES, "Arbeidstakeren trenger korte pauser."),
        ("Hun [sliter med angst] nå.", PAUSES, "Hun trenger korte pauser nå."),
        ("Hun er [deprimert].", PAUSES, "Hun trenger korte pauser."),
        ("Etter jul har hun [migrene].", PAUSES, "Etter jul trenger hun korte pauser."),
        ("Etter jul har hun hatt [migrene].", PAUSES, "Etter jul trenger hun korte pauser."),
        ("Nå har Kari [migrene].", NO_LIFT, "Nå bør Kari ikke løfte tungt."),
        ("Hun går tur og har [migrene].", PAUSES, "Hun går tur og trenger korte pauser."),
        (
            "Hun går tidlig fordi hun har [migrene].",
            PAUSES,
            "Hun går tidlig fordi hun trenger korte pauser.",
        ),
        (
            "Hun går tidlig fordi hun har [migrene].",
            NO_LIFT,
            "Hun går tidlig fordi hun ikke bør løfte tungt.",
        ),
        ("Hun har [migrene], og går tidlig.", NO_LIFT, "Hun bør ikke løfte tungt, og går tidlig."),
        (
            "Hun har hatt [migrene] siden i fjor.",
            PAUSES,
            "Hun har hatt helseutfordringer siden i fjor. Hun trenger korte pauser.",
        ),
        (
            "Da får hun [kvalme] og uro.",
            PAUSES,
            "Da får hun helseutfordringer og uro. Hun trenger korte pauser.",
        ),
        ("Hun har [migrene] og går tidlig.", PAUSES, "Hun trenger korte pauser og går tidlig."),
        ("Hun må ha ro og [sover dårlig].", PAUSES, "Hun må ha ro og trenger korte pauser."),
        (
            "[Migrene] gjør at hun må gå tidlig.",
            PAUSES,
            "Helseutfordringer gjør at hun må gå tidlig. Hun trenger korte pauser.",
        ),
        (
            "Hun er borte på grunn av [migrene].",
            PAUSES,
            "Hun er borte på grunn av helseutfordringer. Hun trenger korte pauser.",
        ),
        (
            "Fraværet skyldes [migrene]",
            PAUSES,
            "Fraværet skyldes helseutfordringer. Arbeidstakeren trenger korte pauser.",
        ),
        ("[Migrene].", PAUSES, "Arbeidstakeren trenger korte pauser."),
        ("Hun har [migrene].", VARIES, "Arbeidskapasiteten varierer fra dag til dag."),
        ("Hun går tidlig fordi hun har [migrene].", VARIES, f"Hun går tidlig fordi {VARIES}."),
        (
            "Etter jul har hun [migrene].",
            VARIES,
            f"Etter jul har hun helseutfordringer. A{VARIES[1:]}.",
        ),
        ("Hun har [migrene].", NOUN, f"Hun har {NOUN}."),
        ("Hun har en [kraftig migrene].", NOUN, f"Hun har {NOUN}."),
        ("Hun er [deprimert].", NOUN, f"Hun har {NOUN}."),
        (
            "[Migrene] plager henne.",
            NOUN,
            "Helseplager som gir redusert arbeidskapasitet plager henne.",
        ),
        ("Hun [sliter med angst].", NOUN, f"Hun har {NOUN}."),
    ],
)
def test_bokmal(marked: str, wording: str, expected: str) -> None:
    assert fitted(slot(marked), wording) == expected


@pytest.mark.parametrize(
    ("marked", "wording", "expected"),
    [
        ("Ho har [migrene].", "treng korte pausar", "Ho treng korte pausar."),
        ("Etter jul har ho [migrene].", "treng korte pausar", "Etter jul treng ho korte pausar."),
        (
            "Ho går tidleg fordi ho har [migrene].",
            "bør ikkje løfte tungt",
            "Ho går tidleg fordi ho ikkje bør løfte tungt.",
        ),
        ("Fråværet kjem av [migrene].", "treng korte pausar", "Arbeidstakaren treng korte pausar."),
    ],
)
def test_nynorsk(marked: str, wording: str, expected: str) -> None:
    assert fitted(slot(marked, "nn"), wording).endswith(expected)


def test_a_name_keeps_its_place() -> None:
    sentence = slot("Hun snakker med [Per] hver dag.", label=Label.PERSON)
    assert fitted(sentence, "en kollega") == "Hun snakker med en kollega hver dag."


@pytest.mark.parametrize(
    ("marked", "label", "wording", "expected"),
    [
        ("Kollegaen [Anne Berg] overtar.", Label.PERSON, "en kollega", "Kollegaen overtar."),
        (
            "Legen hennes, [Per Li], har ringt.",
            Label.PERSON,
            "en kollega",
            "Legen hennes har ringt.",
        ),
        (
            "Vakttelefonen, [73 00 00 01], er åpen.",
            Label.CONTACT,
            "kontakt avtales med arbeidsgiver",
            "Vakttelefonen er åpen. Kontakt avtales med arbeidsgiver.",
        ),
    ],
)
def test_what_only_explains_goes_with_its_commas(
    marked: str, label: Label, wording: str, expected: str
) -> None:
    assert fitted(slot(marked, label=label), wording) == expected


WORDS = st.sampled_from(
    ["Hun", "har", "fordi", "og", "er", "en", "ikke", "borte", "Kari", "med", "jul", "det", "i"]
)


@given(
    st.lists(WORDS, max_size=6),
    st.lists(WORDS, max_size=5),
    st.sampled_from(list(Label)),
    st.sampled_from(["nb", "nn"]),
    st.data(),
)
def test_the_detail_goes_and_what_follows_it_stays(
    before: list[str], after: list[str], label: Label, lang: str, data: st.DataObject
) -> None:
    lead = "".join(f"{word} " for word in before)
    rest = "".join(f" {word}" for word in after) + "."
    place = Slot(f"{lead}xyzzy{rest}", len(lead), len(lead) + 5, label, lang)
    wording = data.draw(st.sampled_from(suggestions(label, lang)))
    new = fitted(place, wording)
    assert "xyzzy" not in new.casefold()
    assert rest[:-1] in new
    letters = [letter for letter in new if letter.isalpha()]
    assert letters[0].isupper()
    assert wording.split()[-1] in new
    assert "  " not in new
