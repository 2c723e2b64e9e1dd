"""Cold start: what a user waits for, as ratios to the least that Python, Typer and Textual need.

Run: ``python benchmarks/startup.py [rounds]``. Each command is a new process; medians of the
rounds, taken in turn so that a busy machine hits all alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EMPTY_TYPER = "import typer; app = typer.Typer(); app.command()(lambda: None); app([])"
FIRST_PAINT = """
import os
{imports}
class Measured({base}):
    def on_mount(self):
        self.call_after_refresh(lambda: os._exit(0))
Measured({arguments}).run(headless=True, size=(120, 40))
"""
EMPTY_TEXTUAL = FIRST_PAINT.format(
    imports="from textual.app import App\nfrom textual.widgets import Static",
    base="App",
    arguments="",
)
OUR_FIRST_PAINT = FIRST_PAINT.format(
    imports=(
        "from pathlib import Path\n"
        "from report_tool.tui.app import ReportApp\n"
        "from report_tool.workflow.desk import Desk"
    ),
    base="ReportApp",
    arguments="Desk(Path('missing') / 'vault.db')",
)
PYTHON = sys.executable


def commands(text: Path) -> dict[str, list[str]]:
    """Return what is measured, each baseline before what is compared with it."""
    ours = [PYTHON, "-m", "report_tool"]
    return {
        "python -c pass": [PYTHON, "-c", "pass"],
        "report-tool --version": [*ours, "--version"],
        "empty Typer app": [PYTHON, "-c", EMPTY_TYPER],
        "report-tool schema case": [*ours, "schema", "case"],
        "report-tool --help": [*ours, "--help"],
        "report-tool scan (one sentence)": [*ours, "scan", str(text)],
        "empty Textual app, first paint": [PYTHON, "-c", EMPTY_TEXTUAL],
        "report-tool TUI, first paint": [PYTHON, "-c", OUR_FIRST_PAINT],
    }


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - start


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "notat.txt"
        text.write_text("Hun kan løfte fem kilo, men har migrene.", encoding="utf-8")
        measured: dict[str, list[float]] = {name: [] for name in commands(text)}
        for _ in range(rounds + 1):
            for name, command in commands(text).items():
                measured[name].append(seconds(command))
    medians = {name: statistics.median(times[1:]) for name, times in measured.items()}
    bare = medians["python -c pass"]
    typer = medians["empty Typer app"]
    textual = medians["empty Textual app, first paint"]
    print(f"{'':34}{'seconds':>8}{'× python':>10}{'× Typer':>10}{'× Textual':>11}")
    for name, median in medians.items():
        ratios = f"{median / bare:>10.1f}{median / typer:>10.1f}{median / textual:>11.1f}"
        print(f"{name:34}{median:>8.2f}{ratios}")


if __name__ == "__main__":
    main()
