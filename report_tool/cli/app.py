"""The program's commands, and the one way in and out of them."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from report_tool import __version__
from report_tool.cli import failures, language, output
from report_tool.cli.help import CommandWithHelp, group_help

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "report-tool"
EXIT_INTERRUPTED = 130

COMMANDS = {
    "demo": "demo",
    "new": "cases",
    "list": "cases",
    "open": "cases",
    "delete": "cases",
    "check": "check",
    "scan": "scan",
    "review": "review",
    "export": "export",
    "template": "template",
    "verify": "verify",
    "audit": "audit",
    "versions": "versions",
    "terms": "terms",
    "evaluate": "evaluate",
    "schema": "schema",
    "doctor": "doctor",
}
"""Command → the module in ``cli.commands`` that holds its function of the same name."""

REVIEW_COMMANDS = {
    "send": "send",
    "import": "import_answer",
    "here": "here",
    "receipt": "receipt",
    "withdraw": "withdraw",
}
"""Commands below ``review`` → their functions."""

TEMPLATE_COMMANDS = {"check": "check", "use": "use", "new": "new"}
"""Commands below ``template`` → their functions."""

TERMS_COMMANDS = {
    "list": "list_terms",
    "forget": "forget",
    "export": "export",
    "import": "import_terms",
}
"""Commands below ``terms`` → their functions."""

_GROUPS = {"review": REVIEW_COMMANDS, "template": TEMPLATE_COMMANDS, "terms": TERMS_COMMANDS}


class LazyGroup(TyperGroup):
    """The commands by name; a command's module is imported when the command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, or None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"report_tool.cli.commands.{COMMANDS[cmd_name]}")
        if cmd_name in _GROUPS:
            return _group(cmd_name, module)
        return _command(cmd_name, getattr(module, f"{cmd_name}_command"), f"cli.{cmd_name}")

    def get_help(self, ctx: Any) -> str:
        """Return the help in Norwegian without loading the commands."""
        return group_help(self, ctx, {name: f"cli.{name}.short" for name in COMMANDS})


class GroupBelow(TyperGroup):
    """The commands below another, such as ``review``."""

    def get_help(self, ctx: Any) -> str:
        """Return the help in Norwegian."""
        shorts = {name: f"{self.help}.{name}.short" for name in self.commands}
        return group_help(self, ctx, shorts)


app = typer.Typer(
    name=NAME, cls=LazyGroup, add_completion=False, rich_markup_mode=None, help="cli.program"
)


@app.callback(invoke_without_command=True)
def _without_command(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="cli.option.version")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="cli.option.plain")] = False,
) -> int:
    if version:
        output.line(f"{NAME} {__version__}")
    elif context.invoked_subcommand is None and plain:
        from report_tool.cli.conversation import converse

        converse()
    elif context.invoked_subcommand is None:
        from report_tool.cli.terminal_program import open_program

        open_program()
    return 0


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return the exit code.

    The only place where an error becomes a message: a known error in three Norwegian lines, an
    unknown one in a short note without words of a report, and neither with a traceback.
    """
    output.use_utf8()
    language.use_chosen()
    try:
        command: Any = typer.main.get_command(app)
        with command.make_context(NAME, list(arguments)) as context:
            return int(command.invoke(context) or 0)
    except typer.Exit as done:
        return done.exit_code
    except (KeyboardInterrupt, typer.Abort):
        failures.show_interrupted()
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        output.hush()
        return 0
    except Exception as error:
        return failures.show(error)


def main_command() -> Any:
    """Return the whole tree of commands, loaded; for the documentation's test."""
    return typer.main.get_command(app)


def _command(name: str, function: Any, help_id: str) -> Any:
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=CommandWithHelp, help=help_id)(function)
    return typer.main.get_command(single)


def _group(group_name: str, module: Any) -> Any:
    group = typer.Typer(add_completion=False, rich_markup_mode=None)
    for name, function in _GROUPS[group_name].items():
        group.command(name, cls=CommandWithHelp, help=f"cli.{group_name}.{name}")(
            getattr(module, function)
        )
    group.callback(cls=GroupBelow, help=f"cli.{group_name}")(_nothing)
    return typer.main.get_command(group)


def _nothing() -> None:
    """A group needs a function; this one has nothing to do."""


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
