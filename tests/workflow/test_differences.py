"""Differences between reports: word by word, by field, and whole in both directions."""

from __future__ import annotations

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st
from workflow_samples import CAUSE, MEASURE, complete_report

from report_tool.workflow.differences import Change, Run, differences, shortened, words
from report_tool.workflow.fields import with_text
from schemas.labels import Language
from schemas.report import Ansvarlig, Tiltak

texts = st.lists(
    st.sampled_from(["Hun", "har", "migrene", ",", ".", " ", "\n\n", "æøå", "50 %", "ikke"]),
    max_size=30,
).map("".join)


def test_whole_words_are_marked_and_what_went_stands_first() -> None:
    assert words("Hun har migrene ofte.", "Hun trenger pauser ofte.") == (
        Run(Change.SAME, "Hun "),
        Run(Change.REMOVED, "har migrene"),
        Run(Change.ADDED, "trenger pauser"),
        Run(Change.SAME, " ofte."),
    )


def test_a_word_is_never_split() -> None:
    assert words("arbeidstaker", "arbeidstakeren") == (
        Run(Change.REMOVED, "arbeidstaker"),
        Run(Change.ADDED, "arbeidstakeren"),
    )


@given(texts, texts)
def test_both_texts_can_be_read_out_of_the_runs(before: str, after: str) -> None:
    runs = words(before, after)
    assert "".join(r.text for r in runs if r.change is not Change.ADDED) == before
    assert "".join(r.text for r in runs if r.change is not Change.REMOVED) == after
    assert all(run.text for run in runs)


@given(texts, texts)
def test_shortening_touches_only_what_stayed(before: str, after: str) -> None:
    runs = words(before, after)
    short = shortened(runs, 5)
    assert [run.change for run in short] == [run.change for run in runs]
    for run, cut in zip(runs, short, strict=True):
        assert run.change is Change.SAME or cut == run
        assert len(cut.text) <= max(len(run.text), 13)


def test_a_long_stretch_is_cut_at_words_on_the_side_of_the_change() -> None:
    same = "Første ord her, og så mye mer som ikke er endret i det hele tatt, siste ord"
    runs = (Run(Change.SAME, same), Run(Change.ADDED, " nytt"), Run(Change.SAME, same))
    first, _, last = shortened(runs, 12)
    assert first.text == " … siste ord"
    assert last.text == "Første ord … "


def test_the_same_report_has_no_difference() -> None:
    assert differences(complete_report(), complete_report()) == ()


def test_fields_come_in_print_order_with_both_values() -> None:
    before = complete_report()
    after = with_text(with_text(before, MEASURE, "Flere pauser."), CAUSE, "Støy.")
    found = differences(before, after)
    assert [each.path for each in found] == [CAUSE, MEASURE]
    assert (found[0].before, found[0].after) == (
        "Hun har migrene. Vakter om natten passer dårlig.",
        "Støy.",
    )
    assert (found[0].number, found[1].number) == (0, 1)


def test_items_are_told_by_their_id_wherever_they_stand() -> None:
    before = complete_report()
    (one,) = before.tiltaksplan.tiltak
    two = Tiltak(id="m2", beskrivelse_av_tiltak="Bytt vakt.", ansvarlig=Ansvarlig.NAV)

    def plan(*items: Tiltak) -> object:
        changed = before.tiltaksplan.model_copy(update={"tiltak": items})
        return before.model_copy(update={"tiltaksplan": changed})

    added = differences(before, plan(two, one))  # type: ignore[arg-type]
    assert [(each.path, each.number, each.before, each.after) for each in added] == [
        ("tiltaksplan/tiltak/m2/beskrivelseAvTiltak", 1, None, "Bytt vakt."),
        ("tiltaksplan/tiltak/m2/ansvarlig", 1, None, Ansvarlig.NAV),
    ]
    gone = differences(plan(two, one), before)  # type: ignore[arg-type]
    assert {(each.path, each.after) for each in gone} == {
        ("tiltaksplan/tiltak/m2/beskrivelseAvTiltak", None),
        ("tiltaksplan/tiltak/m2/ansvarlig", None),
    }
    moved = differences(plan(one, two), plan(two, one))  # type: ignore[arg-type]
    assert [(each.path, each.is_order) for each in moved] == [("tiltaksplan/tiltak", True)]


def test_the_language_is_a_difference_too() -> None:
    after = complete_report().model_copy(update={"language": Language.NYNORSK})
    assert [each.path for each in differences(complete_report(), after)] == ["language"]


def test_a_long_stretch_that_stayed_is_found_before_a_short_one() -> None:
    before = "Støy er en belastning. Hun arbeider i en avdeling med mange barn."
    after = "Støy er krevende. Hun arbeider i en avdeling med mange små barn."
    assert words(before, after) == (
        Run(Change.SAME, "Støy er "),
        Run(Change.REMOVED, "en belastning"),
        Run(Change.ADDED, "krevende"),
        Run(Change.SAME, ". Hun arbeider i en avdeling med mange"),
        Run(Change.ADDED, " små"),
        Run(Change.SAME, " barn."),
    )


def test_long_texts_are_compared_without_a_wait() -> None:
    sentences = [f"Setning {n} om vaktene og om rommet der {n % 7} barn leker." for n in range(400)]
    before = " ".join(sentences)
    after = before.replace("Setning 40 om", "Noe annet om").replace("leker", "lager støy", 3)
    start = perf_counter()
    runs = words(before, after)
    other = words(before, "Helt annen tekst, og lang. " * 900)
    assert perf_counter() - start < 5
    assert len(runs) < 20
    assert [run.change for run in other if run.change is not Change.SAME] == [
        Change.REMOVED,
        Change.ADDED,
    ]
