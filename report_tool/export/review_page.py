"""The employee's review page: one HTML file around the sealed report."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from report_tool.export.review_data import render as payload
from templates import review_sources as sources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.labels import Language

__all__ = ["payload", "policy", "render"]

_SHOWN_AFTER_UNLOCKING = "open"


def policy() -> str:
    """Return the page's Content-Security-Policy: no network, one script and one style by hash."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(sources.script())}'",
            f"style-src '{_hash(sources.style())}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def render(sealed: Mapping[str, str | int], language: Language) -> bytes:
    """Return the page as UTF-8. Only ``sealed`` differs from case to case.

    Args:
        sealed: the encrypted request as ``docs/review-page-format.md`` defines it.
        language: the written standard of the page's own texts.
    """
    texts, english = sources.texts(language.value), sources.texts("en")
    page = _template().render(
        lang=language.value,
        policy=policy(),
        texts=texts,
        english=english,
        page_texts={**texts, "english": english[_SHOWN_AFTER_UNLOCKING]["points"]},
        style=_trusted(sources.style()),
        script=_trusted(sources.script()),
        sealed=dict(sealed),
    )
    return str(page).encode()


def _hash(source: str) -> str:
    return f"sha256-{b64encode(sha256(source.encode()).digest()).decode('ascii')}"


def _trusted(source: str) -> Any:
    """Let our own style or script through unescaped; it must not close its element."""
    from markupsafe import Markup

    if "</" in source or "<!--" in source:
        raise ValueError("a page source would end its element early")
    return Markup(source)  # noqa: S704


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import BaseLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=BaseLoader(), undefined=StrictUndefined, autoescape=True, trim_blocks=True
    )
    return environment.from_string(sources.html())
