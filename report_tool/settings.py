"""The settings file: TOML, read into one frozen model; a wrong key or value is named by line.

Nothing personal is set here; the expert's profile is in the vault.
"""

from __future__ import annotations

import contextlib
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from report_tool import paths
from report_tool.errors import (
    BadSettingError,
    BrokenSettingsError,
    UnknownSettingError,
    UnreadableFileError,
)
from report_tool.messages import text

KNOWN_MAXIMUM_RATES = ((2022, 21_200), (2023, 22_300), (2024, 23_100), (2025, 24_900))
"""NAV's maximum for expert assistance by year, in kroner; the last is the latest known."""


def _merged_rates(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return tuple(sorted({**{str(y): r for y, r in KNOWN_MAXIMUM_RATES}, **value}.items()))


_Year = Annotated[int, Field(ge=2000, le=2100)]
_Kroner = Annotated[int, Field(ge=1, le=1_000_000, strict=True)]
_Rates = Annotated[tuple[tuple[_Year, _Kroner], ...], BeforeValidator(_merged_rates)]


class Settings(BaseModel):
    """What can be set.

    Attributes:
        language: language of the program's texts: bokmål, nynorsk or English.
        vault: the vault's file, where it is not the usual one.
        autosave_seconds: longest wait before a change is saved, 0.1 to 1.
        idle_lock_minutes: minutes without a key press before the vault locks, 1 to 480.
        retention_months: months that a closed case is kept, 1 to 120.
        template: the organisation's DOCX template.
        maximum_rates: NAV's maximum by year in kroner, ascending; those set are added to the
            known ones.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    language: Literal["nb", "nn", "en"] = "nb"
    vault: Path | None = None
    autosave_seconds: float = Field(default=0.5, ge=0.1, le=1.0, strict=True)
    idle_lock_minutes: int = Field(default=15, ge=1, le=480, strict=True)
    retention_months: int = Field(default=12, ge=1, le=120, strict=True)
    template: Path | None = None
    maximum_rates: _Rates = KNOWN_MAXIMUM_RATES

    @property
    def vault_path(self) -> Path:
        """The vault's file."""
        return self.vault or paths.vault_path()

    def maximum_rate(self, year: int) -> int | None:
        """Return NAV's maximum in kroner for a year: the latest rate known by then, if any."""
        return next((rate for since, rate in reversed(self.maximum_rates) if since <= year), None)


def load(file: Path | None = None) -> Settings:
    """Read the settings file; without one, the defaults.

    Paths in the file are relative to its folder, ``~`` is the home folder, and an
    empty path is the same as none.

    Raises:
        UnreadableFileError: if the file may not be read.
        BrokenSettingsError: if it is not TOML in UTF-8.
        UnknownSettingError: if it holds a key that does not exist.
        BadSettingError: if a value is out of range.
    """
    file = file or paths.settings_path()
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError:
        raise UnreadableFileError(file=str(file)) from None
    return parse(data, file)


def parse(data: bytes, file: Path) -> Settings:
    """Read settings from the bytes of ``file``; raises what ``load`` raises."""
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenSettingsError(file=str(file), line=line) from None
    try:
        plain = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise BrokenSettingsError(file=str(file), line=_line_of_error(error, source)) from None
    for key in plain:
        if key not in Settings.model_fields:
            raise UnknownSettingError(
                file=str(file),
                line=_line_of_key(source, key),
                key=key,
                known=", ".join(sorted(Settings.model_fields)),
            )
    try:
        return Settings.model_validate(_with_absolute_paths(plain, file.parent))
    except ValidationError as error:
        key = str(error.errors()[0]["loc"][0])
        raise BadSettingError(
            file=str(file),
            line=_line_of_key(source, key),
            key=key,
            expected=text(f"error.setting.{key}"),
        ) from None


def _with_absolute_paths(plain: dict[str, Any], folder: Path) -> dict[str, Any]:
    return {
        key: _absolute(value, folder)
        if key in {"vault", "template"} and isinstance(value, str)
        else value
        for key, value in plain.items()
    }


def _absolute(value: str, folder: Path) -> Path | None:
    if not value.strip():
        return None
    path = Path(value)
    with contextlib.suppress(RuntimeError):
        path = path.expanduser()
    return folder / path


def _line_of_key(source: str, key: str) -> int:
    pattern = re.compile(rf"""\s*\[?\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    lines = enumerate(source.splitlines(), start=1)
    return next((number for number, line in lines if pattern.match(line)), 1)


def _line_of_error(error: tomllib.TOMLDecodeError, source: str) -> int:
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else source.count("\n") + 1
