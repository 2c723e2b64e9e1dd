"""The program speaks the language that was set, from the first word."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from report_tool import messages
from report_tool.cli import commands, language
from report_tool.cli.help import placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def bokmal_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("REPORT_TOOL_HOME", str(tmp_path))
    yield
    messages.use_language(messages.DEFAULT_LANGUAGE)


@pytest.mark.parametrize(
    ("content", "spoken"),
    [
        (b'language = "nn"', "nn"),
        (b'\xef\xbb\xbflanguage = "en"', "en"),
        (b'language = "sv"', "nb"),
        (b"language = [1]", "nb"),
        (b"language =", "nb"),
        (b"\xff\xfe", "nb"),
    ],
)
def test_only_a_language_there_is(tmp_path: Path, content: bytes, spoken: str) -> None:
    (tmp_path / "settings.toml").write_bytes(content)
    language.use_chosen()
    assert messages._language == spoken


def test_without_settings_it_is_bokmal() -> None:
    language.use_chosen()
    assert messages._language == "nb"


@pytest.mark.parametrize(
    ("spoken", "shown"),
    [
        ("nb", "[FIL|MAPPE|-]... FØR.json text|json"),
        ("en", "[FILE|FOLDER|-]... BEFORE.json text|json"),
    ],
)
def test_what_stands_for_a_value_is_in_the_users_language(spoken: str, shown: str) -> None:
    messages.use_language(spoken)
    assert placeholder("[FIL|MAPPE|-]... FØR.json text|json") == shown


def test_every_word_that_stands_for_a_value_is_translated() -> None:
    folder = Path(commands.__file__).parent.parent
    shown = " ".join(
        metavar
        for file in folder.rglob("*.py")
        for metavar in re.findall(r'metavar="([^"]+)"', file.read_text(encoding="utf-8"))
    )
    words = set(re.findall(r"[A-ZÆØÅ]{2,}", shown))
    assert len(words) > 10
    known = messages.catalogue("en", "cli")
    assert {word for word in words if f"cli.word.{word}" not in known} == set()
