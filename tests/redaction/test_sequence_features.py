from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.lexicon import Entry, Term
from redaction.sequence.features import paragraph_features
from redaction.sequence.knowledge import Knowledge, lexicon_tables, party_words, word_table
from redaction.sequence.tokens import plain, sentence_numbers, tokenise
from redaction.sequence.words import WordReader, pieces, shape, stem
from redaction.training.wordtable import pack
from schemas.labels import Label

if TYPE_CHECKING:
    from collections import Counter

ENTRIES = (
    Entry(Term("migrene", Label.DIAGNOSIS, True, "diagnosis/first.txt"), ("migrene", "migrenen")),
    Entry(Term("plage", Label.SYMPTOM, False, "symptom/first.txt"), ("plage", "plager")),
    Entry(
        Term("brudd i ryggen", Label.DIAGNOSIS, True, "diagnosis/first.txt"),
        ("brudd i ryggen", "brudd"),
    ),
    Entry(Term("zoster", Label.DIAGNOSIS, True, "diagnosis/codebook.txt"), ("zoster",)),
)


@pytest.fixture
def reader() -> WordReader:
    marks, phrases = lexicon_tables(ENTRIES)
    return WordReader(
        Knowledge(
            marks=marks,
            phrases=phrases,
            frequency={"hun": 9, "har": 9, "nakke": 4, "plager": 3},
            names=frozenset({"kari"}),
            clusters={"hun": "1,2,3"},
            kinds={"nakke": "a"},
            traits={"nakke": "b"},
        )
    )


@given(st.text(max_size=300))
def test_tokens_are_pieces_of_the_text_and_leave_only_space(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
    covered = {i for t in tokens for i in range(t.start, t.end)}
    assert all(sign.isspace() for i, sign in enumerate(text) if i not in covered)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MR-undersøkelse, kne.", ["MR-undersøkelse", ",", "kne", "."]),
        ("muskel- og skjelettplager", ["muskel-", "og", "skjelettplager"]),
        ("F32.1 (12,5 mg)", ["F32", ".", "1", "(", "12", ",", "5", "mg", ")"]),
    ],
)
def test_words_keep_their_hyphens(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == words


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Angst", "angst"), ("h0reapparat", "høreapparat"), ("2019", "2019"), ("L86", "l86")],
)
def test_plain_mends_scanned_digits_in_words_only(word: str, expected: str) -> None:
    assert plain(word) == expected


def test_sentences_end_at_stops_and_at_lines_that_start_anew() -> None:
    text = "Hun er trett. Han ikke\nmen det\nNytt"
    numbers, line_starts = sentence_numbers(text, tokenise(text))
    assert numbers == [0, 0, 0, 0, 1, 1, 1, 1, 2]
    assert line_starts == [False] * 6 + [True, False, True]


def test_shape_and_stem() -> None:
    assert shape("MR-undersøkelse") == "XX-xx"
    assert stem("migrenene") == stem("migrenen")


def test_a_word_carries_its_lexicons_and_its_compound_parts(reader: WordReader) -> None:
    assert "L=D" in reader.read("Migrenen").known
    assert "L=y" in reader.read("plager").known
    assert "T=y" in reader.read("nakkeplager").known
    assert "NH=a" in reader.read("nakkeplager").known
    assert reader.read("migrene").is_sure
    assert not reader.read("plager").is_sure


def test_every_list_gives_its_mark(reader: WordReader) -> None:
    assert "L=D" in reader.read("zoster").known


def test_rare_words_show_their_pieces_and_common_ones_do_not(reader: WordReader) -> None:
    assert {"g=^mig", "g=rene$", "g=igre"} <= set(reader.read("migrene").own)
    assert not [name for name in reader.read("hun").own if name.startswith("g=")]
    assert pieces("hund") == ["g=^hun", "g=hund", "g=und$", "g=^hund", "g=hund$"]
    assert pieces("ung") == []


def test_terms_of_several_words_mark_each_word(reader: WordReader) -> None:
    _, rows = paragraph_features("Hun har brudd i ryggen", reader)
    marks = [[name for name in row if name.startswith("M=")] for row in rows]
    assert marks == [[], [], ["M=BD"], ["M=ID"], ["M=ID"]]


def test_unlisted_words_have_no_lexicon_feature_of_their_own(reader: WordReader) -> None:
    _, rows = paragraph_features("Hun har migrene", reader, unlisted={"migrene"})
    assert not [name for name in rows[2] if name.startswith(("L=", "wl="))]


def test_parties_are_told(reader: WordReader) -> None:
    words = party_words(("Kari Nordmann",))
    _, rows = paragraph_features("Karis leder", reader, words)
    assert "party" in rows[0]
    assert "party" not in rows[1]


def test_a_partys_name_in_small_letters_is_the_word(reader: WordReader) -> None:
    _, rows = paragraph_features("Kvalme har kvalme", reader, party_words(("Nils Kvalme",)))
    assert ["party" in row for row in rows] == [True, False, False]


@given(text=st.text(alphabet="Hun har migrene.\næøå-,0123 ", max_size=120))
def test_every_token_has_a_row(text: str) -> None:
    empty: dict[str, str] = {}
    bare = WordReader(Knowledge({}, {}, {}, frozenset(), {}, empty, empty))
    tokens, rows = paragraph_features(text, bare)
    assert len(tokens) == len(rows)
    assert all(rows)


def test_the_word_table_reads_back_what_was_packed() -> None:
    from collections import Counter

    common: Counter[str] = Counter({"hun": 5000, "migrene": 20, "oslo": 900})
    packed = pack(common, frozenset({"oslo"}), {"hun": (1, 2, 3)}, {"migrene": "c", "sjelden": "s"})
    frequency, names, clusters, kinds = word_table(packed)
    assert frequency == {"hun": 6, "migrene": 2, "oslo": 4}
    assert names == {"oslo"}
    assert clusters == {"hun": "1,2,3"}
    assert kinds == {"migrene": "c", "sjelden": "s"}
