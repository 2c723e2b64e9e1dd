"""The program works with the network unplugged, and never tries it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

UNPLUGGED = """
import sys

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        raise SystemExit(f"the program tried the network: {event}")

sys.addaudithook(refuse)
sys.argv = ["report-tool", *sys.argv[1:]]
from report_tool.__main__ import main
main()
"""


def test_the_whole_job_runs_unplugged(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNPLUGGED, "demo", "--out", str(tmp_path / "demo")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
