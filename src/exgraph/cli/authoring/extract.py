"""`exgraph extract`: read documents anew and propose fact rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from exgraph.cli.project import load
from exgraph.errors import Location, SettingsError, SourceError, TablesError
from exgraph.extract import proposal
from exgraph.extract.proposal import Outcome
from exgraph.extract.survey.named import Named
from exgraph.facts import catalogue as catalogues
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.record import UNREAD
from exgraph.sources import document
from exgraph.sources import form as forms
from exgraph.sources.source import Source


def extract(
    context: typer.Context,
    source: Annotated[list[str] | None, typer.Argument(help="Ids of sources; all when none is given.")] = None,
    *,
    documents: Annotated[Path | None, typer.Option(help="The folder of documents.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report, but write no table.")] = False,
    edition: Annotated[
        str, typer.Option(help="The name of a new edition, such as 2027: what changed is shown, then you are asked.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Write a new edition without asking.")] = False,
) -> None:
    """Read documents anew and propose rows for the fact tables.

    Rows that a person accepted or corrected are never overwritten: a reading that differs from one is printed. A
    record is known by its words: where those of a checked record changed or went, the document is a new edition, and
    nothing is written without --edition.
    """
    settings = load(context, documents)
    if settings.documents is None:
        raise SettingsError("no folder of documents is given", remedy="pass --documents or set EXGRAPH_DOCUMENTS")
    catalogue = catalogues.load(settings.mappings, settings.tables)
    outcomes = [(each, _read(each, settings.documents, catalogue)) for each in _chosen(catalogue, source)]
    for each, outcome in outcomes:
        _print(each, outcome)
        if not dry_run and _may_write(each, outcome, edition, yes=yes):
            proposal.write(each, catalogue, outcome, edition)
    if any(outcome.gazetteer.get("place") for _, outcome in outcomes):
        typer.echo("places are proposed for the gazetteer; exgraph new place asks of each")
    unread = [error for _, outcome in outcomes for error in _waiting(outcome)]
    if unread:
        raise TablesError(list(unread))


def _waiting(outcome: Outcome) -> list[SourceError]:
    """Return an error for each thing that could not be read, once each."""
    errors = {str(error): error for error in outcome.unread}
    lines = {error.at.line for error in outcome.unread if error.at}
    for row in outcome.rows.get(UNREAD, []):
        cells = row.cells()
        at = Location(outcome.document, int(cells["first_line"]))
        if cells["state"] == UNREAD and at.line not in lines:
            remedy = "add the fact by hand, or set the state of the line to no-fact in unread.csv"
            errors[str(at)] = SourceError(f"became no fact: {cells['reason']}", at=at, remedy=remedy)
    return list(errors.values())


def _chosen(catalogue: Catalogue, ids: list[str] | None) -> list[Source]:
    known = {each.id: each for each in catalogue.sources}
    unknown = sorted(set(ids or ()) - set(known))
    if unknown:
        raise SettingsError(f"no source {', '.join(unknown)}", remedy=f"the sources are {', '.join(known)}")
    return [known[each] for each in ids] if ids else list(known.values())


def _read(source: Source, folder: Path, catalogue: Catalogue) -> Outcome:
    from exgraph.cli.progress import records  # noqa: PLC0415 - only a long command waits for it

    with records(source.id) as progress:
        return proposal.extract(source, document.read(source, folder), catalogue, progress)


def lines(
    file: Annotated[Path, typer.Argument(help="The document.")],
    *,
    form: Annotated[str, typer.Option(help="Its form, where the suffix does not tell it: txt, csv, html, …")] = "",
    encoding: Annotated[str, typer.Option(help="Its encoding, where it is not guessed right.")] = "",
) -> None:
    """Show what is read of a document, line by line with its number; cells of a row are parted by │."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}", remedy="name a document") from error
    for number, line in enumerate(forms.text(content, file, form, encoding).rstrip("\n").split("\n"), start=1):
        typer.echo(f"{number:5d}  {line.replace(chr(9), ' │ ')}")


def _may_write(source: Source, outcome: Outcome, edition: str, *, yes: bool) -> bool:
    """Say whether an outcome may be written: one that touches checked facts only as a new edition that was agreed to.

    Raises:
        SettingsError: checked facts would change, and no edition is named.
    """
    touched = [*outcome.retired, *outcome.reopened]
    if not touched:
        return True
    if not edition:
        raise SettingsError(
            f"{source.file} is not what {len(touched)} checked facts of {source.id} were read from; nothing is written",
            remedy=f"exgraph extract {source.id} --edition NAME shows what changed, then writes",
        )
    return yes or typer.confirm(f"write edition {edition} of {source.id}?")


def _differences(outcome: Outcome) -> Iterator[str]:
    """Yield what a new edition changed: its records, then each checked fact that goes or waits for review again."""
    edition = outcome.edition
    if edition.is_new:
        parts = (edition.same, edition.changed, edition.added, edition.removed)
        words = ("the same", "changed", "new", "gone")
        yield "records: " + ", ".join(f"{len(part)} {word}" for part, word in zip(parts, words, strict=True))
    for name, row in outcome.reopened:
        yield f"{name} {'/'.join(row.key)} waits for review again: {row.cells().get('note', '')}"
    for name, row in outcome.retired:
        yield f"{name} {'/'.join(row.key)} is told no more"


def _print(source: Source, outcome: Outcome) -> None:
    counts = ", ".join(f"{len(rows)} {name}" for name, rows in outcome.rows.items() if rows)
    typer.echo(f"{source.id}: {counts}; {outcome.kept} records were checked and stay as they are")
    for named in outcome.named:
        if named.words == named.entry.ja or not named.bare:
            typer.echo(f"  {_place(named)}")
    for difference in (*_differences(outcome), *outcome.differences):
        typer.echo(f"  {difference}")
    _print_lost(source, outcome)


def _place(named: Named) -> str:
    """Return what a name of the document is taken for, how sure that is and why."""
    entry = named.entry
    above = ", ".join(each.en for each in entry.within for each in each.line)
    return f"line {named.line}: {named.words} is {entry.en} ({above}), {named.score:.2f}: {named.reason}"


def _print_lost(source: Source, outcome: Outcome) -> None:
    """Say which lines became no fact, and which of them wait for a person."""
    lost = [row.cells() for row in outcome.rows.get(UNREAD, [])]
    for cells in lost:
        if cells["state"] != "no-fact":
            typer.echo(f"  line {cells['first_line']} ({cells['state']}): {cells['reason']}")
    waiting = sum(cells["state"] == UNREAD for cells in lost)
    if lost:
        typer.echo(
            f"  {len(lost)} lines hold a date, a place or a number of people and became no fact; {waiting} wait:"
            f" add their facts, or set their state to no-fact in {source.table(UNREAD)}"
        )
