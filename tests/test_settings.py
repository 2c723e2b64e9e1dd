from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from report_tool import paths, settings
from report_tool.errors import (
    BadSettingError,
    BrokenSettingsError,
    InputError,
    ReportToolError,
    UnknownSettingError,
    UnreadableFileError,
)
from report_tool.messages import text
from report_tool.settings import Settings

FILE = Path("/mappe/settings.toml").absolute()


def shown(error: ReportToolError) -> str:
    return "\n".join(
        text(f"error.{error.message_id}.{part}", **error.parameters)
        for part in ("what", "data", "next")
    )


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "ingen.toml") == Settings()
    assert settings.load(tmp_path / "ingen" / "mappe.toml") == Settings()


def test_the_usual_file_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    (tmp_path / "settings.toml").write_text('language = "nn"\n')
    assert settings.load().language == "nn"
    assert settings.load().vault_path == tmp_path / "vault.db"


def test_everything_can_be_set() -> None:
    source = """
        # Innstillinger for Bedriftshelsa
        language = "en"
        vault = "saker/æøå.db"
    """
    read = settings.parse(source.encode(), FILE)
    assert read.language == "en"
    assert read.vault_path == FILE.parent / "saker" / "æøå.db"


def test_a_home_folder_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert settings.parse(b'vault = "~/sak.db"', FILE).vault == tmp_path / "sak.db"
    unknown = settings.parse(b'vault = "~ingen-slik-bruker/sak.db"', FILE).vault
    assert unknown == FILE.parent / "~ingen-slik-bruker" / "sak.db"


@pytest.mark.parametrize("empty", ["", "   "])
def test_an_empty_path_is_none(empty: str) -> None:
    assert settings.parse(f'vault = "{empty}"'.encode(), FILE) == Settings()


def test_a_byte_order_mark_does_no_harm() -> None:
    assert settings.parse(b"\xef\xbb\xbflanguage = 'nn'\r\n", FILE).language == "nn"


@pytest.mark.parametrize(
    ("source", "line", "key"),
    [
        ("farge = 1", 1, "farge"),
        ('language = "nb"\n\n  farge.mer = 1', 3, "farge"),
        ("# farge = 0\n[farge]\nx = 1", 2, "farge"),
        ('"ukjent nøkkel" = 1', 1, "ukjent nøkkel"),
        ("Language = 'nb'", 1, "Language"),
        ("[language_]\n", 1, "language_"),
    ],
)
def test_an_unknown_key_is_named_with_its_line(source: str, line: int, key: str) -> None:
    with pytest.raises(UnknownSettingError) as caught:
        settings.parse(source.encode(), FILE)
    assert caught.value.parameters["line"] == line
    assert caught.value.parameters["key"] == key
    assert f"linje {line}: {key}" in shown(caught.value)
    assert "language, lock_after_minutes, " in shown(caught.value)


@pytest.mark.parametrize(
    ("source", "line", "key"),
    [
        ('language = "de"', 1, "language"),
        ("language = 1", 1, "language"),
        ("vault = 3", 1, "vault"),
    ],
)
def test_a_bad_value_is_named_with_its_line_and_what_would_do(
    source: str, line: int, key: str
) -> None:
    with pytest.raises(BadSettingError) as caught:
        settings.parse(source.encode(), FILE)
    assert (caught.value.parameters["line"], caught.value.parameters["key"]) == (line, key)
    assert text(f"error.setting.{key}") in shown(caught.value)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"language", 1),
        (b"language = 'nb'\nvault = ", 2),
        (b"a = 1\na = 2", 2),
        (b"a = 1\nb = '\xff'\n", 2),
        (b'a = """', 1),
        ("language = 'nb'".encode("utf-16"), 1),
    ],
)
def test_a_broken_file_is_named_with_its_line(data: bytes, line: int) -> None:
    with pytest.raises(BrokenSettingsError) as caught:
        settings.parse(data, FILE)
    assert caught.value.parameters["line"] == line
    assert f"linje {line}" in shown(caught.value)


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        settings.load(tmp_path)
    assert str(tmp_path) in shown(caught.value)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "ignore")))
def test_any_file_gives_settings_or_a_clear_error(data: bytes) -> None:
    try:
        answer = settings.parse(data, FILE).language
    except InputError as error:
        answer = shown(error)
    assert answer


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().language = "nn"  # type: ignore[misc]


def test_every_setting_has_its_expected_value_in_words() -> None:
    for key in Settings.model_fields:
        assert text(f"error.setting.{key}")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_a_stored_path_is_read_back(name: str) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder) / "settings.toml"
        file.write_text('# min fil\nlanguage = "nn"\ntemplate="gammel"\n', encoding="utf-8")
        settings.store({"template": f"/maler/{name}", "template_accepted": "ab" * 32}, file)
        read = settings.load(file)
        assert str(read.template) == str(Path(f"/maler/{name}"))
        assert (read.language, read.template_accepted) == ("nn", "ab" * 32)
        assert "# min fil" in file.read_text(encoding="utf-8")
        settings.store({"template": "", "template_accepted": ""}, file)
        assert settings.load(file) == Settings(language="nn")


def test_a_setting_that_would_be_wrong_is_not_stored(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('language = "nn"\n', encoding="utf-8")
    with pytest.raises(BadSettingError):
        settings.store({"template_accepted": "abc"}, file)
    assert file.read_text(encoding="utf-8") == 'language = "nn"\n'


def test_a_settings_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    with pytest.raises(ReportToolError):
        settings.store({"template": "x"}, tmp_path / "fil" / "settings.toml")
