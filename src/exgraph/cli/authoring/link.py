"""`exgraph link`: links to other collections to review, and a comparison of ties."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exgraph.cli import project
from exgraph.cli.message import errors_for
from exgraph.errors import Location, PublicationError, SettingsError
from exgraph.publish import current

if TYPE_CHECKING:
    from exgraph.link import Compared


def link(
    context: typer.Context,
    *,
    dump: Annotated[Path | None, typer.Option(help="A Wikidata dump, JSON lines or .nt, also .gz.")] = None,
    service: Annotated[str | None, typer.Option(help="The address of a reconciliation service.")] = None,
    scheme: Annotated[str, typer.Option(help="What the service's ids are of: wikidata or geonames.")] = "wikidata",
    compare: Annotated[Path | None, typer.Option(help="Compare our ties with P190 of this dump instead.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A CSV file to write.")] = None,
) -> None:
    """Propose links for places without one, or compare ties with Wikidata's, as a table for a person to review."""
    with errors_for(programs=False):
        if sum(each is not None for each in (dump, service, compare)) != 1:
            raise SettingsError("there is not one source of links", remedy="give --dump, --service or --compare")
        settings = project.load(context)
        folder = current(settings.build)
        if folder is None:
            raise PublicationError("nothing is published", remedy="run exgraph build")
        from exgraph import link as linking  # noqa: PLC0415 - the store is opened only when something is asked
        from exgraph.store import Store  # noqa: PLC0415

        store = Store.open(folder / "store", base=settings.base)
        known = linking.things(store, settings.base)
        if compare is not None:
            ties = linking.ties(store, settings.base, known)
            _write(
                output, _COMPARED, (_compared(each) for each in linking.compare(known, ties, linking.entities(compare)))
            )
            return
        if dump is not None:
            proposals = linking.best(linking.Proposer(known).propose(linking.entities(dump)))
        else:
            lacking = [thing for thing in known.values() if scheme not in thing.links]
            proposals = linking.best(linking.ask(service or "", scheme, lacking))
        rows = ([each.place, each.scheme, each.value, each.label, each.score, each.reason, ""] for each in proposals)
        _write(output, _PROPOSED, rows)


_PROPOSED = ("place", "scheme", "value", "label", "score", "reason", "review")
_COMPARED = ("place", "other", "finding", "agreement", "concluded", "records", "since", "told_by", "references")


def _compared(each: Compared) -> list[object]:
    lists = (each.records, each.told_by, each.references)
    records, told_by, references = (" ".join(values) for values in lists)
    return [*each.parties, each.finding, each.agreement, each.concluded, records, each.since, told_by, references]


def _write(output: Path | None, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table whole: what fails on the way leaves no file."""
    table = [head, *rows]
    if output is None:
        csv.writer(sys.stdout, lineterminator="\n").writerows(table)
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(table)
    except OSError as error:
        raise SettingsError(f"cannot be written: {error.strerror}", at=Location(output)) from error
    print(f"{len(table) - 1} rows to review in {output}")
