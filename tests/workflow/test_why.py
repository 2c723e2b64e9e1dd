"""Every layer of the check says in words what it saw and where that comes from."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import pytest
from workflow_samples import CAUSE, NOW, WordDetector, draft, found

import redaction.detectors
from redaction import echo
from report_tool.messages import DEFAULT_LANGUAGE, catalogue, use_language
from report_tool.workflow import decisions
from report_tool.workflow.detection import locate_field, marked_by_hand
from report_tool.workflow.fields import get_text
from report_tool.workflow.why import explained, meaning, sureness
from schemas.finding import Finding, Reason
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator


def detectors() -> set[str]:
    """The names under which the layers of the engine give their reasons."""
    names = {echo._WHY.detector}
    for info in pkgutil.iter_modules(redaction.detectors.__path__):
        module = importlib.import_module(f"redaction.detectors.{info.name}")
        names |= {
            value.detector
            for value in vars(module).values()
            if isinstance(value, type) and isinstance(getattr(value, "detector", None), str)
        }
    return names - {""}


def finding(detector: str, text: str = "", label: Label = Label.SYMPTOM) -> Finding:
    why = (Reason(detector=detector, text=text),)
    return Finding(start=0, end=3, label=label, score=62, surface="abc", why=why)


def test_every_layer_names_its_source() -> None:
    known = catalogue("nb", "workflow")
    layers = detectors() | {"hand", "failed", "decision"}
    assert len(layers) > 12
    assert {name for name in layers if f"workflow.why.source.{name}" not in known} == set()


@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_layer_has_its_sentence_in_the_other_languages(language: str) -> None:
    known = catalogue(language, "scan")
    assert {name for name in detectors() if f"scan.why.{name}" not in known} == set()


@pytest.fixture
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language(DEFAULT_LANGUAGE)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("detector", "rule", "said"),
    [
        ("lexicon", "migrene", "«migrene» is on the word list for this type of detail."),
        ("national-id", "check-digits", "A national identity number with correct check digits."),
        ("national-id", "noe nytt", "This looks like a national identity number."),
        ("noe nytt", "", "Står på lista."),
        ("hand", "", "You marked this yourself."),
    ],
)
def test_a_reason_is_said_in_the_users_language(detector: str, rule: str, said: str) -> None:
    own = "" if detector == "hand" else "Står på lista."
    reason = Reason(detector=detector, rule=rule, text=own)
    (why,) = explained(finding(detector).model_copy(update={"why": (reason,)}))
    assert why.said == said


def test_in_bokmal_the_layers_own_words_stand() -> None:
    (why,) = explained(finding("lexicon", "Står på lista over plager."))
    assert why.said == "Står på lista over plager."


@pytest.mark.parametrize("detector", ["hand", "failed", "decision", "noe nytt"])
def test_who_gives_no_words_is_given_some(detector: str) -> None:
    (why,) = explained(finding(detector))
    assert why.said.endswith(".")
    assert why.source


def test_a_finding_without_a_reason_is_explained_too() -> None:
    bare = finding("lexicon").model_copy(update={"why": ()})
    assert len(explained(bare)) == 1


def test_the_same_reason_is_given_once() -> None:
    reason = Reason(detector="lexicon", rule="a", text="Står på lista.")
    other = reason.model_copy(update={"rule": "b"})
    twice = finding("lexicon").model_copy(update={"why": (reason, other)})
    assert [each.said for each in explained(twice)] == ["Står på lista."]


def test_how_sure_it_is_is_said_in_words_where_it_was_estimated() -> None:
    assert sureness(finding("lexicon")).startswith("Usikkert (62 %)")
    assert sureness(finding("lexicon").model_copy(update={"score": 95})).startswith("Ganske")
    assert sureness(finding("hand")) == ""
    assert sureness(finding("failed", label=Label.UNCHECKED)) == ""


@pytest.mark.parametrize("label", Label)
def test_every_kind_of_detail_is_explained(label: Label) -> None:
    assert meaning(label).endswith(".")


def test_marks_of_a_person_of_a_failure_and_of_a_decision() -> None:
    case = draft()
    text = get_text(case.report, CAUSE)
    by_hand = marked_by_hand(CAUSE, text, 0, 3, Label.PERSON)
    assert explained(by_hand.finding)[0].source == "deg"
    (failed,) = locate_field(case, CAUSE, text, WordDetector(breaks_on="migrene"))
    assert "ikke kontrollert" in explained(failed.finding)[0].said
    held = decisions.withhold(case, [found(case, "migrene")], NOW)
    (again,) = locate_field(held, CAUSE, text, WordDetector({}))
    assert explained(again.finding)[0].source == "en tidligere beslutning"
