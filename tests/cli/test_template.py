"""The organisation's template from the command line: checked, accepted, used, refused."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from report_tool import settings
from tests.cli.conftest import ROOT
from tests.cli.test_bad_input import assert_explained

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from schemas.case import Case
    from tests.cli.conftest import Ran

HOUSES = ROOT / "tests" / "export" / "templates"
PLAIN = HOUSES / "stiftelse.docx"


@pytest.fixture
def telling(tmp_path: Path) -> Path:
    """A template whose footer gives a person's number away."""
    file = tmp_path / "mal med navn.docx"
    with zipfile.ZipFile(PLAIN) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(
                b"Stiftinga Nordlys", b"Ring Grete Myrvold, tlf. 912 34 567"
            )
            new.writestr(name, data)
    return file


def footer_of(folder: Path) -> str:
    (file,) = folder.glob("*.docx")
    with zipfile.ZipFile(file) as archive:
        parts = [archive.read(n) for n in archive.namelist() if n.startswith("word/")]
    return b"".join(parts).decode("utf-8", "replace")


def export(cli: Callable[..., Ran], case_id: str, out: Path, *more: str | Path) -> Ran:
    return cli(
        "export",
        case_id,
        "--to",
        "employee",
        "--draft",
        "--format",
        "docx,json",
        "--out",
        out,
        *more,
    )


def test_check_says_what_is_used_and_what_is_not(cli: Callable[..., Ran]) -> None:
    ran = cli("template", "check", PLAIN)
    assert ran.code == 0
    for words in ("Heading 1", "Tiltakskort", "«Stiftinga Nordlys»", "«Side 1 av 1»", ": 3"):
        assert words in ran.out
    found = json.loads(cli("template", "check", PLAIN, "--format", "json").out)
    assert found["own"]["Title"] == "Title"
    assert found["sensitive"] == []
    assert found["paragraphsLeftOut"] == 3


def test_a_font_that_this_machine_lacks_is_told(cli: Callable[..., Ran]) -> None:
    ran = cli("template", "check", HOUSES / "kommune.docx")
    assert "Finnes ikke på denne maskinen: " in ran.out
    assert "Gill Sans MT" in ran.out


def test_a_name_in_the_footer_is_told_and_must_be_accepted(
    cli: Callable[..., Ran], telling: Path, case_id: str, tmp_path: Path
) -> None:
    checked = cli("template", "check", telling)
    assert checked.code == 1
    assert "Ser følsomt ut: «Ring Grete Myrvold" in checked.out
    assert_explained(cli("template", "use", telling))
    assert settings.load().template is None
    assert_explained(export(cli, case_id, tmp_path / "a", "--template", telling))
    assert not list(tmp_path.rglob("rapport-*"))
    assert cli("template", "use", telling, "--accept").code == 0
    assert export(cli, case_id, tmp_path / "b").code == 0
    assert "912 34 567" in footer_of(tmp_path / "b")
    telling.write_bytes(telling.read_bytes() + b"\0")
    assert_explained(export(cli, case_id, tmp_path / "c"))


@pytest.mark.parametrize(("answer", "code"), [("j\n", 0), ("ja\n", 0), ("\n", 2), ("nei\n", 2)])
def test_use_asks_a_person(
    cli: Callable[..., Ran],
    telling: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    code: int,
) -> None:
    terminal = io.StringIO(answer)
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", terminal)
    ran = cli("template", "use", telling)
    assert ran.code == code
    assert "[j/N]" in ran.err
    assert bool(settings.load().template) == (code == 0)


def test_the_template_of_the_settings_is_used_and_given_up(
    cli: Callable[..., Ran], case_id: str, home: Path, tmp_path: Path
) -> None:
    (home / "settings.toml").write_text('# vår\nlanguage = "nb"\n', encoding="utf-8")
    assert cli("template", "use", PLAIN).code == 0
    assert "# vår" in (home / "settings.toml").read_text(encoding="utf-8")
    assert export(cli, case_id, tmp_path / "a").code == 0
    assert "Stiftinga Nordlys" in footer_of(tmp_path / "a")
    verified = cli("verify", next((tmp_path / "a").glob("*.docx")), "--format", "json")
    failed = {c["id"] for c in json.loads(verified.out)["files"][0]["checks"] if not c["ok"]}
    assert failed <= {"detection"}
    other = HOUSES / "kommune.docx"
    assert cli("template", "check", other).code in {0, 1}
    assert export(cli, case_id, tmp_path / "b", "--template", HOUSES / "advokat.dotx").code == 0
    assert "Advokatfirmaet" in footer_of(tmp_path / "b")
    assert cli("template", "use", "--standard").code == 0
    assert settings.load() == settings.Settings()
    assert export(cli, case_id, tmp_path / "c").code == 0
    assert "Stiftinga" not in footer_of(tmp_path / "c")


def test_a_template_that_is_gone_is_told(cli: Callable[..., Ran], tmp_path: Path) -> None:
    assert_explained(cli("template", "check", tmp_path / "borte.docx"))
    assert_explained(cli("template", "use"))
    assert_explained(cli("template", "check", tmp_path))


@pytest.mark.parametrize("content", [b"", b"hei", b"PK\x03\x04 halv fil"])
def test_what_is_no_template_is_refused(
    cli: Callable[..., Ran], tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "mal.docx"
    file.write_bytes(content)
    ran = cli("template", "use", file)
    assert_explained(ran)
    assert "ikke et Word-dokument" in ran.err
    assert settings.load().template is None


def test_new_writes_a_template_and_overwrites_nothing(
    cli: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "ny.docx"
    assert cli("template", "new", file).code == 0
    written = file.read_bytes()
    assert cli("template", "check", file).code == 0
    assert_explained(cli("template", "new", file))
    assert file.read_bytes() == written
    assert_explained(cli("template", "new", tmp_path / "ingen" / "ny.docx"))


def test_settings_that_are_broken_are_not_rewritten(cli: Callable[..., Ran], home: Path) -> None:
    file = home / "settings.toml"
    file.write_text("language = \n", encoding="utf-8")
    assert_explained(cli("template", "use", PLAIN))
    assert file.read_text(encoding="utf-8") == "language = \n"


def test_characters_that_cannot_be_shown_are_told(
    cli: Callable[..., Ran], case_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from report_tool.workflow.desk import Desk

    export_as_it_is = Desk.export

    def with_emoji(self: Desk, case: Case, *rest: Any, **more: Any) -> Any:
        oppdrag = case.report.oppdrag.model_copy(update={"bestilling": "Bord 😀 og 🪑 her."})
        report = case.report.model_copy(update={"oppdrag": oppdrag})
        return export_as_it_is(self, case.model_copy(update={"report": report}), *rest, **more)

    monkeypatch.setattr(Desk, "export", with_emoji)
    ran = cli("export", case_id, "--to", "employee", "--draft", "--out", tmp_path / "a")
    assert ran.code == 0
    assert "2 steder viser PDF-filen �" in ran.err
    again = ("export", case_id, "--to", "employee", "--draft", "--out", tmp_path / "a")
    files = json.loads(cli(*again, "--report", "json").out)["files"]
    assert {f["format"]: f["replaced"] for f in files} == {"docx": 0, "pdf": 2, "json": 0}


def test_doctor_looks_at_the_template(cli: Callable[..., Ran], tmp_path: Path) -> None:
    def template_check() -> dict[str, Any]:
        checks = json.loads(cli("doctor", "--format", "json").out)["checks"]
        (found,) = [check for check in checks if check["id"] == "template"]
        return dict(found)

    assert template_check() == {"id": "template", "ok": True, "detail": ""}
    file = tmp_path / "mal.docx"
    file.write_bytes(PLAIN.read_bytes())
    assert cli("template", "use", file).code == 0
    assert template_check()["ok"]
    file.write_bytes(b"hei")
    assert template_check() == {"id": "template", "ok": False, "detail": "template-refused"}
    file.unlink()
    assert template_check()["detail"] == "file-missing"
