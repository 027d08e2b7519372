"""The command `exgraph`. Each subcommand is a module of one of the rooms; what it needs it imports when it runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from exgraph.cli.asking import explain, export, query
from exgraph.cli.authoring import check, extract, init, link, new, review
from exgraph.cli.building import build, generate, release
from exgraph.cli.extra import missing
from exgraph.cli.message import show
from exgraph.cli.project import Project
from exgraph.cli.serving import feedback, mcp, serve, studio, token, upkeep
from exgraph.errors import ExgraphError

app = typer.Typer(
    name="exgraph", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)
for command in (
    init.init,
    extract.extract,
    extract.lines,
    check.check,
    review.review,
    build.build,
    serve.serve,
    studio.studio,
    query.query,
    explain.explain,
    export.export,
    link.link,
    release.release,
    mcp.mcp,
    generate.generate,
    upkeep.backup,
    upkeep.restore,
    upkeep.doctor,
):
    app.command()(command)
app.add_typer(new.app, name="new")
app.add_typer(token.app, name="token")
app.add_typer(feedback.app, name="feedback")


@app.callback()
def project(
    context: typer.Context,
    root: Annotated[
        Path | None,
        typer.Option(help="The project's folder; by default the nearest one upwards with mappings/tables."),
    ] = None,
    build_folder: Annotated[
        Path | None,
        typer.Option("--build", help="Where versions are built and published; by default build/ in the project."),
    ] = None,
) -> None:
    """A knowledge graph of exchange between towns, from documents to SPARQL."""
    context.obj = Project(root, build_folder)


def main() -> None:
    """Run the command: 0 when all went well, 1 for what a user can mend, 2 for wrong use of the command line."""
    try:
        app(prog_name="exgraph")
    except ExgraphError as error:
        show(error)
        sys.exit(1)
    except ModuleNotFoundError as error:
        if (lacking := missing(error)) is None:
            raise
        show(lacking)
        sys.exit(1)
