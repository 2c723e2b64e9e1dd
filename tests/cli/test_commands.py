from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from report_tool import __version__
from report_tool.cli import app, failures, output, passphrase
from tests.cli.conftest import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


def test_version(cli: Callable[..., Ran]) -> None:
    assert cli("--version").out == f"report-tool {__version__}\n"


@pytest.mark.parametrize("name", [*app.COMMANDS, "review import", "review here", ""])
def test_help_is_norwegian(cli: Callable[..., Ran], name: str) -> None:
    ran = cli(*name.split(), "--help")
    assert ran.code == 0
    assert ran.out.startswith("Bruk: report-tool")
    for english in ("Usage", "Options", "Show this", "default", "required", "cli."):
        assert english not in ran.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("scna",), "Kommandoen finnes ikke"),
        (("scan", "--fint"), "Valget --fint finnes ikke"),
        (("scan", "--format"), "Valget --format mangler en verdi"),
        (("scan", "--jobs", "mange"), "Verdien for --jobs er ikke gyldig"),
        (("scan", "--jobs", "0"), "Verdien for --jobs er ikke gyldig"),
        (("scan", "--format", "xml"), "text, json, jsonl, sarif"),
        (("schema",), "NAVN mangler"),
        (("open",), "SAK mangler"),
        (("review",), "report-tool review --help"),
        (("review", "les"), "Kommandoen finnes ikke"),
        (("export", "x"), "--to mangler"),
        (("list", "for", "mye"), "Kommandoen er ikke skrevet riktig"),
    ],
)
def test_wrong_command_lines(
    cli: Callable[..., Ran], arguments: tuple[str, ...], says: str
) -> None:
    ran = cli(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    for english in ("Error", "Invalid", "Missing", "Try ", "Traceback"):
        assert english not in ran.err


def test_every_option_is_explained() -> None:
    root = app.main_command()
    for name in app.COMMANDS:
        command = root.get_command(None, name)
        for one in [command, *getattr(command, "commands", {}).values()]:
            for parameter in one.params:
                assert parameter.name == "help" or parameter.help.startswith("cli.")


class TestCases:
    def test_new_list_audit_delete(self, cli: Callable[..., Ran], case_id: str) -> None:
        listed = json.loads(cli("list", "--format", "json").out)
        assert listed["cases"][0]["caseId"] == case_id
        assert listed["cases"][0]["arbeidstaker"] == "Ingrid Solbakken"
        assert "utkast" in cli("list").out
        trail = cli("audit", case_id)
        assert "hel og urørt (1 hendelser)" in trail.out
        events = json.loads(cli("audit", case_id, "--format", "json").out)["events"]
        assert events[0]["action"] == "created"
        assert cli("delete", case_id, "--yes").code == 0
        assert "ingen saker" in cli("list").out

    def test_deletion_needs_a_yes(self, cli: Callable[..., Ran], case_id: str) -> None:
        ran = cli("delete", case_id)
        assert (ran.code, "må bekreftes" in ran.err) == (2, True)
        assert case_id in cli("list").out

    def test_documents_that_contradict_each_other_are_told(self, cli: Callable[..., Ran]) -> None:
        soknad = EXAMPLES / "barnehagelaerer" / "soknad.json"
        tilsagn = EXAMPLES / "sjukepleiar" / "tilsagn.json"
        ran = cli("new", "--from", soknad, "--tilsagn", tilsagn, "--format", "json")
        notices = json.loads(ran.out)["notices"]
        assert "ansatt.fnr" in {notice["field"] for notice in notices}

    def test_case_that_does_not_exist(self, cli: Callable[..., Ran], case_id: str) -> None:
        for command in ("open", "audit", "delete"):
            assert cli(command, "2020-finnesikke").code == 2

    def test_terminal_program_needs_a_terminal(self, cli: Callable[..., Ran], case_id: str) -> None:
        for arguments in ((), ("open", case_id), ("demo", "--tui")):
            ran = cli(*arguments)
            assert (ran.code, "i en terminal" in ran.err) == (2, True)

    def test_review_here_needs_a_case_under_review(
        self, cli: Callable[..., Ran], case_id: str
    ) -> None:
        assert cli("review", "here", case_id).code == 2

    def test_export_needs_approval(
        self, cli: Callable[..., Ran], case_id: str, tmp_path: Path
    ) -> None:
        for recipient in ("employer", "nav"):
            ran = cli("export", case_id, "--to", recipient, "--out", tmp_path / "ut")
            assert ran.code == 2
            assert "godkjent" in ran.err
        assert not list(tmp_path.rglob("rapport-*"))


class TestSchema:
    def test_published_schema_is_printed(self, cli: Callable[..., Ran]) -> None:
        printed = json.loads(cli("schema", "review-answer").out)
        assert printed["$id"].endswith("review-answer:v1")

    def test_unknown_name_lists_the_known(self, cli: Callable[..., Ran]) -> None:
        ran = cli("schema", "rapport")
        assert ran.code == 2
        assert "review-answer" in ran.err


class TestPassphrase:
    def test_option_goes_before_the_environment(
        self, cli: Callable[..., Ran], case_id: str, tmp_path: Path
    ) -> None:
        other = tmp_path / "annen"
        other.write_text("en helt annen setning", encoding="utf-8")
        ran = cli("list", "--passphrase-file", other)
        assert (ran.code, ran.out) == (2, "")

    @pytest.mark.parametrize("content", ["", "\n", "\n\nandre linje"])
    def test_empty_file_is_no_passphrase(
        self, cli: Callable[..., Ran], tmp_path: Path, content: str
    ) -> None:
        file = tmp_path / "tom"
        file.write_text(content, encoding="utf-8")
        assert "mangler" in cli("new", "--passphrase-file", file).err

    def test_typed_twice_and_differently(
        self, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, home: Path
    ) -> None:
        typed = iter(["en lang setning her", "en annen setning her"])
        monkeypatch.delenv(passphrase.FILE_VARIABLE)
        monkeypatch.setattr(passphrase, "_prompt", lambda _: next(typed))
        ran = cli("new")
        assert (ran.code, "ikke like" in ran.err) == (2, True)
        assert not (home / "vault.db").exists()

    def test_without_terminal_and_file(
        self, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv(passphrase.FILE_VARIABLE)
        assert "--passphrase-file" in cli("new").err


class TestLastDefence:
    def test_unknown_error_has_no_traceback_and_no_text(
        self, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError("Kari har migrene")

        monkeypatch.setattr("schemas.publish.names", broken)
        ran = cli("schema", "case")
        assert ran.code == failures.EXIT_UNEXPECTED
        assert "RuntimeError i report_tool/cli/commands/schema.py:" in ran.err
        assert "Traceback" not in ran.err
        assert "migrene" not in ran.err

    def test_interrupt(self, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("schemas.publish.names", interrupted)
        ran = cli("schema", "case")
        assert (ran.code, "Avbrutt" in ran.err) == (130, True)

    def test_reader_that_leaves_is_no_error(
        self, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def gone(*_: object) -> None:
            raise BrokenPipeError

        hushed: list[bool] = []
        monkeypatch.setattr(output, "as_json", gone)
        monkeypatch.setattr(output, "hush", lambda: hushed.append(True))
        ran = cli("schema", "case")
        assert (ran.code, ran.err, hushed) == (0, "", [True])


class TestDoctor:
    def test_everything_is_fine_here(self, cli: Callable[..., Ran]) -> None:
        ran = cli("doctor", "--format", "json")
        report = json.loads(ran.out)
        assert report["ok"], report
        assert ran.code == 0
        assert [check["id"] for check in report["checks"]] == [
            "python",
            "packages",
            "model",
            "engine",
            "documents",
            "settings",
            "template",
            "vault",
        ]

    def test_what_is_broken_is_marked(
        self, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, home: Path
    ) -> None:
        def broken() -> str:
            raise RuntimeError("nope")

        for part in ("_engine", "_documents"):
            monkeypatch.setattr(f"report_tool.workflow.self_check.{part}", broken)
        (home / "settings.toml").write_text("dette = er = ikke toml")
        ran = cli("doctor")
        assert ran.code == 1
        assert [line[0] for line in ran.out.splitlines()[:7]] == list("✓✓✓✗✗✗✗")
