"""`exgraph serve`: the published version over HTTP."""

from __future__ import annotations

import os
import socket
from typing import Annotated

import typer

from exgraph.cli import project
from exgraph.errors import ServerError
from exgraph.publish import current

APP = "exgraph.web.app:create_app"


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer requests.")] = 1,
) -> None:
    """Serve the published version."""
    settings = project.load(context)
    if current(settings.build) is None:
        raise ServerError(f"nothing is published in {settings.build}", remedy="run exgraph build first")
    # Workers are processes of their own: they find the project as a user's shell would tell them.
    os.environ["EXGRAPH_ROOT"] = str(settings.root.resolve())
    os.environ["EXGRAPH_BUILD"] = str(settings.build.resolve())
    _try_port(host, port)
    import uvicorn  # noqa: PLC0415 - only this command waits for it

    uvicorn.run(APP, factory=True, host=host, port=port, workers=workers)


def _try_port(host: str, port: int) -> None:
    """Bind the port for a moment, so that one in use is a plain message here and no log line of a worker.

    Raises:
        ServerError: there is no such address, or the port cannot be had.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except OSError as error:
        raise ServerError(
            f"cannot listen at {host} port {port}: {error.strerror}",
            remedy="choose another --port or --host, or end what uses it",
        ) from error
