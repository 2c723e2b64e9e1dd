"""The measures as the command line shows them, and the comparison of two runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_bad_input import assert_explained

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

_TEXTS = (
    ("t-A-01", "nb", "Hun har migrene. Møtet er i mai.", "migrene"),
    ("t-B-01", "nn", "Ho har hatt angst i vinter.", "angst"),
    ("t-B-02", "nb", "Planen følges opp i juni.", ""),
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "korpus.jsonl"
    lines = []
    for name, lang, text, term in _TEXTS:
        start = text.index(term)
        span = {"start": start, "end": start + len(term), "label": "DIAGNOSIS"}
        spans = [span] if term else []
        lines.append(json.dumps({"id": name, "lang": lang, "text": text, "spans": spans}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_json_holds_every_table(cli: Callable[..., Ran], corpus: Path) -> None:
    ran = cli("evaluate", corpus, "--format", "json")
    assert ran.code == 0, ran.err
    result = json.loads(ran.out)
    assert result["version"] == 1
    assert set(result) == {
        "version",
        "overall",
        "perLabel",
        "perLanguage",
        "perVoice",
        "intervals",
        "secondNet",
        "documents",
        "misses",
        "alarms",
    }
    assert set(result["perVoice"]) == {"A", "B"}
    assert result["intervals"]["all"]["recall"] == [1.0, 1.0]
    assert result["secondNet"]["silent_leak_rate"] == 0.0


def test_two_runs_are_compared(cli: Callable[..., Ran], corpus: Path, tmp_path: Path) -> None:
    before = json.loads(cli("evaluate", corpus, "--format", "json").out)
    before["overall"]["recall"] = 0.25
    earlier = tmp_path / "før.json"
    earlier.write_text(json.dumps(before), encoding="utf-8")
    ran = cli("evaluate", corpus, "--format", "json", "--compare", earlier)
    change = json.loads(ran.out)["difference"]
    assert change["overall"]["recall"] == 0.75
    assert change["overall"]["precision"] == 0.0
    shown = cli("evaluate", corpus, "--compare", earlier)
    assert shown.code == 0, shown.err
    assert "+0,750" in shown.out
    assert "Stemme" in shown.out
    assert "95 % sikkert" in shown.out


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"overall": 3}', b"\xff", b"[" * 99_999])
def test_a_file_that_is_no_evaluation(
    cli: Callable[..., Ran], corpus: Path, tmp_path: Path, content: bytes
) -> None:
    earlier = tmp_path / "før.json"
    earlier.write_bytes(content)
    assert_explained(cli("evaluate", corpus, "--compare", earlier))
    assert_explained(cli("evaluate", corpus, "--compare", tmp_path / "mangler.json"))
