"""Errors as a person reads them: what happened, what it means for the data, what to do next."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer

from report_tool.cli import output
from report_tool.cli.help import placeholder
from report_tool.errors import EXIT_BAD_INPUT, ReportToolError
from report_tool.messages import text

EXIT_UNEXPECTED = 70
"""Exit code of a fault in the program itself (``EX_SOFTWARE`` of sysexits.h)."""

_ROOT = Path(__file__).parents[2]
_OURS = frozenset({"report_tool", "redaction", "schemas", "templates"})


def show(error: Exception) -> int:
    """Tell about an error on standard error and return the exit code."""
    if isinstance(error, ReportToolError):
        show_known(error)
        return error.exit_code
    if isinstance(error, typer.TyperException):
        return _show_usage(error)
    _show_unexpected(error)
    return EXIT_UNEXPECTED


def show_known(error: ReportToolError) -> None:
    """Tell about an error of ours in its three lines."""
    what, data, next_step = (
        text(f"error.{error.message_id}.{part}", **error.parameters)
        for part in ("what", "data", "next")
    )
    if sys.stderr.isatty():
        _show_panel(what, data, next_step)
        return
    output.note(text("cli.error.what", what=what))
    output.note(text("cli.error.data", data=data))
    output.note(text("cli.error.next", next=next_step))


def show_interrupted() -> None:
    """Say that the user stopped the program."""
    output.note("\n" + text("cli.interrupted"))


def _show_panel(what: str, data: str, next_step: str) -> None:
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    body = Text("\n").join([Text(what, style="bold"), Text(data), Text(f"→ {next_step}")])
    sys.stdout.flush()
    Console(stderr=True).print(
        Panel(body, title=text("cli.error.title"), title_align="left", border_style="red")
    )


def _show_usage(error: typer.TyperException) -> int:
    output.note(text("cli.error.what", what=_usage_problem(error)))
    context: Any = getattr(error, "ctx", None)
    program = context.command_path if context else "report-tool"
    output.note(text("cli.usage.see-help", program=program))
    return EXIT_BAD_INPUT


def _usage_problem(error: typer.TyperException) -> str:
    """Say what is wrong with the command line in our words: Typer has only English ones."""
    parameter: Any = getattr(error, "param", None)
    name = placeholder(parameter.metavar or parameter.name) if parameter is not None else ""
    if parameter is not None and parameter.param_type_name == "option":
        name = max(parameter.opts, key=len)
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "NoSuchOption":
            return text("cli.usage.no-such-option", option=option)
        case "BadOptionUsage":
            return text("cli.usage.option-needs-value", option=option)
        case "MissingParameter":
            return text("cli.usage.missing", name=name)
        case "BadParameter":
            allowed = ", ".join(_choices(parameter))
            known = "cli.usage.bad-choice" if allowed else "cli.usage.bad-value"
            return text(known, name=name, allowed=allowed)
        case _ if "command" in error.message:
            return text("cli.usage.no-such-command")
        case _:
            return text("cli.usage.other")


def _choices(parameter: Any) -> list[str]:
    choices = getattr(getattr(parameter, "type_descriptor", None), "choices", None) or ()
    return [str(getattr(choice, "value", choice)) for choice in choices]


def _show_unexpected(error: Exception) -> None:
    """Name the kind of error and the line of code, never its message, which may quote a text."""
    place = "?"
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(_ROOT) and file.relative_to(_ROOT).parts[0] in _OURS:
            place = f"{file.relative_to(_ROOT).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    output.note(text("cli.unexpected.what"))
    output.note(text("cli.unexpected.data"))
    output.note(text("cli.unexpected.next", kind=type(error).__name__, place=place))
