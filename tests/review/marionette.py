"""Firefox ESR through its own remote protocol, Marionette: Playwright cannot drive it.

A message is ``<length>:[type, id, name or error, parameters or result]`` over a local socket
(firefox-source-docs, "Marionette/Protocol").
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STARTS_WITHIN = 60
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.download.dir": "",
    "browser.download.folderList": 2,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "",
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """One window; ``run`` evaluates a script's body in the page, outside its policy."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._buffer = b""
        self._last = 0
        self._read()
        self.do("WebDriver:NewSession")

    def do(self, command: str, **parameters: Any) -> Any:
        """Send a command and return its result."""
        self._last += 1
        message = json.dumps([0, self._last, command, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def go(self, address: str) -> None:
        """Open an address."""
        self.do("WebDriver:Navigate", url=address)

    def run(self, script: str) -> Any:
        """Run a script's body in the page and return what it returns."""
        return self.do("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def wait(self, condition: str) -> None:
        """Wait until a condition holds in the page."""
        until = time.monotonic() + 15
        while not self.run(f"return Boolean({condition})"):
            assert time.monotonic() < until, condition
            time.sleep(0.05)

    def find(self, selector: str) -> str:
        """Return the reference of an element."""
        found = self.do("WebDriver:FindElement", using="css selector", value=selector)
        return str(next(iter(found["value"].values())))

    def click(self, selector: str) -> None:
        """Click as a person does."""
        self.do("WebDriver:ElementClick", id=self.find(selector))

    def type(self, selector: str, text: str) -> None:
        """Type as a person does."""
        self.do("WebDriver:ElementSendKeys", id=self.find(selector), text=text)

    def _read(self) -> Any:
        while b":" not in self._buffer:
            self._receive()
        length, _, self._buffer = self._buffer.partition(b":")
        while len(self._buffer) < int(length):
            self._receive()
        message, self._buffer = self._buffer[: int(length)], self._buffer[int(length) :]
        return json.loads(message)

    def _receive(self) -> None:
        data = self._connection.recv(65536)
        assert data, "Firefox has closed the connection"
        self._buffer += data


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Start Firefox with an empty profile in ``folder``, and stop it again."""
    program = shutil.which("firefox-esr")
    if program is None:
        pytest.skip("Firefox ESR is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    profile = folder / "profile"
    profile.mkdir()
    chosen = PREFERENCES | {"marionette.port": port, "browser.download.dir": str(folder)}
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in chosen.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "MOZ_DISABLE_CONTENT_SANDBOX": "1"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            with _connected(port) as connection:
                yield Firefox(connection)
        finally:
            process.terminate()
            process.wait(20)


def _connected(port: int) -> socket.socket:
    until = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=STARTS_WITHIN)
        except OSError:
            assert time.monotonic() < until, "Firefox does not answer"
            time.sleep(0.1)
