"""Servers for tests: in a thread of this process, or as the command that people run."""

from __future__ import annotations

import re
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exgraph.model.iri import Base
from exgraph.pool import Limits
from exgraph.pool.relay import Service
from exgraph.settings import Settings
from exgraph.web import server as web
from exgraph.web.app import ServerOptions
from exgraph.web.http.proxy import Network

EXGRAPH = Path(sys.executable).parent / "exgraph"
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Spares each client the reading of all certificate authorities: the server speaks plain HTTP."""
allowed = True
"""Whether the running test is marked `server`; set before each."""


def settings_of(build: Path) -> Settings:
    """Return the settings of a server that knows nothing but a folder of versions."""
    return Settings(root=build, build=build, base=Base())


@contextmanager
def serve(
    settings: Settings,
    limits: Limits | None = None,
    trusted: tuple[Network, ...] = (),
    services: tuple[Service, ...] = (),
) -> Iterator[str]:
    """Run a server of what is published, and give its address; it has ended when the block has."""
    assert allowed, "a test that runs a server says so: pytestmark = pytest.mark.server"
    # Named as TCP, so that asyncio sends small answers at once.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        server = web.server(
            settings, limits or Limits(workers=1), options=ServerOptions(trusted=trusted, services=services)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server ended before it began"
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)
        assert not thread.is_alive(), "the server does not end"


@contextmanager
def run_command(root: Path, build: Path) -> Iterator[str]:
    """Run `exgraph serve` in a process of its own, and give the address that it says."""
    command = [str(EXGRAPH), "--root", str(root), "--build", str(build), "serve", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    found = (re.search(r"http://127\.0\.0\.1:\d+", line) for line in process.stderr)
    address = next((each[0] for each in found if each), None)
    assert address, "the server has said no address"
    try:
        yield address
    finally:
        process.terminate()
        process.wait(30)
