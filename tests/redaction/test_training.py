from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pycrfsuite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.evaluation import CorpusDocument, Span
from redaction.lexicon import Entry, Term
from redaction.sequence.decode import Decoding
from redaction.sequence.files import TAGGERS
from redaction.sequence.knowledge import Knowledge, lexicon_tables
from redaction.sequence.model import Tagger
from redaction.sequence.tokens import tokenise
from redaction.sequence.words import WordReader
from redaction.training import augment, crossvalidation, second_net, tasks, translate, variants
from redaction.training.corpus import folder, paragraphs, tags, training_documents
from redaction.training.function import function_documents
from redaction.training.tagger import Probabilities, tag, train
from schemas.labels import Label

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = (
    Entry(Term("migrene", Label.DIAGNOSIS, True, "diagnosis/first.txt"), ("migrene",)),
    Entry(Term("astma", Label.DIAGNOSIS, True, "diagnosis/first.txt"), ("astma", "angina")),
    Entry(Term("kvalme", Label.SYMPTOM, True, "symptom/first.txt"), ("kvalme", "uvelhet")),
)
TEXT = "Hun har migrene.\n\nHan fikk kvalme i går, og hun\nser dår-\nlig."


def knowledge() -> Knowledge:
    marks, phrases = lexicon_tables(ENTRIES)
    common = {"arbeids": 5, "plassen": 5}
    return Knowledge(marks, phrases, common, frozenset(), {}, {}, {})


def document(number: int = 1, voice: str = "A") -> CorpusDocument:
    spans = tuple(
        Span(TEXT.index(surface), TEXT.index(surface) + len(surface), label)
        for surface, label in (
            ("migrene", Label.DIAGNOSIS),
            ("kvalme", Label.SYMPTOM),
            ("ser dår-\nlig", Label.SYMPTOM),
        )
    )
    return CorpusDocument(f"t-{voice}-{number:02d}", "nb", ("Kari Nordmann",), TEXT, spans)


def marked(given: CorpusDocument) -> list[tuple[str, Label]]:
    return [(given.text[s.start : s.end], s.label) for s in given.spans]


def test_paragraphs_are_tagged_as_the_engine_reads_them() -> None:
    first, second = paragraphs([document()])
    assert first.tags == ("O", "O", "B-DIAGNOSIS", "O")
    assert "dårlig" in second.text
    assert second.tags[-3:] == ("B-SYMPTOM", "I-SYMPTOM", "O")


def test_a_second_span_of_one_label_begins_anew() -> None:
    spans = [Span(0, 3, Label.SYMPTOM), Span(4, 7, Label.SYMPTOM)]
    assert tags([(0, 3), (4, 7)], spans) == ("B-SYMPTOM", "B-SYMPTOM")


def test_pieces_join_back_to_the_document() -> None:
    assert augment.joined(document(), augment.pieces(document())) == document()


@given(st.integers(0, 10_000))
def test_exchanged_terms_keep_label_and_surroundings(seed: int) -> None:
    changed = augment.Substitution(ENTRIES, knowledge(), seed)(document(), share=1.0)
    surfaces = marked(changed)
    assert surfaces[0][0] in {"migrene", "astma", "angina"}
    assert surfaces[1][0] in {"kvalme", "uvelhet"}
    assert [label for _, label in surfaces] == [label for _, label in marked(document())]
    assert changed.text.startswith("Hun har ")


@given(st.integers(0, 10_000))
def test_noise_keeps_every_span_in_its_place(seed: int) -> None:
    noisy = augment.Noise(knowledge(), seed)(document())
    assert [s.label for s in noisy.spans] == [s.label for s in document().spans]
    assert all(noisy.text[s.start : s.end].strip() for s in noisy.spans)
    assert [s.start for s in noisy.spans] == sorted(s.start for s in noisy.spans)


def test_marks_survive_the_way_through_the_translator() -> None:
    sent = translate._marked_up(document())
    assert "\n" not in sent
    assert augment.joined(document(), translate._pieces(sent)) == document()


def test_spaces_that_the_translator_moves_into_a_mark_are_moved_out() -> None:
    sent = 'Ho har<i class="DIAGNOSIS"> migrene </i>og'
    changed = augment.joined(document(), translate._pieces(sent))
    assert marked(changed) == [("migrene", Label.DIAGNOSIS)]


def test_no_folder_is_in_two_groups_and_all_are_in_one() -> None:
    voices = ["A", "B", "E", "N", "O", "P", "Q", "R", "S"]
    found = crossvalidation.groups(document(voice=voice) for voice in voices)
    assert sum(len(group) for group in found) == len(set.union(*found))
    assert set(voices) <= set.union(*found)


def test_additions_come_from_the_documents_at_hand_alone() -> None:
    corpus = [document(number) for number in range(20)]
    made = variants.training_set(
        corpus, variants.Variant(noisy=1.0, translated=1.0, exchanged=1.0), knowledge(), 3
    )
    made = [d for d in made if not d.id.startswith("t-function-")]
    known = {d.id for d in corpus}
    assert made[:20] == corpus
    assert {d.id.removesuffix(translate.SUFFIX) for d in made} <= known
    again = variants.training_set(
        corpus, variants.Variant(noisy=1.0, translated=1.0, exchanged=1.0), knowledge(), 3
    )
    assert made == [d for d in again if not d.id.startswith("t-function-")]


def test_the_language_of_function_is_clean_training_text() -> None:
    made = function_documents()
    assert len(made) > 50
    assert not any(d.spans for d in made)
    assert any("[utelatt]" in d.text for d in made)


def test_training_learns_and_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    corpus = [document(number) for number in range(30)]
    reader = WordReader(knowledge())
    for name in ("one", "two"):
        train(corpus, reader, tmp_path / name, 1, {"max_iterations": 15})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    (tagged,) = tag([document()], reader, [Tagger((tmp_path / "one").read_bytes())])
    found = tagged.spans(Decoding(0.5, {}, crossvalidation.UNCALIBRATED))
    assert [span for span, _ in found] == list(document().spans)


def test_calibration_rises_and_stays_a_share(tmp_path: Path) -> None:
    corpus = [document(number) for number in range(12)]
    reader = WordReader(knowledge())
    train(corpus, reader, tmp_path / "tagger", 1, {"max_iterations": 10})
    unmarked = [replace(d, spans=d.spans[: n % 3]) for n, d in enumerate(corpus)]
    tagged = tag(unmarked, reader, [Tagger((tmp_path / "tagger").read_bytes())])
    below, shares = crossvalidation.calibration(tagged, 0.1, smallest=4)
    assert list(below) == sorted(below)
    assert list(shares) == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


def test_a_span_is_right_when_half_of_it_is_gold() -> None:
    assert crossvalidation.is_right(document(), Span(4, 15, Label.SYMPTOM))
    assert not crossvalidation.is_right(document(), Span(0, 12, Label.SYMPTOM))


@pytest.mark.parametrize("tag_name", ["B-DIAGNOSIS", "O"])
def test_the_shipped_labels_are_crfsuite_tags(tmp_path: Path, tag_name: str) -> None:
    train([document()], WordReader(knowledge()), tmp_path / "tagger", 1, {"max_iterations": 2})
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "tagger"))
    assert tag_name in tagger.labels()


def test_the_corpus_is_complete_and_its_ids_name_their_voices() -> None:
    corpus = training_documents()
    assert len(corpus) >= 1760
    assert len({d.id for d in corpus}) == len(corpus)
    assert set("ABCDEFGHIJKLMN") <= {folder(d) for d in corpus}
    assert not any(d.id.startswith("d-") for d in corpus)


def test_a_task_reads_no_document_of_the_folders_held_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[CorpusDocument] = []

    def note(material: list[CorpusDocument], _: object, path: Path, *__: int, **___: float) -> None:
        read.extend(material)
        path.write_bytes(b"tagger")

    corpus = tuple(document(number, voice) for number in range(3) for voice in "AB")
    monkeypatch.setattr(tasks, "_corpus", lambda: corpus)
    monkeypatch.setattr(tasks, "reader", lambda: WordReader(knowledge()))
    monkeypatch.setattr(tasks, "train", note)
    assert tasks.run(tasks.Task(len(variants.VARIANTS) - 1, 1, frozenset("A"))) == b"tagger"
    assert {folder(d) for d in read} - {"function"} == {"B"}


def test_hints_begin_where_clean_text_can_bear_them() -> None:
    text = "Planen er klar. " * 100
    clean = CorpusDocument("t-A-1", "nb", (), text)
    doubts = Probabilities(clean)
    tokens = tokenise(text)
    table = np.ones((len(tokens), 3), dtype=np.float32)
    for sentence in range(100):
        table[4 * sentence, 0] = 1 - sentence / 1000
    doubts.paragraphs.append((0, tokens, table))
    plain = Decoding(0.5, {}, crossvalidation.UNCALIBRATED)
    found = second_net.doubtful([[]], [doubts], plain, {})
    above = sum(sentence / 1000 > found for sentence in range(100))
    assert above == int(second_net.HINTS * len(text.split()) / 1000)


def test_every_variant_has_its_place_among_the_shipped_files() -> None:
    assert len(variants.VARIANTS) == len(TAGGERS)
