"""Proposed rows of the gazetteer in files of their own, beside those that a person accepted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from exgraph.errors import Location
from exgraph.extract.survey.known import PROPOSED, Known, is_proposed
from exgraph.extract.survey.named import Named
from exgraph.extract.survey.proposal import Rows
from exgraph.facts import table
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.table import Row
from exgraph.gazetteer.entry import Entry

TABLES = ("place", "spelling", "identifier")
_KEYS = {"place": "id", "spelling": "id", "identifier": "place"}


def path(mappings: Path, name: str) -> Path:
    """Return the file of a table's proposals."""
    return mappings / "gazetteer" / f"{name}-{PROPOSED}.csv"


def write(mappings: Path, catalogue: Catalogue, source: str, proposals: dict[str, list[dict[str, str]]]) -> None:
    """Add a source's proposals to those at hand; what it proposed before and nothing names any longer goes.

    Raises:
        TableError: a file cannot be written.
    """
    places = {row.id: row for row in proposed(mappings, catalogue, "place")}
    kept = _kept(catalogue, source, places, {cells["id"] for cells in proposals.get("place", ())})
    for name in TABLES:
        file = path(mappings, name)
        row_class = catalogue.scripts[name].row_class
        rows: dict[tuple[str, ...], Row] = {}
        for row in proposed(mappings, catalogue, name):
            is_own = name == "spelling" and row.origin.split(" ")[0] == source
            if getattr(row, _KEYS[name]) in kept and not is_own:
                rows[row.key] = row
        for cells in proposals.get(name, ()):
            row = row_class.parse(cells, Location(file))
            rows.setdefault(row.key, row)
        _rewrite(file, catalogue, name, list(rows.values()))


def proposed(mappings: Path, catalogue: Catalogue, name: str) -> list[Any]:
    """Return the rows of a table that are proposed now, as they stand in the file.

    Raises:
        TableError: the file cannot be read.
    """
    file = path(mappings, name)
    return [entry.row for entry in table.read(file, catalogue.scripts[name].row_class)] if file.exists() else []


def _kept(catalogue: Catalogue, source: str, places: dict[str, Any], named: set[str]) -> set[str]:
    """Return the ids of proposed places that stay: those named now, of other sources, or named in any other fact."""
    accepted = {entry.row.id for _, entry in catalogue.rows("place") if not is_proposed(entry)}
    own = {key for key, row in places.items() if row.origin.split(";")[0] == f"ja={source}"}
    kept = (set(places) - own) | named | accepted
    if gone := own - kept:
        kept |= gone & _referred(catalogue, source)
    todo = [key for key in kept if key in places]
    while todo:
        above = [each for each in places[todo.pop()].within if each in places and each not in kept]
        kept.update(above)
        todo += above
    return kept


def _referred(catalogue: Catalogue, source: str) -> set[str]:
    """Return the places that facts of other sources refer to."""
    return {
        key
        for name in catalogue.entries
        if name not in TABLES
        for owner, entry in catalogue.rows(name)
        if owner != source
        for _, (target, key) in entry.row.references()
        if target == "place"
    }


def accept(mappings: Path, catalogue: Catalogue, ids: Iterable[str]) -> list[str]:
    """Move proposed places with what they lie in, their spellings and identifiers to the gazetteer's own files.

    Returns the ids of the places moved.

    Raises:
        TableError: a file cannot be written.
    """
    places = {row.id: row for row in proposed(mappings, catalogue, "place")}
    spelt = {row.id for row in proposed(mappings, catalogue, "spelling")}
    moved, todo = set(), [key for key in ids if key in places or key in spelt]
    while todo:
        key = todo.pop()
        moved.add(key)
        todo += [each for each in (places[key].within if key in places else ()) if each in places and each not in moved]
    for name in TABLES:
        rows = {row.key: row for row in proposed(mappings, catalogue, name)}
        taken = {key: row for key, row in rows.items() if getattr(row, _KEYS[name]) in moved}
        add(mappings, catalogue, name, taken.values())
        _rewrite(path(mappings, name), catalogue, name, [row for key, row in rows.items() if key not in taken])
    return sorted(moved)


def add(mappings: Path, catalogue: Catalogue, name: str, rows: Iterable[Row]) -> None:
    """Add rows to a table's own file, place.csv for instance; a row that is there stays.

    Raises:
        TableError: the file cannot be read or written.
    """
    file = mappings / "gazetteer" / f"{name}.csv"
    row_class = catalogue.scripts[name].row_class
    known = {entry.row.key: entry.row for entry in table.read(file, row_class)} if file.exists() else {}
    more = {row.key: row for row in rows if row.key not in known}
    if more:
        table.write(file, row_class, [*known.values(), *more.values()])


def add_entry(mappings: Path, catalogue: Catalogue, words: str, entry: Entry) -> tuple[str, list[str]]:
    """Add a place of the reference with what it lies in; `words` is how it is written. Return its id and those added.

    Raises:
        TableError: a file cannot be read or written.
    """
    rows = Rows("exgraph", Known.of(catalogue))
    name = words if words in (entry.ja, entry.former and entry.former[0]) else entry.ja
    key = rows.add(Named(name, entry, 0, 1.0, ""))
    chosen = list(rows.only([key]))
    for each in TABLES:
        row_class = catalogue.scripts[each].row_class
        parsed = [row_class.parse(cells, Location(Path(each))) for name, cells in chosen if name == each]
        add(mappings, catalogue, each, parsed)
    return key, [cells["id"] for name, cells in chosen if name == "place"]


def _rewrite(file: Path, catalogue: Catalogue, name: str, rows: list[Row]) -> None:
    if rows:
        table.write(file, catalogue.scripts[name].row_class, rows)
    else:
        file.unlink(missing_ok=True)
