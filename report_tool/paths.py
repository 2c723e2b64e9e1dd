"""Where the program keeps its own files.

``REPORT_TOOL_HOME`` puts all of them in one folder, for tests, demonstrations and installations
on a memory stick; otherwise they lie where the platform wants them.
"""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_documents_path

HOME_VARIABLE = "REPORT_TOOL_HOME"
"""Environment variable with the folder that holds everything."""

_NAME = "report-tool"


def data_folder() -> Path:
    """Return the folder for what the expert writes; it need not exist."""
    return _home() or user_data_path(_NAME, appauthor=False)


def settings_folder() -> Path:
    """Return the folder for what the expert sets; it need not exist."""
    return _home() or user_config_path(_NAME, appauthor=False)


def vault_path() -> Path:
    """Return the vault's usual place. The settings may name another."""
    return data_folder() / "vault.db"


def settings_path() -> Path:
    """Return the settings file's place."""
    return settings_folder() / "settings.toml"


def documents_path() -> Path:
    """Return the folder that copies are proposed for: the user's documents, or else their home.

    ``REPORT_TOOL_HOME`` does not move it: it holds the program's own files, and copies are the
    user's.
    """
    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()


def _home() -> Path | None:
    value = os.environ.get(HOME_VARIABLE, "").strip()
    return Path(value).expanduser().absolute() if value else None
