from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from report_tool.cli import app
from tests.cli.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


def commands() -> Iterator[tuple[str, Any]]:
    root = app.main_command()
    for name in app.COMMANDS:
        command = root.get_command(None, name)
        below = getattr(command, "commands", None)
        if below is None:
            yield name, command
        else:
            for inner, single in below.items():
                yield f"{name} {inner}", single


def sections() -> dict[str, str]:
    source = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    found = re.findall(
        r"^### `report-tool ([a-z ]+?)(?: [A-Z\[].*?)?`\n(.*?)(?=^##|\Z)", source, re.M | re.S
    )
    return dict(found)


def test_every_command_and_option_is_documented_and_no_other() -> None:
    documented = sections()
    assert set(documented) == {name for name, _ in commands()}
    for name, command in commands():
        options = {
            option
            for parameter in command.params
            if parameter.param_type_name == "option" and parameter.name != "help"
            for option in parameter.opts
        }
        assert options == set(re.findall(r"`(--[a-z-]+)", documented[name])) - {"--help"}, name
