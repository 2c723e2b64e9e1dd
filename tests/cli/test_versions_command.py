"""``report-tool versions``: listed, compared, and refused where there is none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from report_tool.workflow import editing
from report_tool.workflow.desk import Desk
from report_tool.workflow.fields import with_text
from report_tool.workflow.version_keeper import VersionKeeper
from report_tool.workflow.versions import kept
from schemas.versions import VersionReason, Versions
from tests.cli.conftest import PASSPHRASE, Ran

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

FIELD = "arsak/arsakTilFravaeret"


def changed(home: Path, case_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a version, then another text."""
    vault = next(home.rglob("*.db"))
    with Desk(vault) as desk:
        desk.unlock(PASSPHRASE)
        case = desk.open(case_id).case
        case = editing.edit(
            case, with_text(case.report, FIELD, "Støy om morgenen."), case.created_at
        )
        versions = kept(Versions(case_id=case_id), case, VersionReason.SENT, case.created_at)
        with monkeypatch.context() as patch:
            patch.setattr(VersionKeeper, "versions", lambda *_: versions)
            desk.save(case)
        report = with_text(case.report, FIELD, "Støy og trekk om morgenen.")
        desk.save(editing.edit(case, report, case.created_at))


def test_versions_are_listed_and_compared(
    cli: Callable[..., Ran], home: Path, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("versions", case_id).out == "Det er ingen tidligere versjoner ennå.\n"
    changed(home, case_id, monkeypatch)
    listed = cli("versions", case_id)
    assert listed.code == 0
    assert listed.out.startswith("  1  ")
    assert listed.out.endswith("  Sendt til gjennomgang\n")
    compared = cli("versions", case_id, "--diff", "1")
    assert "    Støy[+ og trekk+] om morgenen." in compared.out
    assert "Årsak til fraværet" in compared.out
    rows = json.loads(cli("versions", case_id, "--format", "json").out)["versions"]
    assert [(row["number"], row["reason"]) for row in rows] == [(1, "sent")]
    found = json.loads(cli("versions", case_id, "--diff", "1", "--format", "json").out)
    assert found["differences"] == [
        {"path": FIELD, "before": "Støy om morgenen.", "after": "Støy og trekk om morgenen."}
    ]


def test_a_version_that_is_not_there(cli: Callable[..., Ran], case_id: str) -> None:
    ran = cli("versions", case_id, "--diff", "7")
    assert ran.code == 2
    assert "ingen versjon med nummer 7" in ran.err
