"""From key to screen in a real pseudo-terminal, with the language check and without it.

Run: ``python benchmarks/keystroke.py [keys]``. Two terminal programs hold the same report of about
twelve pages with about 300 details in it; the keys go to them in turn, so that a busy machine
hits both alike. A key counts as shown when the terminal has been sent the character; a detail,
when the list of findings counts one more. Needs a POSIX system.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from report_tool.workflow.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COLUMNS, ROWS = 160, 50
CHECKED_WITHIN = 15
"""Seconds after which the whole report is surely checked."""
PAUSE = 0.05
"""Seconds after a key is shown before the next one goes to the other terminal."""
KEYS = "zwqxzqwx"
"""Letters that hardly occur in the report, so that their echo is no other text."""
SENTENCE = " Lia har migrene"
UNDECIDED = re.compile(r"(\d+) uavgjort  ·")
"""The count of open details at the top; it is drawn together with their underlines."""
SENTENCES = (
    "Den ansatte har hatt migrene siden i høst og greier korte økter best.",
    "Avdelingen har lagt om vaktene, og lederen følger opp hver uke.",
    "Hun har søvnvansker, og tidlige vakter faller tungt.",
    "Oppgavene på lageret er fordelt på nytt etter møtet i oktober.",
    "Hun bruker Sobril etter avtale med fastlegen.",
    "Det er satt av en fast plass nær utgangen, og skjermen står høyere.",
)


def fill(folder: Path) -> tuple[Path, str]:
    """Save the report in a vault; return the vault and the case's id."""
    from datetime import UTC, datetime

    from report_tool.workflow import editing
    from report_tool.workflow.fields import text_fields, with_text
    from report_tool.workflow.intake import new_case

    vault = folder / "vault.db"
    case = new_case("maaling", datetime.now(UTC))
    report = case.report
    paths = [each.path for each in text_fields(report) if each.section != "merknader"]
    sentences = iter(range(600))
    for path in paths:
        words = " ".join(
            SENTENCES[number % len(SENTENCES)]
            for number in (next(sentences) for _ in range(600 // len(paths)))
        )
        paragraphs = re.sub(r"((?:[^.]+\. ){6})", r"\1\n\n", words)
        report = with_text(report, path, paragraphs)
    with Desk(vault) as desk:
        desk.create("en lang passordfrase")
        desk.save(editing.edit(case, report, datetime.now(UTC)))
    return vault, case.case_id


def serve(vault: Path, case_id: str, *, checked: bool) -> None:
    """Be the terminal program, with the language check or with one that finds nothing."""
    from report_tool.tui.app import ReportApp

    class Nothing:
        def analyze(self, text: str, parties: object = (), lang: str | None = None) -> tuple[()]:
            return ()

    with Desk(vault, None if checked else Nothing()) as desk:
        desk.unlock("en lang passordfrase")
        ReportApp(desk, case_id=case_id).run()


@dataclass
class Terminal:
    """A terminal program behind a pseudo-terminal."""

    process: int
    line: int
    shown: list[float] = field(default_factory=list)
    undecided: int = 0

    @classmethod
    def start(cls, *arguments: str) -> Terminal:
        process, line = pty.fork()
        if process == 0:
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execv(sys.executable, [sys.executable, __file__, *arguments])
        fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        return cls(process, line)

    def read(self, seconds: float) -> str:
        """Return what is sent within the seconds, or earlier if something is."""
        ready, _, _ = select.select([self.line], [], [], seconds)
        return os.read(self.line, 1 << 16).decode("utf-8", "replace") if ready else ""

    def drain(self, seconds: float) -> None:
        """Read whatever is sent for some time; the cursor's blinking never ends."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(left)

    def until(self, seen: Callable[[str], object], limit: float) -> float:
        """Return the seconds until this holds of what was sent, infinity after the limit."""
        start, sent = time.perf_counter(), ""
        while (waited := time.perf_counter() - start) < limit:
            sent += self.read(limit - waited)
            if seen(sent):
                return time.perf_counter() - start
        return float("inf")

    def until_one_more(self, limit: float) -> float:
        """Return the seconds until the count of open details has grown."""

        def grown(sent: str) -> bool:
            before = self.undecided
            self.undecided = int([before, *UNDECIDED.findall(sent)][-1])
            return self.undecided > before > 0

        return self.until(grown, limit)

    def press(self, keys: str) -> None:
        os.write(self.line, keys.encode())

    def stop(self) -> None:
        os.kill(self.process, 9)
        os.waitpid(self.process, 0)


def opened(vault: Path, case_id: str, kind: str) -> Terminal:
    """Start a program, and wait until the report is open, checked and quiet."""
    terminal = Terminal.start("serve", str(vault), case_id, kind)
    terminal.until(lambda sent: "Bestillingen" in sent, 60)
    terminal.drain(CHECKED_WITHIN)
    terminal.press("\x1b[1;5F")  # Ctrl+End
    terminal.drain(1)
    return terminal


def type_in_turn(terminals: Iterable[Terminal], keys: int) -> None:
    """Type words into all terminals alike, and note when each letter is shown."""
    for number in range(keys):
        for terminal in terminals:
            if number % len(KEYS) == 0:
                terminal.press(" ")
                terminal.drain(PAUSE)
            key = KEYS[number % len(KEYS)]
            terminal.press(key)
            terminal.shown.append(terminal.until(lambda sent, key=key: key in sent, 2))
            terminal.drain(PAUSE)


def flag_times(terminal: Terminal, times: int) -> list[float]:
    """Return the seconds from the last key of a detail to its flag; two are for practice."""
    seconds = []
    for _ in range(times + 2):
        for key in SENTENCE:
            terminal.press(key)
            terminal.drain(PAUSE)
        terminal.press(".")
        seconds.append(terminal.until_one_more(2))
        terminal.drain(1)
    return seconds[2:]


def main() -> None:
    if sys.argv[1:2] == ["serve"]:
        serve(Path(sys.argv[2]), sys.argv[3], checked=sys.argv[4] == "checked")
        return
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    with tempfile.TemporaryDirectory() as folder:
        terminals = {}
        for kind in ("checked", "unchecked"):
            own = Path(folder) / kind
            own.mkdir()
            terminals[kind] = opened(*fill(own), kind)
        type_in_turn(terminals.values(), keys)
        flags = flag_times(terminals["checked"], 10)
        for terminal in terminals.values():
            terminal.stop()
    report({kind: terminal.shown for kind, terminal in terminals.items()}, flags)


def report(shown: dict[str, list[float]], flags: list[float]) -> None:
    """Print the figures in milliseconds."""
    medians = {kind: statistics.median(seconds) for kind, seconds in shown.items()}
    print(f"{'':24}{'median ms':>10}{'95 % ms':>10}")
    for name, seconds in (*shown.items(), ("last key to new flag", flags)):
        late = statistics.quantiles(seconds, n=20)[-1]
        print(f"{name:24}{statistics.median(seconds) * 1000:>10.1f}{late * 1000:>10.1f}")
    print(f"checked / unchecked     {medians['checked'] / medians['unchecked']:>10.2f}")


if __name__ == "__main__":
    main()
