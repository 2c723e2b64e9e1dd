"""The program run in this process, with a home of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from redaction.engine import Engine
from report_tool.cli import app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
PASSPHRASE = "blå hest hopper over gjerdet"


@dataclass(frozen=True)
class Ran:
    """What a command line gave back."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "hjem"
    folder.mkdir()
    file = tmp_path / "passfrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    monkeypatch.setenv("REPORT_TOOL_HOME", str(folder))
    monkeypatch.setenv("REPORT_TOOL_PASSPHRASE_FILE", str(file))
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture(scope="session", autouse=True)
def _one_engine() -> Iterator[None]:
    """Load the engine once for all commands that run in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "load", cache(Engine.load))
        yield


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        code = app.run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def case_id(cli: Callable[..., Ran]) -> str:
    """A case in a fresh vault."""
    example = EXAMPLES / "barnehagelaerer"
    made = cli("new", "--from", example / "soknad.json", "--tilsagn", example / "tilsagn.json")
    assert made.code == 0, made.err
    return cli("list").out.split()[0]
