from __future__ import annotations

import pytest

from redaction.codebooks import icd10, icpc2
from redaction.inflection import related_forms
from redaction.language import written_standard
from redaction.lexicon import entries, lexicon
from redaction.morphology import body_parts, cues, grammar, heads, homographs, patterns, stems
from redaction.names import everyday_names, first_names, surnames
from redaction.wordlist import common_words
from schemas.labels import Label


def test_every_list_can_be_read_and_every_label_has_one() -> None:
    labels = {entry.term.label for entry in entries()}
    assert labels == set(Label) - {
        Label.PERSON,
        Label.NATIONAL_ID,
        Label.CONTACT,
        Label.UNCHECKED,
    }


def test_the_lists_hold_enough() -> None:
    assert len({entry.term for entry in entries()}) > 11_000
    assert len(lexicon().words) > 30_000
    assert len(icd10()) > 19_000
    assert len(icpc2()) > 600
    assert len(common_words()) > 90_000
    assert len(first_names()) > 1_000
    assert everyday_names() < first_names()
    assert surnames()
    assert patterns()


@pytest.mark.parametrize("kind", ["population", "handling", "employment", "person", "has"])
def test_cues_of_each_kind(kind: str) -> None:
    assert cues(kind)


def test_morphology_is_filled() -> None:
    assert heads()
    assert body_parts()
    assert homographs()
    assert all(stems(kind) for kind in ("body", "mind", "blocked"))
    assert all(grammar(kind) for kind in ("complaint", "preposition", "side", "degree"))


@pytest.mark.parametrize(
    ("surface", "form"),
    [
        ("depresjon", "depresjonen"),
        ("depresjonene", "depresjon"),
        ("alvorlig depresjon", "depresjoner"),
        ("Migrene", "migrenen"),
        ("hodepine", "hodepinen"),
        ("Kari Hansen", "hansens"),
        ("smerter i ryggen", "ryggen"),
    ],
)
def test_related_forms(surface: str, form: str) -> None:
    assert form in related_forms(surface)


def test_short_and_empty_surfaces_relate_to_themselves_only() -> None:
    assert related_forms("") == frozenset()
    assert "og" not in related_forms("gikt og ME")
    assert "gikt og me" in related_forms("gikt og ME")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("eg har ikkje vore der", "nn"),
        ("jeg har ikke vært der", "nb"),
        ("", "nb"),
        ("ho vart sjukmeld", "nn"),
    ],
)
def test_the_written_standard_is_told_by_small_words(text: str, lang: str) -> None:
    assert written_standard(text.split()) == lang
