"""Places added to a project's gazetteer from the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from exgraph.errors import Location, SettingsError
from exgraph.extract.survey import file
from exgraph.extract.survey.lookup import lookup
from exgraph.facts.catalogue import Catalogue
from exgraph.gazetteer.entry import Entry, Found
from exgraph.gazetteer.world import slug

_SURE = 0.6
_SHOWN = 8


@dataclass(frozen=True)
class ProjectGazetteer:
    """The gazetteer of a project: its folder of mappings and its tables as they were read."""

    mappings: Path
    catalogue: Catalogue

    def ask(self) -> None:
        """Ask of each place that is proposed whether to take it; one key each, and return.

        Raises:
            TableError: a file cannot be read or written.
        """
        for row in file.proposed(self.mappings, self.catalogue, "place"):
            typer.echo(f"{row.id}: {row.ja}, {row.en}, in {', '.join(row.within) or 'nothing'} ({row.origin})")
            answer = typer.prompt("  [a]ccept, [s]kip, [q]uit", default="s", show_default=False).strip().lower()[:1]
            if answer == "q":
                break
            if answer == "a":
                file.accept(self.mappings, self.catalogue, [row.id])
        typer.echo(f"{len(file.proposed(self.mappings, self.catalogue, 'place'))} places are proposed")

    def find(self, words: str) -> None:
        """Add the place that words mean; where they may mean several, say which.

        Raises:
            SettingsError: the words mean no place, or several.
            TableError: a file cannot be read or written.
        """
        moved = file.accept(self.mappings, self.catalogue, [words])
        if moved:
            typer.echo(f"accepted {', '.join(moved)}")
            return
        found = lookup(words)
        if not found:
            raise SettingsError(
                f"no place of the reference is called '{words}'",
                remedy="name its country or prefecture too, or give --kana, --en and --within",
            )
        if found[0].score < _SURE and len(found) > 1:
            choices = "; ".join(_choice(each) for each in found[:_SHOWN])
            raise SettingsError(f"'{words}' may be {choices}", remedy="name its country or prefecture, or its id")
        typer.echo(_choice(found[0]))
        self._add(words, found[0].entry)

    def _add(self, words: str, entry: Entry) -> None:
        key, added = file.add_entry(self.mappings, self.catalogue, words, entry)
        typer.echo(f"added {', '.join(added)}" if added else f"{key} is in the gazetteer")

    def make(self, cells: dict[str, str]) -> None:
        """Add a place that no reference knows.

        Raises:
            TablesError: a cell cannot be.
            TableError: the file cannot be read or written.
        """
        key = slug(cells["en"])
        row_class = self.catalogue.scripts["place"].row_class
        row = row_class.parse({"id": key, "lat": "", "lon": "", "origin": "exgraph", **cells}, Location(Path("place")))
        file.add(self.mappings, self.catalogue, "place", [row])
        typer.echo(f"added {key}")


def _choice(found: Found) -> str:
    entry = found.entry
    above = ", ".join(each.en for each in entry.line[1:])
    return f"{entry.id}: {entry.en}{f' ({above})' if above else ''}, {found.score:.2f}: {found.reason}"
