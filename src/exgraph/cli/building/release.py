"""`exgraph release`: the published graph as a dated, versioned folder of files."""

from __future__ import annotations

import datetime
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from exgraph.cli import project
from exgraph.cli.message import errors_for
from exgraph.cli.progress import stages
from exgraph.errors import PublicationError
from exgraph.publish import current


def release(
    context: typer.Context,
    *,
    date: Annotated[str | None, typer.Option(help="The day of the release, YYYY-MM-DD; by default today.")] = None,
    version: Annotated[str | None, typer.Option(help="Its version; by default that of exgraph.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder of all releases; by default releases/ beside the versions.")
    ] = None,
) -> None:
    """Release what is published: dumps, tables, checksums, a citation, and the changes since the last release."""
    with errors_for(programs=False):
        settings = project.load(context)
        from exgraph.release import RELEASED  # noqa: PLC0415
        from exgraph.release.folder import STAGES, make  # noqa: PLC0415 - loads the engine

        published = current(settings.build)
        if published is None:
            raise PublicationError("nothing is published yet", remedy="run exgraph build")
        with stages(len(STAGES)) as begin:
            made = make(
                published / "graph.nq",
                out or settings.releases,
                date=date or datetime.datetime.now(datetime.UTC).date().isoformat(),
                version=version or metadata.version("exgraph"),
                root=settings.base.root,
                project=settings.description,
                begin=begin,
            )
        if out is None:
            (published / RELEASED).write_text(f"{made.id}\n", encoding="utf-8")
    typer.echo(f"release      {made.folder}")
    typer.echo(f"canonical    {made.canonical}")
    since = f"since {made.previous}" if made.previous else "the first release"
    typer.echo(f"statements   {made.quads:,}: {made.added:,} added, {made.withdrawn:,} withdrawn ({since})")
