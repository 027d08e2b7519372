"""The HTTP server: uvicorn, with the connections of exgraph.web.connection."""

from __future__ import annotations

import resource
from contextlib import suppress

import uvicorn

from exgraph.pool import Limits
from exgraph.settings import Settings
from exgraph.web.app import ServerOptions, create_app
from exgraph.web.connection import Connection


def server(
    settings: Settings,
    limits: Limits,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    options: ServerOptions | None = None,
) -> uvicorn.Server:
    """Return a server of what is published."""
    _allow_files(limits.connections)
    application = create_app(settings, limits, options)
    config = uvicorn.Config(
        application,
        host=host,
        port=port,
        http=type("LimitedConnection", (Connection,), {"limits": limits, "direct": application.direct}),
        ws="none",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        backlog=1024,
        timeout_graceful_shutdown=int(limits.timeout) + 5,
    )
    return uvicorn.Server(config)


def _allow_files(connections: int) -> None:
    """Let this process have a file open for each connection, and some for itself."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + 512
    if soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard), hard))
