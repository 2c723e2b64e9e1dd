"""The catalogues: every message once, read in the user's language or in bokmål."""

from __future__ import annotations

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from report_tool import messages

FILES = sorted(Path(messages.__file__).parent.glob("*/*.po"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_message_stands_once_and_in_its_own_domain(file: Path) -> None:
    ids = re.findall(r'^msgid "(.+)"$', file.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert {name.partition(".")[0] for name in ids} == {file.stem}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_no_message_is_empty(file: Path) -> None:
    assert all(messages.catalogue(file.parent.name, file.stem).values())


def test_placeholders_are_filled_and_nothing_else_is_interpreted() -> None:
    assert "sak-1" in messages.text("error.case-missing.what", case="sak-1")


def test_a_language_without_the_message_falls_back_to_bokmal() -> None:
    messages.use_language("nn")
    try:
        assert messages.text("error.case-missing.what", case="x") == messages.catalogue(
            "nb", "error"
        )["error.case-missing.what"].format(case="x")
    finally:
        messages.use_language("nb")


def test_the_language_holds_in_every_thread() -> None:
    messages.use_language("en")
    try:
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(lambda: messages._language).result() == "en"
    finally:
        messages.use_language("nb")


def test_an_unknown_message_is_an_error() -> None:
    with pytest.raises(KeyError):
        messages.text("error.no-such-thing")
