"""The sources of the employee's review page: texts, style, script and the HTML around them."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

SCRIPTS = ("seal", "elements", "report", "details", "answer", "main")
"""The script's parts in the order they are joined."""


@lru_cache(maxsize=4)
def texts(lang: str) -> dict[str, Any]:
    """Return the page's texts in ``nb`` or ``nn``, or the English explanation for ``en``."""
    source = resources.files(__package__) / "texts" / lang / "review.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def script() -> str:
    """Return the page's one script; nothing of it is reachable from outside."""
    parts = "\n".join(_read(f"{name}.js") for name in SCRIPTS)
    return f'\n"use strict";\n(() => {{\n{parts}}})();\n'


@lru_cache(maxsize=1)
def style() -> str:
    """Return the page's one style sheet."""
    return f"\n{_read('style.css')}"


@lru_cache(maxsize=1)
def html() -> str:
    """Return the page as a Jinja2 template; every value in it is escaped."""
    return _read("page.html")


def _read(name: str) -> str:
    return (resources.files(__package__) / "review" / name).read_text(encoding="utf-8")
