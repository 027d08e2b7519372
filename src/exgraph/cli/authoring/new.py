"""`exgraph new source`: the folder of a document never seen before, with a first guess at its layout."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exgraph.cli.authoring.gazetteer import ProjectGazetteer
from exgraph.cli.project import load
from exgraph.errors import Location, SettingsError
from exgraph.extract import draft, proposal
from exgraph.facts import catalogue as catalogues
from exgraph.facts.catalogue import Catalogue
from exgraph.sources import document as documents
from exgraph.sources import source as sources

app = typer.Typer(no_args_is_help=True, help="Make something new, for a person to look over.")

_SHOWN = 3
"""How many records are shown of those that would be read."""


@app.callback()
def new() -> None:
    """Make something new, for a person to look over."""


@app.command()
def source(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of the source, such as example-town-exchange.")],
    document: Annotated[Path, typer.Option(help="The document.")],
    *,
    title: Annotated[str, typer.Option(help="Its title; by default its first line.")] = "",
    home: Annotated[str, typer.Option(help="The id of the publishing side's place; by default guessed.")] = "",
) -> None:
    """Make mappings/sources/ID with a source.toml that says how the document is laid out, as far as can be guessed.

    Prints the guess and the first records that would be read. A folder that is there already is never touched.
    """
    settings = load(context)
    catalogue = catalogues.load(settings.mappings, settings.tables)
    folder = settings.mappings / "sources" / name
    if not draft.is_id(name):
        raise SettingsError(f"'{name}' is no id", remedy="use small Latin letters, digits and hyphens")
    if folder.exists():
        raise SettingsError(
            "is there already", at=Location(folder), remedy="choose another id, or edit its source.toml"
        )
    drafted = draft.write(name, document, catalogue, title=title, home=home)
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(drafted.text, encoding="utf-8")
    typer.echo(f"made {folder / 'source.toml'}")
    for reason in drafted.reasons:
        typer.echo(f"  {reason}")
    _preview(folder, document, catalogue)


@app.command()
def place(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="A name, with its prefecture or country; an id that is proposed.")] = "",
    *,
    kana: Annotated[str, typer.Option(help="Of a place that no reference knows: its reading in hiragana.")] = "",
    en: Annotated[str, typer.Option(help="Its English name.")] = "",
    ru: Annotated[str, typer.Option(help="Its Russian name, if there is one.")] = "",
    within: Annotated[str, typer.Option(help="The id of what it lies in.")] = "",
    kind: Annotated[str, typer.Option(help="Its class.")] = "City",
) -> None:
    """Add a place to the gazetteer, of the reference or a new one; without words, ask of each that is proposed."""
    settings = load(context)
    catalogue = catalogues.load(settings.mappings, settings.tables)
    desk = ProjectGazetteer(settings.mappings, catalogue)
    if not words:
        desk.ask()
    elif en:
        desk.make({"class": kind, "ja": words, "kana": kana, "en": en, "ru": ru, "within": within})
    else:
        desk.find(words)


def _preview(folder: Path, document: Path, catalogue: Catalogue) -> None:
    described = sources.read(folder)
    outcome = proposal.extract(
        described, documents.read(described, document.parent), catalogue, lambda done, total: None
    )
    events = outcome.rows["event"]
    typer.echo(f"would read {len(outcome.rows['record'])} records, {len(events)} events; the first are")
    places = {entry.row.id: entry.row.ja for _, entry in catalogue.rows("place")}
    places |= {cells["id"]: cells["ja"] for cells in outcome.gazetteer.get("place", ())}
    lines = {row.cells()["number"]: row.cells()["first_line"] for row in outcome.rows["record"]}
    groups = [row.cells() for row in outcome.rows["participation"]]
    for row in events[:_SHOWN]:
        cells = row.cells()
        named = [cells["location"], cells["involves"]]
        named += [each[way] for each in groups if each["event"] == cells["id"] for way in ("from", "to")]
        ids = [each for cell in named for each in cell.split(";") if each]
        words = "、".join(dict.fromkeys(places[each] for each in ids))
        dates = cells["start"] if cells["start"] == cells["end"] else f"{cells['start']}/{cells['end']}"
        typer.echo(f"  line {lines[cells['record'].split(';')[0]]}: {dates}  {words}  ({cells['kind']})")
    if outcome.unread:
        typer.echo(
            f"{len(outcome.unread)} things could not be read; exgraph extract {folder.name} says which, the first is"
        )
        typer.echo(f"  {outcome.unread[0]}")
