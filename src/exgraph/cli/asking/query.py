"""`exgraph query`: a SPARQL query, here or at an endpoint."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from exgraph.cli.message import errors_for
from exgraph.cli.project import Project, load
from exgraph.errors import Location, SettingsError

if TYPE_CHECKING:
    from exgraph.client import Graph, Result
    from exgraph.store.answer import GraphFormat, ResultFormat


class Format(StrEnum):
    """What an answer is written as."""

    table = "table"
    json = "json"
    xml = "xml"
    csv = "csv"
    tsv = "tsv"
    turtle = "turtle"
    ntriples = "ntriples"
    jsonld = "jsonld"
    rdfxml = "rdfxml"


_RESULTS = (Format.json, Format.xml, Format.csv, Format.tsv)
_OTHER = {Format.json: "jsonld", Format.xml: "rdfxml", Format.jsonld: "json", Format.rdfxml: "xml"}
"""What a graph is written as where a format of results is named, and the other way round."""


def query(
    context: typer.Context,
    text: Annotated[
        str | None,
        typer.Argument(metavar="[QUERY]", help="A query, or a file with one; standard input when left out or '-'."),
    ] = None,
    *,
    at: Annotated[
        str | None,
        typer.Option(help="Whom to ask: an endpoint's address, a folder or an RDF file; by default the project."),
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="By default a table on a terminal, CSV in a pipe, Turtle for graphs."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write JSON: results or JSON-LD, or what went wrong.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write to.")] = None,
    token: Annotated[str | None, typer.Option(envvar="EXGRAPH_TOKEN", help="A bearer token for the endpoint.")] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds to wait for an endpoint.")] = 60.0,
) -> None:
    """Ask the published graph, a file, or any endpoint; the model's prefixes need no declaration."""
    with errors_for(programs=json):
        graph = _open(context, at, token, timeout)
        chosen = Format.json if json else format_ or _usual(output)
        _write(graph, _read(text), chosen, output)


def _open(context: typer.Context, at: str | None, token: str | None, timeout: float) -> Graph:
    from exgraph.client import open_graph  # noqa: PLC0415 - the engine is loaded only by who asks

    if at is not None:
        return open_graph(at, token=token, timeout=timeout)
    given: Project = context.obj
    return open_graph(given.build or load(context).build)


def _usual(output: Path | None) -> Format:
    if output is not None:
        return {".json": Format.json, ".xml": Format.xml, ".tsv": Format.tsv, ".ttl": Format.turtle}.get(
            output.suffix, Format.csv
        )
    return Format.table if sys.stdout.isatty() else Format.csv


def _read(text: str | None) -> str:
    if text is None or text == "-":
        if text is None and sys.stdin.isatty():
            raise SettingsError("there is no query", remedy="give one, name a file, or pipe one in")
        return sys.stdin.read()
    path = Path(text)
    try:
        is_file = "\n" not in text and path.is_file()
    except OSError:  # a query is longer than a name may be
        is_file = False
    if not is_file:
        if path.suffix == ".rq":
            raise SettingsError("there is no such file", at=Location(path))
        return text
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read: {error}", at=Location(path)) from error


def _write(graph: Graph, text: str, chosen: Format, output: Path | None) -> None:
    if chosen is Format.table:
        _show(graph.query(text))
        return
    other = _OTHER.get(chosen)
    results = chosen.value if chosen in _RESULTS else other or "json"
    triples = other or "turtle" if chosen in _RESULTS else chosen.value
    body, _ = graph.answer(text, cast("ResultFormat", results), cast("GraphFormat", triples))
    if output is not None:
        try:
            output.write_bytes(body)
        except OSError as error:
            raise SettingsError(f"cannot be written: {error.strerror}", at=Location(output)) from error
        return
    try:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # `| head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show(result: Result) -> None:
    """Print a result for people: rows as a table with IRIs in short, a truth as a word, a graph as Turtle."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from exgraph.client.result import ResultError  # noqa: PLC0415

    if result.is_graph:
        print(result.body.decode(), end="")
        return
    try:
        columns = result.columns
    except ResultError:
        print(str(bool(result)).lower())
        return
    table = Table(*columns, show_edge=False, pad_edge=False)
    for row in result:
        table.add_row(*(_cell(row[name]) for name in columns))
    Console().print(table)
    print(f"{len(result):,} row{'' if len(result) == 1 else 's'}")


def _cell(value: object) -> str:
    from rich.markup import escape  # noqa: PLC0415

    from exgraph.client import IRI, Blank, Text  # noqa: PLC0415
    from exgraph.model.iri import PREFIXES, Base  # noqa: PLC0415

    if value is None:
        return ""
    if isinstance(value, IRI):
        if value.startswith(f"{Base().root}id/"):
            return escape(value.removeprefix(Base().root))
        for name, iri in PREFIXES.items():
            if value.startswith(iri):
                return escape(f"{name}:{value.removeprefix(iri)}")
    if isinstance(value, Blank):
        return escape(f"_:{value}")
    language = f" [dim]@{value.language}[/]" if isinstance(value, Text) else ""
    return escape(str(value)) + language
