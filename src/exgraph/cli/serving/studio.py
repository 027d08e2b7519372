"""`exgraph studio`: a project in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exgraph.cli import project


def studio(
    context: typer.Context,
    *,
    documents: Annotated[
        Path | None, typer.Option(help="The folder of documents; by default documents/ in the project.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")] = 8010,
    host: Annotated[
        str, typer.Option(help="The address to listen at; any but this machine's own asks for a token.")
    ] = "127.0.0.1",
) -> None:
    """Work on the project in the browser: documents, their layout, extraction, review, build, the portal."""
    settings = project.load(context, documents)
    from exgraph.studio import app  # noqa: PLC0415 - only this command waits for a server

    app.serve(settings, host, port)
