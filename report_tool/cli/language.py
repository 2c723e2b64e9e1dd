"""The language of the program's own words, known before any command is loaded."""

from __future__ import annotations

import tomllib

from report_tool import messages, paths


def use_chosen() -> None:
    """Speak the language of the settings file.

    A file that cannot be read is left to the command that needs it, which explains it.
    """
    try:
        chosen = tomllib.loads(paths.settings_path().read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return
    language = chosen.get("language")
    if language in messages.LANGUAGES:
        messages.use_language(language)
