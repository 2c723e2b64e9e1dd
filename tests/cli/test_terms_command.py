"""``report-tool terms``: listed, forgotten, given and taken in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from report_tool.workflow.desk import Desk
from schemas.decision import Scope
from schemas.labels import Label
from schemas.memory import RememberedTerm
from tests.cli.conftest import PASSPHRASE, Ran

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def remembered(home: Path, *words: str) -> None:
    terms = tuple(
        RememberedTerm(
            surface=each,
            label=Label.SYMPTOM,
            scope=Scope.ORGANISATION,
            reason="En ting",
            remembered_at=NOW,
        )
        for each in words
    )
    with Desk(next(home.rglob("*.db"))) as desk:
        desk.unlock(PASSPHRASE)
        desk.change_memory(lambda memory: memory.model_copy(update={"terms": terms}))


def test_words_are_listed_given_forgotten_and_taken_in(
    cli: Callable[..., Ran], home: Path, case_id: str, tmp_path: Path
) -> None:
    assert cli("terms", "list").out == "Ingen ord er husket utenfor én sak.\n"
    remembered(home, "trykk", "Ingrids rygg")
    listed = cli("terms", "list").out.splitlines()
    assert listed[0] == "trykk · symptom · I alle saker i virksomheten · En ting"
    plain = json.loads(cli("terms", "list", "--format", "json").out)
    assert [term["surface"] for term in plain["terms"]] == ["trykk", "Ingrids rygg"]
    file = tmp_path / "ord.json"
    given = cli("terms", "export", file)
    assert given.out == f"1 ord er skrevet til {file}.\n"
    assert "Ingrids rygg" in given.err
    assert "Ingrid" not in file.read_text(encoding="utf-8")
    assert cli("terms", "export", file).code == 2
    gone = cli("terms", "forget", "TRYKK")
    assert gone.out.startswith("Merkes igjen: trykk")
    assert cli("terms", "forget", "trykk").code == 2
    assert cli("terms", "import", file).out.startswith("1 nye av 1 ord er lest inn.")
    assert cli("terms", "import", file).out.startswith("0 nye av 1 ord er lest inn.")


def test_another_file_is_refused(cli: Callable[..., Ran], case_id: str, tmp_path: Path) -> None:
    file = tmp_path / "ord.json"
    file.write_text('{"terms": [{"surface": "Ola", "label": "PERSON"}]}', encoding="utf-8")
    ran = cli("terms", "import", file)
    assert ran.code == 2
    assert "ikke en ordliste" in ran.err
    assert cli("terms", "import", tmp_path / "nei.json").code == 2
