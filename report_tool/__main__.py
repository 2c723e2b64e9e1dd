"""Entry point: answers ``--version`` at once, everything else through the command line."""

from __future__ import annotations

import sys

from report_tool import __version__


def main() -> None:
    """Run the program on the process's arguments and exit with its code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        sys.stdout.write(f"report-tool {__version__}\n")
        raise SystemExit(0)
    from report_tool.cli.app import run

    raise SystemExit(run(arguments))


if __name__ == "__main__":
    main()
