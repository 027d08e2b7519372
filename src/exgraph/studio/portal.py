"""The portal beside the studio: a server of what is published, for as long as the studio runs."""

from __future__ import annotations

import atexit
import socket
import subprocess
import sys
import threading
import time

from exgraph.errors import ServerError
from exgraph.publish import current
from exgraph.settings import Settings

_PATIENCE = 60.0
"""Seconds until it has to answer."""
_COMMAND = "from exgraph.cli import main; main()"


class Portal:
    """A child process, begun when it is first asked for."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0

    @property
    def is_published(self) -> bool:
        """Whether there is anything to look at."""
        return current(self._settings.build) is not None

    def address(self) -> str:
        """Return its address on this machine; it is begun, or begun anew, where it does not run.

        Raises:
            ServerError: it does not begin to answer.
        """
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._begin()
            return f"http://127.0.0.1:{self._port}/"

    def end(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()

    def _begin(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        folders = ["--root", str(self._settings.root), "--build", str(self._settings.build)]
        command = [sys.executable, "-c", _COMMAND, *folders, "serve", "--port", str(self._port)]
        self._process = subprocess.Popen(command)  # noqa: S603 - our own command, in this environment
        atexit.register(self.end)
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and self._process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self._port), 1).close()
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise ServerError("the portal does not begin to answer", remedy="run exgraph serve, and read what it says")
