"""The whole job, from NAV's documents to checked copies."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from report_tool.cli import app
from report_tool.workflow import examples

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "ut"


@pytest.fixture(scope="module")
def report(folder: Path) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        written: list[str] = []
        patch.setattr("report_tool.cli.output.write", written.append)
        patch.setenv("REPORT_TOOL_HOME", str(folder.parent / "hjem"))
        code = app.run(["demo", "--out", str(folder), "--format", "json"])
    assert code == 0
    assert not (folder.parent / "hjem").exists()
    result: dict[str, Any] = json.loads("".join(written))
    return result


def test_every_recipient_gets_three_checked_files(report: dict[str, Any], folder: Path) -> None:
    assert [case["example"] for case in report["cases"]] == list(examples.NAMES)
    for case in report["cases"]:
        files = case["files"]
        assert len(files) == 10
        assert all(file["verified"] for file in files)
        assert {file["recipient"] for file in files} == {"employee", "employer", "nav"}
    assert len(list(folder.glob("rapport-*"))) == 20
    assert {path.name for path in folder.iterdir() if path.suffix == ".txt"} == {"LES-MEG.txt"}


def test_every_finding_in_the_recording_was_foreseen(report: dict[str, Any]) -> None:
    for case in report["cases"]:
        assert case["found"] >= 10
        assert case["unforeseen"] == 0
        assert set(case["decided"]) == {"rewrite", "withhold", "share", "notSensitive"}
        assert case["state"] == "approved"


def words_in(path: Path) -> str:
    if path.suffix == ".json":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        return "\n".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize("extension", ["json", "docx"])
def test_withheld_words_are_in_the_employees_copy_only(folder: Path, extension: str) -> None:
    for name in examples.NAMES:
        example = examples.load(name)
        copies = {
            recipient: words_in(folder / f"rapport-{example.case_id}-{recipient}.{extension}")
            for recipient in ("employee", "employer", "nav")
        }
        consented = [e["surface"] for e in example.answer["details"] if e["reply"] == "consent"]
        for entry in example.decisions:
            if entry["kind"] == "withhold" and len(entry["surface"]) > 3:
                assert entry["surface"] not in copies["employer"]
                assert entry["surface"] not in copies["nav"]
        for words in consented:
            assert words in copies["employer"]


@pytest.mark.usefixtures("report")
def test_only_nav_gets_the_national_id(folder: Path) -> None:
    for name in examples.NAMES:
        example = examples.load(name)
        number = json.loads(example.soknad)["ansatt"]["fnr"]
        for recipient, expected in (("employer", False), ("nav", True)):
            path = folder / f"rapport-{example.case_id}-{recipient}.json"
            assert (number in words_in(path)) is expected


@pytest.mark.usefixtures("report")
def test_same_recording_gives_the_same_bytes(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert app.run(["demo", "--out", str(folder)]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
