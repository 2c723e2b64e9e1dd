"""Field paths: every text once, in print order, by item id."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workflow_samples import MEASURE, complete_report

from report_tool.errors import DuplicateItemError
from report_tool.workflow.fields import SECTIONS, get_text, text_fields, with_text
from report_tool.workflow.naming import field_name
from schemas.canonical import canonical_json
from schemas.report import Forsok, Mote, Provd, Report


def test_sections_are_named_in_print_order() -> None:
    assert SECTIONS == (
        "oppdrag",
        "arbeidssituasjon",
        "arsak",
        "provd",
        "tiltaksplan",
        "veiTilbake",
        "oppfolging",
        "merknader",
    )


def test_fields_come_in_print_order_with_item_ids() -> None:
    paths = [field.path for field in text_fields(complete_report())]
    assert paths[0] == "oppdrag/bestilling"
    assert "oppdrag/moter/a1/deltakere" in paths
    assert MEASURE in paths
    assert "veiTilbake/steg/s1/arbeidsoppgaver" in paths
    assert [p.partition("/")[0] for p in paths] == sorted(
        (p.partition("/")[0] for p in paths), key=SECTIONS.index
    )
    assert len(paths) == len(set(paths))


def test_ids_and_choices_are_no_text() -> None:
    texts = {field.text for field in text_fields(complete_report())}
    assert not texts & {"m1", "s1", "a1", "begge", "sammeArbeid"}


def test_no_string_of_the_report_is_missed() -> None:
    """Marking every text field marks every free text in the canonical JSON."""
    report = complete_report()
    for field in text_fields(report):
        report = with_text(report, field.path, "§")
    left = canonical_json(report).decode()
    for field in text_fields(complete_report()):
        assert not field.text or field.text not in left


def test_a_path_survives_reordering() -> None:
    report = Report(
        provd=Provd(
            forsok=(Forsok(id="f1", beskrivelse="Første"), Forsok(id="f2", beskrivelse="Andre"))
        )
    )
    turned = report.model_copy(update={"provd": Provd(forsok=tuple(reversed(report.provd.forsok)))})
    path = "provd/forsok/f2/beskrivelse"
    assert get_text(report, path) == get_text(turned, path) == "Andre"
    assert get_text(with_text(turned, path, "Ny"), "provd/forsok/f1/beskrivelse") == "Første"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "arsak",
        "arsak/id",
        "arsak/finnesIkke",
        "language/x",
        "tiltaksplan/tiltak/m9/maalMedTiltaket",
        "tiltaksplan/tiltak/m1/id",
        "tiltaksplan/tiltak/m1/ansvarlig",
        "tiltaksplan/tiltak",
        "arsak/arsakTilFravaeret/x",
        "arsak/model_fields",
        "arsak/arsak_til_fravaeret",
        "arsak/arsakTilFravaeret/x/y",
    ],
)
def test_an_unknown_path_is_refused(path: str) -> None:
    with pytest.raises(KeyError):
        get_text(complete_report(), path)
    with pytest.raises(KeyError):
        with_text(complete_report(), path, "x")


def test_equal_item_ids_are_refused() -> None:
    report = complete_report()
    order = report.oppdrag.model_copy(update={"moter": (Mote(id="a1"), Mote(id="a1"))})
    with pytest.raises(DuplicateItemError):
        text_fields(report.model_copy(update={"oppdrag": order}))


@given(st.data(), st.text(max_size=40))
def test_what_is_put_is_got_and_nothing_else_changes(data: st.DataObject, text: str) -> None:
    report = complete_report()
    path = data.draw(st.sampled_from([field.path for field in text_fields(report)]))
    changed = with_text(report, path, text)
    assert get_text(changed, path) == text
    for field in text_fields(report):
        if field.path != path:
            assert get_text(changed, field.path) == field.text


def test_every_field_has_a_name_to_show() -> None:
    report = complete_report()
    tried = Provd(forsok=(Forsok(id="f1"),))
    for field in text_fields(report.model_copy(update={"provd": tried})):
        assert field_name(field.path)
        assert field.path not in field_name(field.path)
    assert field_name("bestilling/behov")
    assert field_name("parties")
