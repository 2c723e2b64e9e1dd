"""What is loaded when: an answer that needs no engine must not wait for one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.conftest import ROOT

HEAVY = {
    "spacy",
    "presidio_analyzer",
    "textual",
    "typst",
    "docx",
    "pikepdf",
    "sqlalchemy",
    "pypdfium2",
    "distributed",
    "cryptography",
}


def loaded(*arguments: str) -> set[str]:
    code = (
        "import sys; sys.argv[0] = 'report-tool'\n"
        "from report_tool.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('MODULES', *{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
    )
    return set(done.stdout.rpartition("MODULES ")[2].split())


def test_version_loads_nothing() -> None:
    assert not loaded("--version") & (
        HEAVY | {"typer", "rich", "pydantic", "babel", "importlib_metadata"}
    )


def test_help_loads_no_models() -> None:
    assert not loaded("--help") & (HEAVY | {"pydantic", "rich"})


@pytest.mark.parametrize("arguments", [("scan", "--help"), ("scan", "mangler.txt")])
def test_early_errors_load_no_engine(arguments: tuple[str, ...]) -> None:
    assert not loaded(*arguments) & (HEAVY | {"rich"})


@pytest.mark.parametrize("arguments", [("schema", "case"), ("list",), ("demo", "--help")])
def test_small_commands_load_no_engine_and_no_terminal_program(arguments: tuple[str, ...]) -> None:
    assert not loaded(*arguments) & {"spacy", "presidio_analyzer", "textual", "typst", "docx"}
