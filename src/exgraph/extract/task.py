"""What a layout proposes facts from, besides its records: the source, the document's place and the world at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from exgraph.errors import Location, SourceError
from exgraph.extract.layout.printed import Printed
from exgraph.extract.name import Gazetteer
from exgraph.extract.sentence import Setting, Ties
from exgraph.facts.catalogue import Catalogue
from exgraph.sources.source import Source

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Task:
    """The reading of one document, or of one part of it; `progress` is told how many records are read, of how many."""

    source: Source
    path: Path
    catalogue: Catalogue
    progress: Progress

    def at(self, line: int) -> Location:
        """Return a line of the document."""
        return Location(self.path, line)

    def each(self, records: list[Printed]) -> Iterator[Printed]:
        """Yield the records in turn and tell the progress."""
        for number, record in enumerate(records, start=1):
            yield record
            self.progress(number, len(records))

    @cached_property
    def setting(self) -> Setting:
        """What [layout] says to reading, and the names and ties of the gazetteer."""
        layout = self.source.layout
        ties = Ties()
        for _, entry in self.catalogue.rows("agreement"):
            if entry.row.concluded:
                ties.add(frozenset(entry.row.party), entry.row.concluded.year, entry.row.id)
        return Setting(
            gazetteer=Gazetteer.from_catalogue(self.catalogue, layout.get("language", "ja")),
            ties=ties,
            home=layout.get("home", ""),
            country=layout.get("country", "japan"),
            columns=layout.get("places", {}),
        )

    @cached_property
    def at_home(self) -> Setting:
        """The setting of a source whose publishing side is known.

        Raises:
            SourceError: [layout] names no home, or none of the gazetteer.
        """
        home = self.setting.home
        if home in self.setting.gazetteer.parents:
            return self.setting
        raise SourceError(
            f"[layout] names the home '{home}'" if home else "[layout] names no home",
            at=Location(self.source.folder / "source.toml"),
            remedy="give the id of the publishing side's place in mappings/gazetteer/place.csv",
        )
