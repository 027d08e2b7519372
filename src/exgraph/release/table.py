"""The graph as tables: an SQLite file, and the same as CSV in one archive.

A thing is named by its IRI without the base of things. What a thing has several of stands in a table of pairs.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from exgraph.model.iri import PREFIXES, expand
from exgraph.store import Store
from exgraph.store.canonical import terms

NUMBERS = frozenset({"latitude", "longitude", "year", "people", "first_line", "last_line"})
"""Columns whose values are numbers."""
_LABELS = ("ja", "en", "ru")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The least time that a ZIP archive can tell: every file has it, so that the same tables give the same bytes."""


@dataclass(frozen=True)
class ReleaseTable:
    """A class as a table: columns it has one value of, pairs it may have several of; each by a property."""

    name: str
    type: str
    columns: tuple[tuple[str, str], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


_RECORD = ("record", "prov:wasDerivedFrom")
TABLES = (
    ReleaseTable(
        "place",
        "exg:Place",
        (("kana", "exg:kana"), ("latitude", "geo:lat"), ("longitude", "geo:long"), ("iso_code", "exg:isoCode")),
        (
            ("within", "exg:within"),
            ("geonames", "exg:geonames"),
            ("wikidata", "exg:wikidata"),
            ("statistical_area", "exg:statisticalArea"),
        ),
    ),
    ReleaseTable(
        "event",
        "exg:Event",
        (
            ("date", "exg:edtf"),
            ("earliest", "exg:earliest"),
            ("latest", "exg:latest"),
            ("year", "exg:year"),
            ("people", "exg:totalHeadcount"),
        ),
        (
            ("place", "exg:location"),
            ("involved", "exg:involves"),
            ("status", "exg:status"),
            ("mode", "exg:mode"),
            ("category", "exg:category"),
            ("organiser", "exg:organiser"),
            ("agent", "exg:agent"),
            ("series", "exg:inSeries"),
            ("participation", "exg:participation"),
            ("commemorated", "exg:commemorates"),
            _RECORD,
        ),
    ),
    ReleaseTable(
        "participation",
        "exg:Participation",
        (("people", "exg:headcount"),),
        (
            ("origin", "exg:fromEach"),
            ("destination", "exg:toEach"),
            ("role", "exg:role"),
            ("body", "exg:body"),
            _RECORD,
        ),
    ),
    ReleaseTable(
        "agreement",
        "exg:Agreement",
        (("date", "exg:edtf"), ("year", "exg:year")),
        (("party", "exg:party"), _RECORD),
    ),
    ReleaseTable("organisation", "exg:Organisation", (("kana", "exg:kana"), ("based_in", "exg:basedIn"))),
    ReleaseTable("series", "exg:Series", (("kana", "exg:kana"),), (("organiser", "exg:organiser"),)),
    ReleaseTable(
        "record",
        "exg:Record",
        (
            ("source", "exg:source"),
            ("number", "exg:recordNumber"),
            ("first_line", "exg:firstLine"),
            ("last_line", "exg:lastLine"),
        ),
    ),
)


@dataclass(frozen=True)
class ReleaseSheet:
    """A table filled in: its name, the names of its columns, its rows in order."""

    name: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str | None, ...]]


_STATEMENTS = """
    CREATE TABLE term (id INTEGER PRIMARY KEY, text TEXT UNIQUE);
    CREATE TABLE quad (subject INTEGER, predicate INTEGER, object INTEGER, graph INTEGER);
    CREATE VIEW statement AS
        SELECT s.text AS subject, p.text AS predicate, o.text AS object, g.text AS graph FROM quad
        JOIN term AS s ON quad.subject = s.id JOIN term AS p ON quad.predicate = p.id
        JOIN term AS o ON quad.object = o.id JOIN term AS g ON quad.graph = g.id;
"""


def sheets(store: Store, root: str) -> Iterator[ReleaseSheet]:
    """Yield the tables of a graph whose things begin with `root`id/."""
    for table in TABLES:
        things = sorted(_values(store, table.type, "rdf:type", root))
        columns = {name: _firsts(_values(store, table.type, property_, root)) for name, property_ in table.columns}
        for language in _LABELS:
            columns[language] = _firsts(_values(store, table.type, "rdfs:label", root, language))
        names = (*_LABELS, *(name for name, _ in table.columns))
        rows = [(thing, *(columns[name].get(thing) for name in names)) for thing in dict(things)]
        yield ReleaseSheet(table.name, ("id", *names), rows)
        for name, property_ in (("class", "rdf:type"), *table.pairs):
            pairs = sorted(set(_values(store, table.type, property_, root)))
            yield ReleaseSheet(f"{table.name}_{name}", (table.name, name), pairs)


def write_sqlite(
    path: Path, filled: Iterable[ReleaseSheet], lines: Iterable[str], refers: Mapping[tuple[str, str], str]
) -> None:
    """Write the tables, and every statement as N-Triples terms (the view `statement`), as an SQLite file.

    `refers` is by table and column the table that its values are ids of: a foreign key.
    """
    with closing(sqlite3.connect(path)) as database:
        for sheet in filled:
            _insert(database, sheet, refers)
        _insert_quads(database, lines)
        database.commit()
        database.execute("VACUUM")


def write_csv(path: Path, filled: Iterable[ReleaseSheet], descriptions: Mapping[str, str]) -> None:
    """Write the tables as CSV files in a ZIP archive, UTF-8, empty where nothing is known.

    `told` is by name what the archive holds beside them: what describes the tables.
    """
    with zipfile.ZipFile(path, "w") as archive:
        for sheet in filled:
            text = io.StringIO(newline="")
            writer = csv.writer(text, lineterminator="\r\n")
            writer.writerow(sheet.head)
            writer.writerows(sheet.rows)
            _add(archive, f"{sheet.name}.csv", text.getvalue())
        for name, words in descriptions.items():
            _add(archive, name, words)


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text)


def _insert(database: sqlite3.Connection, sheet: ReleaseSheet, refers: Mapping[tuple[str, str], str]) -> None:
    name, head, key = sheet.name, sheet.head, sheet.head[0] == "id"
    # Column names are ours, never a reader's. NUMERIC keeps what is a number as one.
    columns = [f'"{each}" {"NUMERIC" if each in NUMBERS else "TEXT"}' for each in head]
    if key:
        columns[0] += " PRIMARY KEY"
    for number, each in enumerate(head):
        if (table := refers.get((name, each))) is not None:
            columns[number] += f' REFERENCES "{table}" ("id")'
    database.execute(f'CREATE TABLE "{name}" ({", ".join(columns)})')
    marks = ", ".join("?" * len(head))
    database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', sheet.rows)  # noqa: S608
    if not key:
        database.execute(f'CREATE INDEX "{name}_second" ON "{name}" ("{head[1]}")')


def _insert_quads(database: sqlite3.Connection, lines: Iterable[str]) -> None:
    numbers: dict[str, int] = {}
    quads = [tuple(numbers.setdefault(term, len(numbers) + 1) for term in quad) for quad in terms(lines)]
    database.executescript(_STATEMENTS)
    database.executemany('INSERT INTO "term" VALUES (?, ?)', ((number, text) for text, number in numbers.items()))
    database.executemany('INSERT INTO "quad" VALUES (?, ?, ?, ?)', quads)
    database.executescript(
        'CREATE INDEX "quad_subject" ON "quad" ("subject", "predicate");'
        'CREATE INDEX "quad_object" ON "quad" ("object", "predicate")'
    )


def _values(
    store: Store, type_: str, property_: str, root: str, language: str | None = None
) -> Iterator[tuple[str, str]]:
    only = f'FILTER(LANG(?value) = "{language}")' if language else ""
    query = f"SELECT DISTINCT ?thing ?value {{ ?thing a <{expand(type_)}> ; <{expand(property_)}> ?value {only} }}"
    ours = PREFIXES["exg"] if property_ == "rdf:type" else ""
    for row in store.rows(query):
        if row["value"].startswith(ours):
            value = row["value"].removeprefix(f"{root}id/").removeprefix(PREFIXES["exg"])
            yield row["thing"].removeprefix(f"{root}id/"), value


def _firsts(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return one value a thing: the first in order where documents tell several."""
    found: dict[str, str] = {}
    for thing, value in sorted(pairs):
        found.setdefault(thing, value)
    return found
