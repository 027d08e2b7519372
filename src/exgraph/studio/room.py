"""What all pages of the studio share: the project, its tables as they are now, who looks at what."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from exgraph.facts.catalogue import Catalogue
from exgraph.review import doubt
from exgraph.review.choice import Choices
from exgraph.review.desk import Desk
from exgraph.review.fact import ReviewRecord
from exgraph.settings import Settings

_HELD = 90.0
"""Seconds for which a record that somebody opened is not offered to others."""


@dataclass
class Room:
    """One project. The tables are read when they are first asked for, and anew when they change."""

    settings: Settings
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _desk: Desk | None = None
    _choices: tuple[Catalogue, Choices] | None = None
    _orders: dict[str, tuple[Catalogue, list[str]]] = field(default_factory=dict)
    _held: dict[tuple[str, str], tuple[str, float]] = field(default_factory=dict)

    @property
    def documents(self) -> Path:
        """The folder of documents: that of the settings, else `documents` in the project."""
        return self.settings.documents or self.settings.root / "documents"

    @property
    def desk(self) -> Desk:
        """The desk, with the tables as they are on disk.

        Raises:
            MappingError, SourceError, TablesError: the tables cannot be read.
        """
        with self._lock:
            if self._desk is None:
                self._desk = Desk(self.settings.mappings, self.settings.tables)
            self._desk.refresh()
            return self._desk

    @property
    def choices(self) -> Choices:
        """What may be chosen for cells."""
        with self._lock:
            catalogue = self.desk.catalogue
            if self._choices is None or self._choices[0] is not catalogue:
                self._choices = (catalogue, Choices(catalogue))
            return self._choices[1]

    @property
    def new_places(self) -> frozenset[str]:
        """The places that are proposed and nobody has accepted."""
        rows = self.desk.catalogue.rows("place", "gazetteer")
        return frozenset(entry.row.id for _, entry in rows if entry.at.path.stem.endswith("-proposed"))

    def queue(self, source: str) -> list[ReviewRecord]:
        """Return all records of a source, the most doubtful first, else as they stand in the document.

        The order stays while one reviews: it is made anew when the tables are read anew.
        """
        with self._lock:
            desk = self.desk
            made, numbers = self._orders.get(source, (None, []))
            if made is not desk.catalogue:
                numbers = self._order(desk.records(source))
                self._orders[source] = (desk.catalogue, numbers)
            records = {each.number: each for each in desk.records(source)}
            return [records[number] for number in numbers]

    def _order(self, records: list[ReviewRecord]) -> list[str]:
        places = self.new_places
        ranks = {each.number: (-doubt.weight(each, places), each.first_line, each.first_char) for each in records}
        return sorted(ranks, key=lambda number: ranks[number])

    def following(self, record: ReviewRecord, by: str, step: int = 1) -> ReviewRecord | None:
        """Return the record to look at after one (before one where `step` is -1); None where nothing waits.

        What another person looks at now is left to them. After the last come those before, passed over for later.
        """
        order = self.queue(record.source.id)
        here = next((at for at, each in enumerate(order) if each.number == record.number), 0)
        around = [order[(here + step * at) % len(order)] for at in range(1, len(order))]
        if step < 0:
            return around[0] if around else None
        return next((each for each in around if each.waits and not self.holder(each, by)), None)

    def first(self, source: str, by: str) -> ReviewRecord | None:
        """Return the record of a source to look at first, None where nothing waits."""
        return next((each for each in self.queue(source) if each.waits and not self.holder(each, by)), None)

    def hold(self, record: ReviewRecord, by: str) -> None:
        """Remember that somebody looks at a record."""
        with self._lock:
            if not self.holder(record, by):
                self._held[record.source.id, record.number] = (by, time.monotonic() + _HELD)

    def holder(self, record: ReviewRecord, by: str) -> str:
        """Return who else looks at a record now; nothing where nobody does."""
        who, until = self._held.get((record.source.id, record.number), ("", 0.0))
        return who if who != by and until > time.monotonic() else ""

    def progress(self, source: str) -> tuple[int, int]:
        """Return how many records of a source are decided on, and how many there are."""
        records = self.desk.records(source)
        return sum(not each.waits for each in records), len(records)
