"""`exgraph check`: do tables, shapes and documents fit each other, and is a graph in a file sound?"""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exgraph.build import tables
from exgraph.build.fingerprint import Options
from exgraph.cli import project
from exgraph.cli.building.build import ValidatorName
from exgraph.cli.message import as_json, errors_for
from exgraph.errors import Location, SettingsError, TablesError
from exgraph.model.report import SEVERITIES

if TYPE_CHECKING:
    from exgraph.model.report import Traced
    from exgraph.settings import Settings


def check(
    context: typer.Context,
    *,
    documents: Annotated[
        Path | None,
        typer.Option(help="A folder of documents: check that they still hold what the records were read from."),
    ] = None,
    tables_only: Annotated[
        bool, typer.Option("--tables-only", help="Check the tables alone, without mapping and shapes.")
    ] = False,
    graph: Annotated[
        Path | None,
        typer.Option(help="Check an RDF file (.nq, .nt, .ttl, .trig, .rdf, .jsonld) instead of the tables."),
    ] = None,
    findings: Annotated[
        Path | None,
        typer.Option(
            help="Write all findings as a worklist: a file named .csv or .json, or - for CSV on the terminal."
        ),
    ] = None,
    validator: Annotated[
        ValidatorName, typer.Option(help="pyshacl (extra oracles) is the reference validator, slow and for small data.")
    ] = ValidatorName.compiled,
    json: Annotated[bool, typer.Option("--json", help="Write the result, with all findings, as JSON.")] = False,
) -> None:
    """Check the tables, what they say of each other, and the facts against the shapes; or a graph in a file.

    Violations are printed, each with its row, record and lines, and end the command with 1.
    """
    settings = project.load(context, documents)
    with errors_for(programs=json):
        if findings and str(findings) != "-" and findings.suffix not in (".csv", ".json"):
            raise SettingsError("is no worklist", at=Location(findings), remedy="name it .csv or .json, or write -")
        rows: dict[str, int] = {}
        found: Sequence[Traced] = ()
        if graph is None:
            rows = _tables(settings)
        # A project may begin with tables, and have no ontology yet; a new one has no row either.
        has_ontology = any(folder.is_dir() for folder in settings.ontology)
        if graph is not None or (rows and has_ontology and not tables_only):
            found = _judge(settings, graph, "pyshacl" if validator is ValidatorName.pyshacl else "compiled")
        if findings:
            _write(findings, found)
    violations = [each for each in found if each.severity == "violation"]
    if json:
        print(as_json([], rows=rows, findings=[dataclasses.asdict(each) for each in found]))
    elif str(findings) != "-":
        _print(rows, found, violations)
    if violations:
        raise typer.Exit(1)


def _tables(settings: Settings) -> dict[str, int]:
    catalogue = tables.load(settings)
    if settings.documents and (errors := list(tables.stale(catalogue, settings.documents))):
        raise TablesError(errors)
    return {name: sum(map(len, owners.values())) for name, owners in catalogue.entries.items()}


def _judge(settings: Settings, graph: Path | None, validator: Any) -> Sequence[Traced]:  # noqa: ANN401 - its two names
    from exgraph.build import pipeline  # noqa: PLC0415 - engines are loaded only where there is something to judge
    from exgraph.build.graph import judge_file  # noqa: PLC0415
    from exgraph.cli.progress import stages  # noqa: PLC0415

    if graph is not None:
        with stages(1) as progress:
            progress(graph.name)
            return judge_file(settings, graph, validator)
    with stages(pipeline.STAGES.index("sorting")) as progress:
        return pipeline.examine(settings, Options(validator=validator), progress).findings


def _write(path: Path, found: Sequence[Traced]) -> None:
    from exgraph.export import worklist  # noqa: PLC0415

    if str(path) == "-":
        sys.stdout.write(worklist.to_csv(found))
        return
    text = worklist.to_json(found) if path.suffix == ".json" else worklist.to_csv(found)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"cannot be written: {error.strerror}", at=Location(path)) from error


def _print(rows: dict[str, int], found: Sequence[Traced], violations: Sequence[Traced]) -> None:
    for each in violations:
        print(each, file=sys.stderr)
    if found:
        counts = Counter(each.severity for each in found)
        print("findings: " + ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES))
    if not violations:
        print(f"{sum(rows.values()):,} rows in {len(rows)} tables: nothing wrong" if rows else "nothing wrong")
