"""Standard output and standard error: UTF-8, quiet when nobody listens any more."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from typing import Any


def use_utf8() -> None:
    """Write UTF-8 also where the platform's default is another, as in Windows pipes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def line(words: str = "") -> None:
    """Write a line to standard output."""
    sys.stdout.write(words + "\n")


def write(words: str) -> None:
    """Write text to standard output as it is."""
    sys.stdout.write(words)


def note(words: str) -> None:
    """Write a line to standard error, where it does not disturb a program reading the output."""
    sys.stdout.flush()
    sys.stderr.write(words + "\n")


def as_json(value: Any) -> None:
    """Write a value as JSON to standard output."""
    write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def is_terminal() -> bool:
    """Say whether a person reads the output on a terminal that can show marks."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def marked(words: str) -> str:
    """Return words that stand out: in colour and underlined on a terminal, quoted elsewhere."""
    if is_terminal() and "NO_COLOR" not in os.environ:
        return f"\x1b[1;4;33m{words}\x1b[0m"
    return f"«{words}»"


def hush() -> None:
    """Let what is still unwritten go nowhere, after the reader has left."""
    with contextlib.suppress(OSError, ValueError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tick(is_fine: bool) -> str:
    """Return the mark in front of a check."""
    return "✓" if is_fine else "✗"
