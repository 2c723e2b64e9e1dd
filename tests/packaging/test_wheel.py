"""What is built is what works: the wheel, alone, outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UV = Path(sys.executable).parent / "uv"
LIMIT = 20 * 2**20


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    built = run(UV, "build", "--wheel", "--out-dir", out, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("elsewhere")
    for step in (
        (UV, "venv", "--python", sys.executable, home / "venv"),
        (UV, "pip", "install", "--python", home / "venv", wheel),
    ):
        done = run(*step, cwd=home)
        assert done.returncode == 0, done.stderr
    return home


def program(home: Path) -> Path:
    folder = "Scripts" if os.name == "nt" else "bin"
    return home / "venv" / folder / "report-tool"


def test_wheel_holds_the_data_that_the_program_needs(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "templates/report.docx",
        "templates/report.typ",
        "schemas/json/report-v1.schema.json",
        "report_tool/messages/nb/cli.po",
        "report_tool/tui/theme.tcss",
    ):
        assert needed in names
    assert any(name.startswith("redaction/lexicons/") for name in names)
    assert any(name.startswith("templates/fonts/") for name in names)


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert tops == {"report_tool", "redaction", "schemas", "templates"}
    assert not [name for name in names if name.startswith(("redaction/training", "tests"))]
    assert not [name for name in names if name.endswith((".pkl", ".pickle", ".pyc"))]


def test_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size <= LIMIT


def test_demo_runs_from_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    done = run(program(installed), "demo", "--out", tmp_path / "demo", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.suffix for path in (tmp_path / "demo").rglob("*.*")} >= {".docx", ".pdf", ".json"}


def test_scan_runs_from_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    text = tmp_path / "notat.txt"
    text.write_text("Hun er sykmeldt på grunn av migrene.", encoding="utf-8")
    done = run(program(installed), "scan", text, "--format", "json", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "DIAGNOSIS" in json.dumps(json.loads(done.stdout))
