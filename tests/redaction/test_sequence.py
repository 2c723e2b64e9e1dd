from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import pytest

from redaction import DetectionError
from redaction.detectors.sequence import SequenceRecogniser
from redaction.engine import Engine
from redaction.reading import read
from redaction.sequence.files import CHECKSUMS, DECODING, TAGGERS, WORDS, read_ahead, shipped
from redaction.sequence.model import SequenceModel
from schemas.labels import Label

FOLDER = Path(str(resources.files("redaction.model")))


@pytest.fixture(scope="module")
def recogniser() -> SequenceRecogniser:
    return SequenceRecogniser()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in (CHECKSUMS, DECODING, WORDS, *TAGGERS):
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def surfaces(recogniser: SequenceRecogniser, text: str) -> dict[str, str]:
    return {
        text[result.start : result.end]: result.entity_type
        for result in recogniser.find(read(text))
    }


def test_details_of_a_person_are_found_with_their_label(recogniser: SequenceRecogniser) -> None:
    found = surfaces(recogniser, "Hun har hatt migrene i mange år og bruker Imigran ved anfall.")
    assert found["migrene"] == Label.DIAGNOSIS
    assert found["Imigran"] == Label.MEDICATION


def test_nynorsk_is_read_too(recogniser: SequenceRecogniser) -> None:
    found = surfaces(recogniser, "Ho er operert i kneet og går til fysioterapeut kvar veke.")
    assert "operert i kneet" in found or "operert" in found


@pytest.mark.parametrize(
    "text",
    [
        "Arbeidstaker kan ikke løfte over 5 kg og trenger pauser.",
        "Møtet ble holdt 3. mars, og planen følges opp i mai.",
        "Arbeidsevna er redusert til 50 %, og ho treng skjerma oppgåver.",
    ],
)
def test_function_and_need_are_left_alone(recogniser: SequenceRecogniser, text: str) -> None:
    assert [r for r in recogniser.find(read(text)) if r.score >= 0.5] == []


def test_every_result_explains_itself_in_norwegian(recogniser: SequenceRecogniser) -> None:
    for result in recogniser.find(read("Han går til psykolog på DPS på grunn av angst.")):
        assert result.analysis_explanation.textual_explanation.startswith("Ordene og setningen")
        assert 0 < result.score <= 1


def test_an_empty_paragraph_has_no_results(recogniser: SequenceRecogniser) -> None:
    assert list(recogniser.find(read(""))) == []


def test_the_same_text_gives_the_same_results(recogniser: SequenceRecogniser) -> None:
    text = "Hun sliter med søvnvansker etter skilsmissen."
    first = surfaces(recogniser, text)
    surfaces(recogniser, "Noe helt annet om turnus og vakter.")
    assert surfaces(recogniser, text) == first


@pytest.mark.parametrize("name", [DECODING, WORDS, *TAGGERS])
def test_a_changed_file_is_refused(copy: Path, name: str) -> None:
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(content)
    with pytest.raises(DetectionError, match=name):
        SequenceModel.load(copy)


@pytest.mark.parametrize("name", [CHECKSUMS, TAGGERS[0]])
def test_a_missing_file_is_refused(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(DetectionError):
        SequenceModel.load(copy)


def test_the_model_is_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir() if file.is_file()) <= 15_000_000


def test_offsets_are_those_of_the_original_text() -> None:
    text = "Hun\u00a0fikk mi\u00adgrene i fjor.\n\nHan har dia-\nbetes type 2."
    findings = Engine.load().analyze(text)
    assert {f.surface for f in findings} >= {"mi\u00adgrene"}
    assert any("dia-\nbetes" in f.surface for f in findings)
    assert all(text[f.start : f.end] == f.surface for f in findings)


def test_the_files_read_ahead_are_the_shipped_ones() -> None:
    read_ahead()
    read_ahead()
    assert shipped() == shipped()
