"""What a mapping script may ask besides its own row: IRIs, the rows of other tables, what their things are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar, cast

from exgraph.facts.catalogue import Catalogue
from exgraph.facts.cell import Reference, split_reference
from exgraph.facts.table import Row
from exgraph.mapping.term import iri
from exgraph.model.iri import Base
from exgraph.sources.source import Source

R = TypeVar("R", bound=Row)


class RowIndex:
    """The rows of a catalogue by id and by what they refer to."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.sources: dict[str, Source] = {source.id: source for source in catalogue.sources}
        self.scripts = catalogue.scripts
        self._catalogue = catalogue
        self._names = {script.row_class: name for name, script in catalogue.scripts.items()}
        self._rows: dict[Reference, dict[str, Row]] = defaultdict(dict)
        self._referring: dict[tuple[str, str, str], dict[str, list[Row]]] = {}
        self._merged: dict[Reference, Reference] = {}
        for table in catalogue.entries:
            for owner, entry in catalogue.rows(table):
                self._rows[table, entry.row.key[0]].setdefault(owner, entry.row)
                self._merged.update(entry.row.merges())
                if same := entry.row.same():
                    self._merged[table, f"{owner}/{entry.row.key[0]}"] = (table, same)
        self._tellings: dict[Reference, list[Reference]] = defaultdict(list)
        for each, into in sorted(self._merged.items()):
            self._tellings[into].append(each)

    def table(self, row_class: type[Row]) -> str:
        """Return the table whose rows are of this class."""
        return self._names[row_class]

    def canonical(self, fact: Reference) -> Reference:
        """Return the fact (`source/id`) under which one is told: another source's where the two were merged."""
        return self._merged.get(fact, fact)

    def tellings(self, fact: Reference) -> list[Reference]:
        """Return every fact (`source/id`) that tells what this one tells, the canonical one first."""
        first = self.canonical(fact)
        return [first, *self._tellings.get(first, ())]

    def row(self, fact: Reference) -> Row | None:
        """Return the row of a fact (`source/id`), or None where there is none."""
        table, reference = fact
        owner, _, key = reference.partition("/")
        return self._rows.get((table, key), {}).get(owner)

    def versions(self, fact: Reference) -> Iterator[Row]:
        """Yield the rows of every source that tells what this fact (`source/id`) tells, the canonical one's first."""
        for telling in self.tellings(fact):
            if row := self.row(telling):
                yield row

    def gathered(self, fact: Reference, table: str, column: str) -> list[Row]:
        """Return the rows of a table that refer to this fact, whichever source tells it; each thing once."""
        found: dict[Reference, Row] = {}
        for _, telling in self.tellings(fact):
            owner, _, key = telling.partition("/")
            for row in self.referring(owner, table, column).get(key, []):
                found.setdefault(self.canonical((table, f"{owner}/{row.key[0]}")), row)
        return list(found.values())

    def by_owner(self, table: str, key: str) -> dict[str, Row]:
        """Return the rows with this id, by owner."""
        return self._rows.get((table, key), {})

    def every(self, table: str) -> Iterator[tuple[str, Row]]:
        """Yield all rows of a table with the id of their owner."""
        for owner, entry in self._catalogue.rows(table):
            yield owner, entry.row

    def referring(self, owner: str, table: str, column: str) -> dict[str, list[Row]]:
        """Return an owner's rows of a table, by the id that a column of theirs holds."""
        place = (owner, table, column)
        if place not in self._referring:
            rows: dict[str, list[Row]] = defaultdict(list)
            for _, entry in self._catalogue.rows(table, owner):
                rows[getattr(entry.row, column)].append(entry.row)
            self._referring[place] = rows
        return self._referring[place]


@dataclass(frozen=True)
class Context:
    """The surroundings of the rows of one owner: a source's id, or `gazetteer`."""

    base: Base
    owner: str
    index: RowIndex

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

        One that was merged into another source's is that one.
        """
        return self.scoped(table, f"{self.owner}/{key}")

    def concept(self, scheme: str, slug: str) -> str:
        """Return the term of a concept: `concept("status", "held")`."""
        return self.thing("concept", scheme, slug)

    def concepts(self, scheme: str, slug: str | None) -> list[str]:
        """Return the term of a concept in a list, or none where none is given."""
        return [self.concept(scheme, slug)] if slug else []

    def scoped(self, table: str, fact: str) -> str:
        """Return the term of a thing that is named with its source: `scoped("event", "wakkanai-chronicle/108")`."""
        return self.thing(*self.index.canonical((table, fact)))

    def typed(self, reference: str) -> str:
        """Return the term of a reference that names its table: `typed("organisation/wakkanai-city")`."""
        return self.thing(*split_reference(reference))

    def find(self, row_class: type[R], key: str) -> R:
        """Return the row of a table with this id: the owner's own, or the first owner's that has one.

        Raises:
            LookupError: no such row.
        """
        return cast(R, self._find(self.index.table(row_class), key))

    def _find(self, table: str, key: str) -> Row:
        rows = self.index.by_owner(table, key)
        if not rows:
            raise LookupError(f"no {table} has the id '{key}'")
        return rows[self.owner] if self.owner in rows else rows[min(rows)]

    def across_sources(self, row_class: type[R], key: str) -> list[R]:
        """Return the rows of a table with this id in all sources, in the order of the sources' ids."""
        return [cast(R, row) for _, row in sorted(self.index.by_owner(self.index.table(row_class), key).items())]

    def versions(self, row_class: type[R], key: str) -> list[R]:
        """Return the rows of all sources that tell one of the owner's facts, the one that gives it its name first."""
        fact = (self.index.table(row_class), f"{self.owner}/{key}")
        return [cast(R, row) for row in self.index.versions(fact)]

    def referring(self, row_class: type[R], column: str, key: str) -> list[R]:
        """Return the owner's rows of a table whose column holds this id."""
        rows: Any = self.index.referring(self.owner, self.index.table(row_class), column)
        found: list[R] = rows.get(key, [])
        return found

    def gathered(self, row_class: type[R], column: str, of: type[Row], key: str) -> list[R]:
        """Return the rows of a table that refer to a fact of the owner's, told by any source; each thing once."""
        fact = (self.index.table(of), f"{self.owner}/{key}")
        return [cast(R, row) for row in self.index.gathered(fact, self.index.table(row_class), column)]

    def elsewhere(self, row_class: type[R], fact: str) -> R:
        """Return the row of a fact that is named with its source.

        Raises:
            LookupError: no such row.
        """
        row = self.index.row((self.index.table(row_class), fact))
        if row is None:
            raise LookupError(f"no {self.index.table(row_class)} is {fact}")
        return cast(R, row)

    def within(self, owner: str) -> Context:
        """Return the surroundings of another owner's rows."""
        return Context(self.base, owner, self.index)

    def called(self, reference: str, language: str) -> str:
        """Return what a thing is called within a sentence, as its table's script says, else its name.

        Where a language lacks a name, the English one stands in. The reference names its table: `place/nevelsk`.
        """
        table, key = split_reference(reference)
        row = self._find(table, key)
        if called := self.index.scripts[table].called:
            return called(row, self, language)
        return str(getattr(row, language) or getattr(row, "en", ""))

    def names(self, table: str, keys: Iterable[str], language: str) -> list[str]:
        """Return what several things of one table are called."""
        return [self.called(f"{table}/{key}", language) for key in keys]


@lru_cache(maxsize=100_000)
def _thing(base: Base, parts: tuple[str, ...]) -> str:
    return iri(base.thing(*parts))
