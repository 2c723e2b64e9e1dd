"""The inline marks and the offsets say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.training import corpus_format as cf

WRITTEN = Path(cf.__file__).parent / "corpus" / "written"
HEADER = "# id=x-1 lang=nb parties=Kari Nordmann;Verket AS\n"

plain = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="⟦⟧|\r"), max_size=20
)
marked = plain.map(str.strip).filter(bool)


@st.composite
def documents(draw: st.DrawFn) -> cf.Document:
    text, spans = "x", []
    for _ in range(draw(st.integers(0, 4))):
        text += draw(plain)
        piece = draw(marked)
        spans.append(cf.Span(len(text), len(text) + len(piece), draw(st.sampled_from(cf.LABELS))))
        text += piece
    text += draw(plain) + "."
    return cf.Document(
        "x-1", draw(st.sampled_from(cf.LANGUAGES)), ("Kari Nordmann",), text, tuple(spans)
    )


def test_offsets_count_code_points_in_the_bare_text() -> None:
    document = cf.parse(HEADER + "Å ha ⟦DIAGNOSIS|migrene⟧ 😀 og ⟦SYMPTOM|vondt i nakken⟧.\n")
    assert document.text == "Å ha migrene 😀 og vondt i nakken."
    assert document.parties == ("Kari Nordmann", "Verket AS")
    assert [(document.text[s.start : s.end], s.label) for s in document.spans] == [
        ("migrene", "DIAGNOSIS"),
        ("vondt i nakken", "SYMPTOM"),
    ]


@given(documents())
def test_render_and_parse_are_inverse(document: cf.Document) -> None:
    assert cf.parse(cf.render(document)) == document
    assert cf.Document.from_json(document.to_json()) == document


@pytest.mark.parametrize(
    "source",
    [
        "ingen topplinje",
        "# id=x lang=sv parties=\ntekst",
        HEADER + "⟦UKJENT|ord⟧",
        HEADER + "⟦SYMPTOM|uten slutt",
        HEADER + "⟦SYMPTOM| luft ⟧",
        HEADER + "⟦SYMPTOM|⟧",
    ],
)
def test_a_broken_file_is_refused(source: str) -> None:
    with pytest.raises(cf.FormatError):
        cf.parse(source)


def test_overlapping_spans_are_refused() -> None:
    spans = (cf.Span(0, 4, "SYMPTOM"), cf.Span(3, 6, "DIAGNOSIS"))
    with pytest.raises(cf.FormatError):
        cf.check(cf.Document("x", "nb", (), "abcdefgh", spans))


def test_the_written_corpus_and_its_lines_agree() -> None:
    documents_ = cf.read_folder(WRITTEN)
    assert documents_
    assert cf.read_lines(WRITTEN / "written.jsonl") == documents_


def test_written_files_survive_a_round_trip() -> None:
    for path in sorted(WRITTEN.rglob("*.txt")):
        source = path.read_text(encoding="utf-8")
        assert cf.render(cf.parse(source)) == source, path.name


def test_no_mark_cuts_a_word() -> None:
    for document in cf.read_folder(WRITTEN):
        for span in document.spans:
            around = document.text[max(0, span.start - 1) : span.end + 1]
            word = document.text[span.start : span.end]
            assert re.search(rf"(?<!\w){re.escape(word)}(?!\w)", around), (document.id, word)
