"""Editions of a document: a record is known by what it says, not by where it stands.

A record of the new edition that says word for word what a known one said, of the same printed date, is that record.
Of the others, one that tells the same date, or stands alone between two known neighbours, is the known record changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from exgraph.errors import Location
from exgraph.extract.dating.era import read_year
from exgraph.extract.dating.token import year
from exgraph.extract.layout.printed import Contents, Printed
from exgraph.extract.text import tidy
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.table import Row
from exgraph.sources.document import Document, digest

_IGNORED = frozenset({"review", "note", "rule"})
"""Columns that say nothing of what a line says."""


@dataclass(frozen=True)
class Old:
    """A record of the edition before: its number, the digest of its words, and the dates that its facts printed."""

    number: str
    digest: str
    dates: frozenset[str]


@dataclass
class Edition:
    """What has become of records: numbers by place in the new edition, and which known ones stay, changed or went.

    `numbers` holds a number for each record of the new edition, in order.
    """

    numbers: list[str] = field(default_factory=list)
    same: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)

    @property
    def is_new(self) -> bool:
        """Whether anything that was known has changed or gone."""
        return bool(self.changed or self.removed)


def compare(records: list[Printed], document: Document, catalogue: Catalogue, source: str) -> Edition:
    """Find out which records of a document are those that a source's tables know."""
    known = _known(catalogue, source)
    matched = _matched(records, document, known)
    taken = {known[at].number for at in matched.values()}
    edition = Edition(removed={old.number for old in known} - taken)
    free = _free(known, catalogue, source)
    # A first reading keeps the layout's own numbers.
    own = not known
    for at, record in enumerate(records):
        if at in matched:
            old = known[matched[at]]
            words = digest(document.words(record.first_char, record.last_char))
            same = old.digest == words and _is_dated(record, old)
            (edition.same if same else edition.changed).add(old.number)
            edition.numbers.append(old.number)
        else:
            number = record.number if own else next(free)
            edition.added.add(number)
            edition.numbers.append(number)
    return edition


def renumbered(readings: list[tuple[Any, Contents]], numbers: Iterable[str]) -> list[tuple[Any, Contents]]:
    """Return the readings of a document's parts with other numbers for their records."""
    number = iter(numbers)
    return [
        (part, replace(contents, records=[replace(each, number=next(number)) for each in contents.records]))
        for part, contents in readings
    ]


def _known(catalogue: Catalogue, source: str) -> list[Old]:
    dates: dict[str, set[str]] = {}
    for _, entry in catalogue.rows("event", source):
        for number in entry.row.record:
            dates.setdefault(number, set()).add(entry.row.printed_date)
    rows = sorted((entry.row for _, entry in catalogue.rows("record", source)), key=lambda row: row.first_char)
    return [Old(row.number, row.digest, frozenset(dates.get(row.number, ()))) for row in rows]


def _free(known: list[Old], catalogue: Catalogue, source: str) -> Iterator[str]:
    """Yield numbers that no record has and none had of which a fact or a retired address still tells."""
    used = [old.number for old in known]
    used += [entry.row.id for _, entry in catalogue.rows("event", source)]
    retired = (entry.row.thing.split("/") for _, entry in catalogue.rows("retired"))
    used += [thing[2] for thing in retired if len(thing) > 2 and thing[1] == source]
    last = max((int(number.split("-")[0]) for number in used if number.split("-")[0].isdigit()), default=0)
    while True:
        last += 1
        yield str(last)


def _printed(record: Printed) -> str:
    return f"{record.year} {record.month}".strip()


def _is_dated(record: Printed, old: Old) -> bool:
    """Say whether a record's year is one that the facts of a known one print; where either prints none, it may be."""
    here, there = _years(record.year), [_years(each) for each in old.dates]
    return not here or not there or any(not each or here & each for each in there)


def _years(printed: str) -> set[int]:
    """Return the calendar years that a printed date may lie in: two for a fiscal year, none where none is printed."""
    words = year(tidy(printed))
    if not words:
        return set()
    try:
        first = read_year(words)
    except ValueError:
        return set()
    return {first, first + 1} if "度" in words else {first}


def _matched(records: list[Printed], document: Document, known: list[Old]) -> dict[int, int]:
    """Return for records of the new edition, by place, which of the known ones they are."""
    matched: dict[int, int] = {}
    words = [digest(document.words(record.first_char, record.last_char)) for record in records]
    by_words: dict[str, list[int]] = {}
    for at, old in enumerate(known):
        by_words.setdefault(old.digest, []).append(at)
    for strict in (True, False):
        for at, record in enumerate(records):
            choices = by_words.get(words[at], [])
            fitting = [each for each in choices if not strict or _is_dated(record, known[each])]
            if at not in matched and fitting:
                # Of records with the same words, the first still free of the same date.
                exact = next((each for each in fitting if _printed(record) in known[each].dates), fitting[0])
                matched[at] = exact
                choices.remove(exact)
    _alike(records, known, matched)
    return matched


def _alike(records: list[Printed], known: list[Old], matched: dict[int, int]) -> None:
    """Match the rest: by the printed date where it is of one record alone on either side, then by the neighbours."""
    for at, each in _by_date(records, known, matched):
        matched[at] = each
    left = [at for at in range(len(records)) if at not in matched]
    free = set(range(len(known))) - set(matched.values())
    for at in left:
        before = matched.get(at - 1, -1) if at else -1
        after = matched.get(at + 1, -1) if at + 1 < len(records) else len(known)
        if (before >= 0 or at == 0) and after - before == 2 and before + 1 in free:
            matched[at] = before + 1
            free.discard(before + 1)


def _by_date(records: list[Printed], known: list[Old], matched: dict[int, int]) -> Iterator[tuple[int, int]]:
    here: dict[str, list[int]] = {}
    there: dict[str, list[int]] = {}
    for at, record in enumerate(records):
        if at not in matched and _printed(record):
            here.setdefault(_printed(record), []).append(at)
    free = set(range(len(known))) - set(matched.values())
    for each in free:
        for date in known[each].dates:
            there.setdefault(date, []).append(each)
    for date, places in here.items():
        if len(places) == 1 and len(there.get(date, ())) == 1:
            yield places[0], there[date][0]


def note(words: str, row: Row) -> str:
    """Return a note with what was noted before."""
    before = row.cells().get("note", "")
    return f"{words}; {before}" if before else words


def beside(row: Row, old: Row, at: Location) -> Row:
    """Return a new reading with what a person had checked in its note, column by column."""
    new, was = row.cells(), old.cells()
    changes = [f"{name} was {was[name] or 'empty'}" for name in new if name not in _IGNORED and new[name] != was[name]]
    return type(row).parse(new | {"note": note("; ".join(["the line changed", *changes]), old)}, at)


def differences(read: Iterable[str], row: Row, kept: Row, at: Location) -> Iterable[str]:
    """Yield where the columns that the reading fills hold something else in the fact that is kept."""
    new, old = row.cells(), kept.cells()
    for column in read:
        if column not in _IGNORED and new[column] != old[column]:
            yield f"{Location(at.path, at.line, column)}: holds '{old[column]}', the reading says '{new[column]}'"
