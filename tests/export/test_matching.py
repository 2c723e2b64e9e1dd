"""Which words give a withheld detail away, and which innocent ones do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_tool.export.matching import Watch


def same(withheld: str, text: str) -> bool:
    return any(match.same for match in Watch.of([withheld]).matches(text))


def giveaway(withheld: str, text: str) -> bool:
    return any(not match.same for match in Watch.of([withheld]).matches(text))


@pytest.mark.parametrize(
    ("withheld", "text"),
    [
        ("migrene", "Hun har migrene."),
        ("migrene", "MIGRENE"),
        ("migrene", "migrenen hennes"),
        ("migrene", "mi\u00adgrene"),
        ("migrene", "mi\u200bgrene"),
        ("migrene", "ｍｉｇｒｅｎｅ"),
        ("migrene", "«migrene»-plaget"),
        ("angst", "angstlidelse"),
        ("angst", "angstlidelsen hans"),
        ("smerter i skulderen", "smerter  i\nskulderen"),
        ("smerter i skulderen", "smerte i skulder"),
        ("MR-undersøkelse", "MR undersøkelse"),
        ("MR-undersøkelse", "MR-undersøkelsen"),
        ("912 34 567", "ring 91234567"),
        ("91234567", "ring 912 34 567"),
        ("010190 12345", "01019012345"),
        ("kari@firma.no", "Kari@Firma.no"),
        ("F32.1", "kode F32.1"),
        ("ME", "hun har ME."),
        ("MR", "tok MR-en i går"),
        ("Anne Lise Berg", "Anne Lise Berg"),
    ],
)
def test_the_same_words(withheld: str, text: str) -> None:
    assert same(withheld, text)


@pytest.mark.parametrize(
    ("withheld", "text"),
    [
        ("MR", "MRSA"),
        ("ME", "me har avtalt at"),
        ("ME", "hva med meg"),
        ("rus", "rushet og russisk"),
        ("angst", "gangstien"),
        ("912 34 567", "1912345678"),
        ("smerter i skulderen", "skulderen"),
        ("omsorg for barn med spesielle behov", "behov for barnevogn"),
        ("kreft", "jevnere krefter"),
        ("gjeld", "det gjelder alle"),
        ("", "noe"),
        ("migrene", ""),
    ],
)
def test_innocent_words(withheld: str, text: str) -> None:
    assert not same(withheld, text)


@pytest.mark.parametrize(
    ("withheld", "text"),
    [
        ("operasjon", "operasjonssykepleier"),
        ("kreft", "brystkreft"),
        ("kraftige smerter", "smerter"),
        ("Sobril 10 mg", "sobril"),
    ],
)
def test_giveaways(withheld: str, text: str) -> None:
    assert giveaway(withheld, text)
    assert not same(withheld, text)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("word", ["spontanabort", "HØYT BLODSUKKER", "Søvnvansker"])
@pytest.mark.parametrize("before", [b"", b"\x00\xff\x03", b"\x9d" * 500], ids=["0", "3", "500"])
def test_bytes_in_any_encoding(word: str, encoding: str, before: bytes) -> None:
    watch = Watch.of([word.casefold()])
    data = before + b" " + word.encode(encoding) + b"\x00\x01"
    assert any(m.same for context in watch.contexts(data) for m in watch.matches(context))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå ", max_size=200))
def test_a_withheld_sentence_is_found_wherever_it_stands(noise: str) -> None:
    assert same("vondt i hoften", f"{noise} Vondt i  HOFTEN {noise}")
