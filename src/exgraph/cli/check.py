"""`exgraph check`: are the tables well formed, do they fit each other, do the documents still say the same?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exgraph.build import check as tables
from exgraph.cli import project
from exgraph.cli.message import as_json
from exgraph.errors import ExgraphError, TablesError


def check(
    context: typer.Context,
    documents: Annotated[
        Path | None,
        typer.Option(help="A folder of documents: check that they still hold what the records were read from."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write the result as JSON.")] = False,
) -> None:
    """Check all tables: form, cells, references, volumes, and with --documents their freshness."""
    settings = project.load(context, documents)
    try:
        catalogue = tables.load(settings)
        if settings.documents and (errors := list(tables.stale(catalogue, settings.documents))):
            raise TablesError(errors)
    except ExgraphError as error:
        if not json:
            raise
        print(as_json([error]))
        raise typer.Exit(1) from error
    rows = {name: sum(map(len, owners.values())) for name, owners in catalogue.entries.items()}
    if json:
        print(as_json([], rows=rows))
    else:
        print(f"{sum(rows.values()):,} rows in {len(rows)} tables: nothing wrong")
