"""`exgraph generate`: what is made from the ontology, and whether it is up to date."""

from __future__ import annotations

from typing import Annotated

import typer

from exgraph.cli.project import load
from exgraph.errors import ExgraphError, Location, SettingsError, TablesError


def generate(
    context: typer.Context,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail when a file is stale.")] = False,
) -> None:
    """Write the files generated from the ontology: the tables' vocabulary and the reference."""
    from exgraph.export import reference  # noqa: PLC0415 - loads rdflib

    settings = load(context)
    stale: list[ExgraphError] = []
    for path, text in reference.generate(settings).items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            stale.append(SettingsError("is stale", at=Location(path), remedy="run exgraph generate"))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            typer.echo(f"wrote {path}")
    if stale:
        raise TablesError(stale)
