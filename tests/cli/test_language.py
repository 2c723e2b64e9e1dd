"""The program speaks the language that was set, from the first word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report_tool import messages
from report_tool.cli import language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
