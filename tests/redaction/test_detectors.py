"""Every layer on its own, through Presidio's interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from redaction.detectors.address import AddressRecogniser
from redaction.detectors.body import BodyRecogniser
from redaction.detectors.codes import CodeRecogniser
from redaction.detectors.compound import CompoundRecogniser
from redaction.detectors.contact import AccountRecogniser, EmailRecogniser, PhoneRecogniser
from redaction.detectors.fuzzy import FuzzyRecogniser
from redaction.detectors.lexicon import LexiconRecogniser
from redaction.detectors.national_id import NationalIdRecogniser
from redaction.detectors.person import PersonRecogniser
from redaction.detectors.phrases import PhraseRecogniser
from redaction.detectors.stated import StatedRecogniser
from redaction.reading import read

if TYPE_CHECKING:
    from redaction.detectors.base import Recogniser

_LOADED: dict[type[Recogniser], Recogniser] = {}


def _found(layer: type[Recogniser], text: str, parties: tuple[str, ...] = ()) -> list[str]:
    recogniser = _LOADED.setdefault(layer, layer())
    results = recogniser.find(read(text, parties))
    return [text[result.start : result.end] for result in results if result.score >= 0.5]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fnr 151086 95088", ["151086 95088"]),
        ("15108695088", ["15108695088"]),
        ("D-nummer 551086 94997 her", ["551086 94997"]),
        ("fødselsnummer: 15108612345.", ["15108612345"]),
        ("syntetisk 15508695088", ["15508695088"]),
        ("syntetisk 15908695088", ["15908695088"]),
        ("fødselsnr. 151086-9508", ["151086-9508"]),
        ("org.nr. 974 760 673", []),
        ("faktura 15108612345", []),
        ("99999999999", []),
        ("beløp 1510869508812", []),
    ],
)
def test_national_ids(text: str, found: list[str]) -> None:
    assert _found(NationalIdRecogniser, text) == found


def test_a_wrong_check_digit_scores_lower() -> None:
    scores = [
        next(iter(NationalIdRecogniser().find(read(text)))).score
        for text in ("15108695088", "15108695087")
    ]
    assert scores[0] > scores[1]


@pytest.mark.parametrize(
    ("layer", "text", "found"),
    [
        (PhoneRecogniser, "ring 912 34 567 i dag", ["912 34 567"]),
        (PhoneRecogniser, "+47 91234567", ["+47 91234567"]),
        (PhoneRecogniser, "tlf. 91 23 45 67", ["91 23 45 67"]),
        (PhoneRecogniser, "0047 912 34 567", ["0047 912 34 567"]),
        (PhoneRecogniser, "saksnr 91234567", []),
        (PhoneRecogniser, "ordre 912 34 567", []),
        (PhoneRecogniser, "HPR 1234567", []),
        (PhoneRecogniser, "mob91234567 eller 91234567da", ["91234567", "91234567"]),
        (PhoneRecogniser, "sjekksum a1b291234567ce70", []),
        (PhoneRecogniser, "kopien 91234567ce70a1b2", []),
        (PhoneRecogniser, "delen SN91234567", []),
        (EmailRecogniser, "skriv til kari.n@firma.no!", ["kari.n@firma.no"]),
        (EmailRecogniser, "ola@test.example", ["ola@test.example"]),
        (EmailRecogniser, "kari (at) firma.no", ["kari (at) firma.no"]),
        (EmailRecogniser, "pris @ 300 kr", []),
        (AccountRecogniser, "konto 8601 11 17947", ["8601 11 17947"]),
        (AccountRecogniser, "kontonr. 8601.11.17947", ["8601.11.17947"]),
        (AccountRecogniser, "8601.11.17948", []),
        (
            AddressRecogniser,
            "Hun bor i Storgata 4, 7013 Trondheim.",
            ["Storgata 4, 7013 Trondheim"],
        ),
        (AddressRecogniser, "privat: Solbakken 12B", ["Solbakken 12B"]),
        (AddressRecogniser, "Arbeidssted: Industriveien 4", []),
        (AddressRecogniser, "Hun bor i Nedre torg 3 og går.", ["Nedre torg 3"]),
        (AddressRecogniser, "Evaluering 12. april", []),
        (AddressRecogniser, "Gradering 40 % fra mandag", []),
        (AddressRecogniser, "Kista veg 18 kilo", []),
        (AddressRecogniser, "For alle 20 vakter gjeld det same.", []),
    ],
)
def test_contacts(layer: type[Recogniser], text: str, found: list[str]) -> None:
    assert _found(layer, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("diagnose F32.1 er satt", ["F32.1"]),
        ("(L86)", ["L86"]),
        ("kode: L86", ["L86"]),
        ("ICD-10: M54.5", ["M54.5"]),
        ("møterom F32", []),
        ("papir i A4", []),
        ("kjører E39 hver dag", []),
        ("Q99.999", []),
        ("rom L86", []),
    ],
)
def test_codes(text: str, found: list[str]) -> None:
    assert _found(CodeRecogniser, text) == found


@pytest.mark.parametrize(
    ("layer", "text", "found"),
    [
        (LexiconRecogniser, "alvorlig depresjon", ["alvorlig depresjon"]),
        (LexiconRecogniser, "tar Sobril 10 mg daglig", ["Sobril 10 mg"]),
        (LexiconRecogniser, "me lar det vere", []),
        (LexiconRecogniser, "hun har ME", ["ME"]),
        (LexiconRecogniser, "hun er i overgangsalderen", ["overgangsalderen"]),
        (LexiconRecogniser, "han går til psykolog", ["psykolog"]),
        (CompoundRecogniser, "en seig tirsdagsdepresjon", ["tirsdagsdepresjon"]),
        (CompoundRecogniser, "tommelplagene", ["tommelplagene"]),
        (CompoundRecogniser, "et nytt rekkverk og hastverk", []),
        (CompoundRecogniser, "helseplager og vannskade", []),
        (FuzzyRecogniser, "en depresojn", ["depresojn"]),
        (FuzzyRecogniser, "en avdeling og en skranke", []),
        (BodyRecogniser, "smerter i høyre skulder i dag", ["smerter i høyre skulder"]),
        (BodyRecogniser, "vond rygg", ["vond rygg"]),
        (BodyRecogniser, "kneet er hovent", ["kneet er hovent"]),
        (BodyRecogniser, "trykk på knappen", []),
        (PhraseRecogniser, "hun sover dårlig om natta", ["sover dårlig om natta"]),
        (PhraseRecogniser, "han er alene med tre barn", ["alene med tre barn"]),
        (PhraseRecogniser, "hun drikker for mye", ["drikker for mye"]),
        (PhraseRecogniser, "maskinen går for fort", []),
    ],
)
def test_terms_and_phrases(layer: type[Recogniser], text: str, found: list[str]) -> None:
    assert list(dict.fromkeys(_found(layer, text))) == found


def test_coordinated_compounds_are_one_span() -> None:
    assert "angst-/depresjonsplager" in _found(CompoundRecogniser, "har angst-/depresjonsplager")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kollegaen Silje Dyrkorn tar over.", ["Silje Dyrkorn"]),
        ("Kari Nordmann tar over.", []),
        ("Kari har bedt om det.", []),
        ("Karis vakter er flyttet.", []),
        ("Kari Hansen tar over.", ["Kari Hansen"]),
        ("Line Berg tar over.", ["Line Berg"]),
        ("Line på lageret ble stanset.", []),
        ("Avtalt med Trond i går.", ["Trond"]),
        ("Arbeidstaker Møtet Forslag", []),
        ("Hansen Transport AS i Bergen", []),
    ],
)
def test_persons(text: str, found: list[str]) -> None:
    assert _found(PersonRecogniser, text, ("Kari Nordmann",)) == found


@pytest.mark.parametrize(
    "layer",
    [LexiconRecogniser, CompoundRecogniser, BodyRecogniser, PhraseRecogniser, PersonRecogniser],
)
def test_every_result_explains_itself(layer: type[Recogniser]) -> None:
    text = "Trond Moen har migrene, tirsdagsdepresjon, vond rygg og sover dårlig."
    results = list(layer().find(read(text)))
    assert results
    for result in results:
        assert result.analysis_explanation.recognizer == layer.detector
        assert result.analysis_explanation.textual_explanation


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hun har migrene.", ["migrene"]),
        ("Hun har migrene, søvnvansker og svimmelhet.", ["migrene", "søvnvansker", "svimmelhet"]),
        ("Ho har hatt kronisk migrene.", ["migrene"]),
        ("Kari lider av migrene.", ["migrene"]),
        ("Den ansatte bruker også Sobril.", ["Sobril"]),
        ("Hun har Sobril i medisinskapet.", []),
        ("Hun tar blodprøver.", []),
        ("Hun har ansvar for beboere med migrene.", []),
        ("Beboerne har migrene.", []),
        ("Hun har kontor i andre etasje.", []),
    ],
)
def test_what_a_sentence_says_of_a_person(text: str, found: list[str]) -> None:
    assert _found(StatedRecogniser, text, ("Kari Nordmann",)) == found
