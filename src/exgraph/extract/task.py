"""What a layout proposes facts from, besides its records: the source, the document's place and the world at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from exgraph.errors import Location, SourceError
from exgraph.extract.clause.sentence import Setting, Ties
from exgraph.extract.layout.printed import Printed
from exgraph.extract.name import Gazetteer
from exgraph.extract.text import tidy
from exgraph.facts.catalogue import Catalogue
from exgraph.settings.description import COUNTRY
from exgraph.sources.source import Source

Progress = Callable[[int, int], None]

_LENGTH = 50_000
"""Characters: a longer document is about more than one town."""


@dataclass(frozen=True)
class Task:
    """The reading of one document, or of one part of it; `progress` is told how many records are read, of how many.

    `meanings` says what names of the document mean where the gazetteer says otherwise or nothing: table and id.
    """

    source: Source
    path: Path
    catalogue: Catalogue
    progress: Progress
    text: str = ""
    meanings: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    scores: Mapping[str, tuple[Decimal, str]] = field(default_factory=dict)

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
        for owner, entry in self.catalogue.rows("agreement"):
            # What an earlier run proposed for this document is no knowledge: the second run reads what the first read.
            own = owner == self.source.id and entry.row.review == "proposed"
            if entry.row.concluded and not own:
                ties.add(frozenset(entry.row.party), entry.row.concluded.year, entry.row.id)
        gazetteer = Gazetteer.from_catalogue(self.catalogue, layout.get("language", "ja"))
        gazetteer = replace(gazetteer, names=gazetteer.names | dict(self.meanings))
        title = self.source.title.get("ja", "")
        return Setting(
            gazetteer=gazetteer,
            ties=ties,
            home=layout.get("home", ""),
            country=layout.get("country", COUNTRY),
            columns=layout.get("places", {}),
            title=title,
            partner=_partner(gazetteer, layout, title, self.text),
            scores=self.scores,
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


def _partner(gazetteer: Gazetteer, layout: dict[str, Any], title: str, text: str) -> str:
    """Return the only town abroad that a document names, or else its title; nothing where there are several or none."""
    country = layout.get("country", COUNTRY)
    for words in (text if len(text) <= _LENGTH else "", title):
        named = [each.id for each in gazetteer.mentions(tidy(words)) if each.table == "place"]
        abroad = [place for place in gazetteer.specific(named) if not gazetteer.within(place, country)]
        towns = [place for place in abroad if not gazetteer.is_a(place, "Country")]
        if len(towns) == 1:
            return towns[0]
    return ""
