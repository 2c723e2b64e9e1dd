"""Everything a user reads, by message id, from the catalogues ``<language>/<domain>.po``.

A message id starts with its domain: ``cli.demo.done`` stands in ``cli.po``. Texts hold named
placeholders (``{file}``) that ``text`` fills; nothing else in them is interpreted.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

LANGUAGES = ("nb", "nn", "en")
DEFAULT_LANGUAGE = "nb"

_language = DEFAULT_LANGUAGE


def use_language(language: str) -> None:
    """Read messages in ``language`` from now on, in every thread; one it lacks, in bokmål."""
    global _language
    _language = language


def in_use() -> str:
    """Return the language that messages are read in."""
    return _language


def text(message_id: str, /, **parameters: object) -> str:
    """Return the message in the user's language with its placeholders filled.

    Raises:
        KeyError: if no catalogue holds the message, or a placeholder is not given.
    """
    domain = message_id.partition(".")[0]
    for language in (_language, DEFAULT_LANGUAGE):
        template = catalogue(language, domain).get(message_id)
        if template:
            return template.format_map(parameters) if parameters else template
    raise KeyError(message_id)


@lru_cache(maxsize=64)
def catalogue(language: str, domain: str) -> dict[str, str]:
    """Return one catalogue as id → text; empty where the language does not have the domain."""
    from babel.messages.pofile import read_po

    source = resources.files(__name__).joinpath(language, f"{domain}.po")
    if not source.is_file():
        return {}
    with source.open("rb") as stream:
        return {str(m.id): str(m.string) for m in read_po(stream, abort_invalid=True) if m.id}
