"""`exgraph mcp`: the graph for agents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exgraph.cli import project
from exgraph.cli.message import errors_for
from exgraph.errors import PublicationError
from exgraph.pool.limit import MEBIBYTE, Limits
from exgraph.publish import current

_DEFAULT = Limits()


def mcp(
    context: typer.Context,
    *,
    http: Annotated[bool, typer.Option("--http", help="Listen over HTTP, at /mcp, instead of standard input.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port, over HTTP.")] = 8001,
    host: Annotated[str, typer.Option(help="The address to listen at, over HTTP.")] = "127.0.0.1",
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a query may take.")] = _DEFAULT.timeout,
    memory: Annotated[int, typer.Option(min=16, help="MiB that a query may need, beside the graph.")] = _DEFAULT.memory
    // MEBIBYTE,
    documents: Annotated[Path | None, typer.Option(help="The folder of the documents, for --propose.")] = None,
    propose: Annotated[bool, typer.Option("--propose", help="Let agents propose facts for review.")] = False,
) -> None:
    """Let agents search, describe, query and explain what is published (Model Context Protocol).

    Nothing is written, unless --propose lets them add proposals to the tables, which wait for review.
    """
    with errors_for(programs=False):
        settings = project.load(context, documents)
        if current(settings.build) is None:
            raise PublicationError("nothing is published", remedy="run exgraph build")
        from exgraph.mcp import serve  # noqa: PLC0415 - the protocol is loaded only where it is spoken

        limits = Limits(timeout=timeout, memory=memory * MEBIBYTE)
        serve(settings, "http" if http else "stdio", host, port, limits, propose=propose)
