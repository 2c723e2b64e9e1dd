"""Help in the user's language: help texts are message ids, read only when help is shown."""

from __future__ import annotations

import re
import shutil
import textwrap
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

from report_tool.messages import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_WIDEST = 96
_INDENT = 2
_LONGEST_TERM = 30


def placeholder(metavar: str) -> str:
    """Return what stands for a value, ``FIL`` or ``[MAPPE]``, in the user's language."""
    return re.sub(r"[A-ZÆØÅ]{2,}", lambda word: _in_words(word[0]), metavar)


def _in_words(word: str) -> str:
    try:
        return text(f"cli.word.{word}")
    except KeyError:
        return word


class CommandWithHelp(TyperCommand):
    """A command whose help and parameters' help are message ids."""

    def get_help(self, ctx: Any) -> str:
        """Return the help in the user's language."""
        parts = [_usage(ctx, self), _paragraphs(text(self.help or ""))]
        parameters = self.get_params(ctx)
        arguments = [_term(p) for p in parameters if p.param_type_name == "argument"]
        options = [_term(p) for p in parameters if p.param_type_name == "option"]
        parts += _section("cli.help.arguments", arguments)
        parts += _section("cli.help.options", options)
        return "\n\n".join(parts)


def group_help(group: Any, ctx: Any, commands: Mapping[str, str]) -> str:
    """Return the help of a group; ``commands`` maps names to the ids of their short texts."""
    rows = [(name, text(short)) for name, short in commands.items()]
    options = [_term(p) for p in group.get_params(ctx) if p.param_type_name == "option"]
    parts = [
        text("cli.help.group-usage", program=ctx.command_path),
        _paragraphs(text(group.help)),
        *_section("cli.help.commands", rows),
        *_section("cli.help.options", options),
        text("cli.help.more", program=ctx.command_path),
    ]
    return "\n\n".join(parts)


def _usage(ctx: Any, command: TyperCommand) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    names = [placeholder(p.metavar or p.name or "") for p in arguments]
    usage = text("cli.help.usage", program=ctx.command_path, arguments=" ".join(names))
    return " ".join(usage.split())


def _term(parameter: Any) -> tuple[str, str]:
    if parameter.name == "help":
        return "--help", text("cli.option.help")
    explained = text(parameter.help)
    if parameter.param_type_name == "argument":
        return placeholder(parameter.metavar or parameter.name), explained
    term = ", ".join(parameter.opts)
    if not parameter.is_flag:
        term += f" {placeholder(parameter.metavar)}"
    default = parameter.default
    if not parameter.is_flag and default not in (None, ""):
        explained += " " + text("cli.help.default", value=getattr(default, "value", default))
    return term, explained


def _section(title: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    rows = list(rows)
    if not rows:
        return
    column = min(max(len(term) for term, _ in rows), _LONGEST_TERM) + 2 * _INDENT
    yield "\n".join([text(title), *(_row(term, words, column) for term, words in rows)])


def _row(term: str, words: str, column: int) -> str:
    first = " " * _INDENT + term
    body = textwrap.fill(
        words, _width(), initial_indent=" " * column, subsequent_indent=" " * column
    )
    if len(first) + 2 > column:
        return f"{first}\n{body}"
    return first + body[len(first) :]


def _paragraphs(words: str) -> str:
    return "\n\n".join(textwrap.fill(part, _width()) for part in words.split("\n\n"))


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST)
