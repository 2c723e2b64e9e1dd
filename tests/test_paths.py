from __future__ import annotations

from pathlib import Path

import pytest

from report_tool import paths


def test_one_variable_moves_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "æ ø"))
    assert paths.vault_path() == tmp_path / "æ ø" / "vault.db"
    assert paths.settings_path() == tmp_path / "æ ø" / "settings.toml"
    assert not (tmp_path / "æ ø").exists()


def test_a_relative_or_short_home_is_made_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(paths.HOME_VARIABLE, "her")
    assert paths.data_folder() == tmp_path / "her"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv(paths.HOME_VARIABLE, "~/der")
    assert paths.settings_folder() == tmp_path / "der"


@pytest.mark.parametrize("unset", [None, "", "  "])
def test_without_it_the_platform_decides(
    monkeypatch: pytest.MonkeyPatch, unset: str | None
) -> None:
    if unset is None:
        monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    else:
        monkeypatch.setenv(paths.HOME_VARIABLE, unset)
    for path in (paths.vault_path(), paths.settings_path()):
        assert path.is_absolute()
        assert "report-tool" in path.parts
    assert paths.vault_path().parent != Path.cwd()


def test_copies_are_proposed_for_the_documents_or_else_for_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(paths, "user_documents_path", lambda: tmp_path / "Dokumenter")
    assert paths.documents_path() == tmp_path
    (tmp_path / "Dokumenter").mkdir()
    assert paths.documents_path() == tmp_path / "Dokumenter"
