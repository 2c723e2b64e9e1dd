"""The settings file: TOML, read into one frozen model; a wrong key or value is named by line.

Nothing personal is set here; the expert's profile is in the vault.
"""

from __future__ import annotations

import contextlib
import json
import re
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from report_tool import paths
from report_tool.errors import (
    BadSettingError,
    BrokenSettingsError,
    UnknownSettingError,
    UnreadableFileError,
    UnwritableError,
)
from report_tool.messages import text

if TYPE_CHECKING:
    from collections.abc import Mapping


class Settings(BaseModel):
    """What can be set.

    Attributes:
        language: language of the program's texts; bokmål where a text is missing in it.
        vault: the vault's file, where it is not the usual one.
        lock_after_minutes: minutes without a key or click until the terminal program locks, 1 to
            120; 0 for never.
        template: the organisation's Word template for copies, where there is one.
        template_accepted: SHA-256 of the template whose header and footer were accepted as they
            are, though something in them looks sensitive.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    language: Literal["nb", "nn", "en"] = "nb"
    vault: Path | None = None
    lock_after_minutes: int = Field(default=10, ge=0, le=120, strict=True)
    template: Path | None = None
    template_accepted: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")

    @property
    def vault_path(self) -> Path:
        """The vault's file."""
        return self.vault or paths.vault_path()

    @property
    def lock_after(self) -> timedelta | None:
        """The pause after which the terminal program locks; None for never."""
        return timedelta(minutes=self.lock_after_minutes) if self.lock_after_minutes else None


def load(file: Path | None = None) -> Settings:
    """Read the settings file; without one, the defaults.

    Paths in the file are relative to its folder, ``~`` is the home folder, and an
    empty path is the same as none.

    Raises:
        UnreadableFileError: if the file may not be read.
        BrokenSettingsError: if it is not TOML in UTF-8.
        UnknownSettingError: if it holds a key that does not exist.
        BadSettingError: if a value is not one that can be set.
    """
    file = file or paths.settings_path()
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError:
        raise UnreadableFileError(file=str(file)) from None
    return parse(data, file)


def store(values: Mapping[str, str], file: Path | None = None) -> None:
    """Set keys in the settings file, an empty value taking its key away; the rest stays as it is.

    Raises:
        ReportToolError: what ``load`` raises, if the file or a value is wrong; nothing is written.
        UnwritableError: if it cannot be written.
    """
    file = file or paths.settings_path()
    load(file)
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines() if file.exists() else []
        kept = [line for line in lines if not any(_sets(line, key) for key in values)]
        added = [f"{key} = {_quoted(value)}" for key, value in values.items() if value]
        content = "\n".join([*added, *kept]) + "\n"
        parse(content.encode(), file)
        file.parent.mkdir(parents=True, exist_ok=True)
        hidden = file.with_name(f".{file.name}.tmp")
        hidden.write_text(content, encoding="utf-8", newline="\n")
        hidden.replace(file)
    except OSError:
        raise UnwritableError(file=str(file)) from None


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


def _sets(line: str, key: str) -> bool:
    return bool(re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line))


def _quoted(value: str) -> str:
    """Return a TOML basic string; JSON escapes are TOML's too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _line_of_key(source: str, key: str) -> int:
    pattern = re.compile(rf"""\s*\[?\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    lines = enumerate(source.splitlines(), start=1)
    return next((number for number, line in lines if pattern.match(line)), 1)


def _line_of_error(error: tomllib.TOMLDecodeError, source: str) -> int:
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else source.count("\n") + 1
