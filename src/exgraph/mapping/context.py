"""What a mapping script may ask besides its own row: IRIs, and the rows of other tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from exgraph.facts.catalogue import Catalogue
from exgraph.facts.cell import split_reference
from exgraph.mapping.term import iri
from exgraph.model.iri import Base
from exgraph.sources.source import Source


class Index:
    """The rows of a catalogue by id and by what they refer to. Rows are typed by their scripts, so `Any` here."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.sources: dict[str, Source] = {source.id: source for source in catalogue.sources}
        self._catalogue = catalogue
        self._rows: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
        self._referring: dict[tuple[str, str, str], dict[str, list[Any]]] = {}
        for table in catalogue.entries:
            for owner, entry in catalogue.rows(table):
                self._rows[table, entry.row.key[0]].setdefault(owner, entry.row)
        self._merged: dict[str, str] = {entry.row.event: entry.row.into for _, entry in catalogue.rows("merge")}

    def canonical(self, fact: str) -> str:
        """Return the `source/id` under which an event is told: another source's where the two were merged."""
        return self._merged.get(fact, fact)

    def versions(self, fact: str) -> list[Any]:
        """Return the rows of every source that tells the event of this `source/id`, the canonical one's first."""
        first = self.canonical(fact)
        told = [first, *sorted(event for event, into in self._merged.items() if into == first)]
        rows = (self._rows["event", key].get(owner) for owner, _, key in (each.partition("/") for each in told))
        return [row for row in rows if row is not None]

    def told(self, table: str, key: str) -> dict[str, Any]:
        """Return the rows with this id, by owner."""
        return self._rows.get((table, key), {})

    def referring(self, owner: str, table: str, column: str) -> dict[str, list[Any]]:
        """Return an owner's rows of a table, by the id that a column of theirs holds."""
        place = (owner, table, column)
        if place not in self._referring:
            rows: dict[str, list[Any]] = defaultdict(list)
            for _, entry in self._catalogue.rows(table, owner):
                rows[getattr(entry.row, column)].append(entry.row)
            self._referring[place] = rows
        return self._referring[place]


@dataclass(frozen=True)
class Context:
    """The surroundings of the rows of one owner: a source's id, or `gazetteer`."""

    base: Base
    owner: str
    index: Index

    @property
    def source(self) -> Source:
        """The source whose facts these are.

        Raises:
            LookupError: the rows are the gazetteer's.
        """
        return self.index.sources[self.owner]

    def thing(self, *parts: str) -> str:
        """Return the term of a thing whose id is known everywhere: `thing("place", "nevelsk")`."""
        return _thing(self.base, parts)

    def things(self, table: str, keys: Iterable[str]) -> list[str]:
        """Return the terms of several things of one table."""
        return [self.thing(table, key) for key in keys]

    def fact(self, table: str, key: str) -> str:
        """Return the term of a thing whose id counts within its source: `fact("event", "417-2")`.

        An event that was merged into another source's is that one.
        """
        fact = f"{self.owner}/{key}"
        return self.thing(table, self.index.canonical(fact) if table == "event" else fact)

    def versions(self, event: str) -> list[Any]:
        """Return the rows of all sources that tell an event of the owner's, the one that gives it its name first."""
        return self.index.versions(f"{self.owner}/{event}")

    def concept(self, scheme: str, slug: str) -> str:
        """Return the term of a concept: `concept("status", "held")`."""
        return self.thing("concept", scheme, slug)

    def concepts(self, scheme: str, slug: str | None) -> list[str]:
        """Return the term of a concept in a list, or none where none is given."""
        return [self.concept(scheme, slug)] if slug else []

    def whole(self, event: str) -> str:
        """Return the term of an event that is named with its source: `whole("wakkanai-chronicle/108")`."""
        return self.thing("event", self.index.canonical(event))

    def category(self, text: str) -> str:
        """Return the term of a category in the words of the owner's document."""
        return self.concept("category", f"{self.owner}/{text.replace('/', '-')}")

    def typed(self, reference: str) -> str:
        """Return the term of a reference that names its table: `typed("organisation/wakkanai-city")`."""
        return self.thing(*split_reference(reference))

    def find(self, table: str, key: str) -> Any:  # noqa: ANN401 - each table has its own row class
        """Return the row with this id: the owner's own, or the first owner's that has one.

        Raises:
            LookupError: no such row.
        """
        told = self.index.told(table, key)
        if not told:
            raise LookupError(f"no {table} has the id '{key}'")
        return told[self.owner] if self.owner in told else told[min(told)]

    def told(self, table: str, key: str) -> list[Any]:
        """Return the rows with this id in all sources, in the order of the sources' ids."""
        return [row for _, row in sorted(self.index.told(table, key).items())]

    def referring(self, table: str, column: str, key: str) -> list[Any]:
        """Return the owner's rows of a table whose column holds this id."""
        return self.index.referring(self.owner, table, column).get(key, [])


@lru_cache(maxsize=100_000)
def _thing(base: Base, parts: tuple[str, ...]) -> str:
    return iri(base.thing(*parts))
