"""A real terminal, driven as a person would: keys, pastes, resizes, and a look at the screen."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PATIENCE = 90.0
"""Seconds to wait for a state; a busy machine is slow, and a good run never waits that long."""


@dataclass
class Terminal:
    """One window of a tmux server of its own."""

    environment: Mapping[str, str]
    server: str = field(default_factory=lambda: f"rapport-{uuid.uuid4().hex[:12]}")

    def __post_init__(self) -> None:
        if sys.platform != "linux" or shutil.which("tmux") is None:
            pytest.skip("tmux on Linux is not there")

    def open(self, columns: int, rows: int) -> None:
        """Open the window with a shell in it."""
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", f"{columns}", "-y", f"{rows}", "sh")
        self._tmux("set", "-g", "escape-time", "0")
        self._tmux("set", "-g", "window-size", "manual")

    def start(self, command: Sequence[str]) -> None:
        """Start a program from the shell."""
        setting = " ".join(f"{k}={shlex.quote(v)}" for k, v in self.environment.items())
        self.type(f"env {setting} {shlex.join(command)}")
        self.press("Enter")

    def type(self, text: str) -> None:
        """Type a text; what it holds is no name of a key."""
        self._tmux("send-keys", "-l", "--", text)

    def press(self, *keys: str) -> None:
        """Press keys by tmux' names for them: ``Enter``, ``C-z``, ``F7``."""
        self._tmux("send-keys", "--", *keys)

    def paste(self, text: str) -> None:
        """Paste as terminals do: in brackets, with a carriage return for each line break."""
        self._tmux("load-buffer", "-b", "paste", "-", given=text)
        self._tmux("paste-buffer", "-p", "-d", "-b", "paste")

    def resize(self, columns: int, rows: int) -> None:
        self._tmux("resize-window", "-x", f"{columns}", "-y", f"{rows}")

    def screen(self) -> str:
        """Return what is on the screen, and what the shell has there when the program is gone."""
        return self._tmux("capture-pane", "-p")

    def everything(self) -> str:
        """Return what can be scrolled back to, the screen, and the title."""
        title = self._tmux("display-message", "-p", "#{pane_title} #{window_name}")
        return self._tmux("capture-pane", "-p", "-S", "-") + title

    def wait(self, holds: Callable[[str], object], what: str) -> str:
        """Wait until something holds of the screen, and return the screen."""
        end, screen = time.monotonic() + PATIENCE, ""
        while time.monotonic() < end:
            screen = self.screen()
            if holds(screen):
                return screen
            time.sleep(0.1)
        raise AssertionError(f"never came: {what}\n{screen}")

    def see(self, *words: str) -> str:
        """Wait until all of these are on the screen."""
        return self.wait(lambda screen: all(word in screen for word in words), repr(words))

    def kill(self) -> None:
        """Kill the program the hard way, and mend the shell's terminal as one would by hand."""
        shell = self._tmux("display-message", "-p", "#{pane_pid}").strip()
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", shell], capture_output=True, text=True, check=True
        )
        for process in listed.stdout.split():
            os.kill(int(process), signal.SIGKILL)
        self.see("Killed")
        tty = self._tmux("display-message", "-p", "#{pane_tty}").strip()
        subprocess.run(["stty", "-F", tty, "sane"], check=True)
        self._tmux("send-keys", "-R")
        self._tmux("clear-history")

    def close(self) -> None:
        """End the server with everything in it; it leaves its socket behind."""
        with contextlib.suppress(subprocess.CalledProcessError):
            socket = Path(self._tmux("display-message", "-p", "#{socket_path}").strip())
            self._tmux("kill-server")
            socket.unlink(missing_ok=True)

    def _tmux(self, *arguments: str, given: str | None = None) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-L", self.server, *arguments],
            input=given,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
            env={**os.environ, "LANG": "C.UTF-8"},
        )
        return done.stdout
