"""The index of words: a file of SQLite's FTS5 beside the store of its version, made once and shared by processes.

It holds no texts, only where which words are; a found thing's texts are read from the store. Things lie in it by the
rank of their class and the latest first, so that of a word that half of all things have the best are taken.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from exgraph.errors import Location, StoreError
from exgraph.model.iri import NS, PREFIXES
from exgraph.reading.fulltext.word import WordQuery, tokens

Rows = Callable[[str], list[dict[str, str]]]
FILE = "words.db"
"""The name of the file in the folder of a version."""
RECORD = f"{NS}Record"
"""The class of records, whose words are found also where nothing is read from them."""
_FORM = 1
"""Raised when the form of the file changes: another is made anew."""
_RANKED = 4_000
"""Things that are ranked by how often and where they have the words; ranking 4,000 takes 5 ms."""
_WEIGHTS = "10.0, 3.0, 1.0"
_NAMES = "rdfs:label|skos:prefLabel|skos:altLabel|skos:hiddenLabel|exg:kana|exg:title|exg:translatedTitle"
_TEXTS = "dcterms:description|skos:note|skos:definition"
_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


@dataclass(frozen=True)
class Hit:
    """A thing that has the words, and its class."""

    iri: str
    type: str


@dataclass
class _Thing:
    iri: str
    type: str
    rank: int
    day: str = ""
    columns: tuple[list[str], list[str], list[str]] = field(default_factory=lambda: ([], [], []))


class FullTextIndex:
    """The words of names, descriptions, notes, and of the records behind things where the store has their words."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`; see `opened`."""
        self._path = path
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._local = threading.local()

    @classmethod
    def opened(cls, folder: Path, rows: Rows, classes: Sequence[str]) -> FullTextIndex:
        """Open the index in the folder of a version, made first where there is none.

        Several processes may do so at once: each makes its own, and the last one stays. Where the folder cannot be
        written, this process has one of its own for as long as it runs.

        Args:
            folder: that of the version.
            rows: answers SELECT queries.
            classes: the IRIs of the classes that are searched, the best first.

        Raises:
            StoreError: the index cannot be made.
        """
        path = folder / FILE
        if _is_whole(path):
            return cls(path)
        try:
            make(path, rows, classes)
        except OSError:
            return cls._own(rows, classes)
        return cls(path)

    @classmethod
    def _own(cls, rows: Rows, classes: Sequence[str]) -> FullTextIndex:
        folder = tempfile.TemporaryDirectory(prefix="exgraph-words-")
        path = Path(folder.name) / FILE
        try:
            make(path, rows, classes)
        except OSError as error:
            raise StoreError(f"the index of words cannot be written: {error.strerror}", at=Location(path)) from error
        index = cls(path)
        index._folder = folder
        return index

    def search(self, query: WordQuery, limit: int = 200) -> list[Hit]:
        """Return the things that have the words of a query: in their names first, then in descriptions, then in words.

        Things of equal worth stand by the rank of their class, the latest first; records after what is read from them.
        """
        rows = self._connection.execute(
            f"""SELECT iri, type FROM (SELECT rowid AS row, bm25(words, {_WEIGHTS}) AS worth FROM
                words WHERE words MATCH ? LIMIT {_RANKED}) JOIN thing ON thing.id = row
                ORDER BY type = ?, worth, row LIMIT ?""",  # noqa: S608 - numbers of ours
            (query.match, RECORD, limit),
        )
        return [Hit(*row) for row in rows]

    def count(self, query: WordQuery) -> int:
        """Return how many things have the words of a query."""
        row = self._connection.execute("SELECT count(*) FROM words WHERE words MATCH ?", (query.match,))
        return int(row.fetchone()[0])

    @property
    def _connection(self) -> sqlite3.Connection:
        # One a thread: they share the pages that the system has of the file.
        known: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if known is None:
            known = sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.connection = known
        return known


def _is_whole(path: Path) -> bool:
    with suppress(sqlite3.Error, OSError):
        if path.is_file():
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
                return bool(connection.execute("PRAGMA user_version").fetchone()[0] == _FORM)
    return False


def make(path: Path, rows: Rows, classes: Sequence[str]) -> None:
    """Make the index of all things of some classes at `path`, in one step at the end.

    Raises:
        OSError: it cannot be written.
    """
    made = path.with_name(f".{path.name}-{os.getpid()}-{threading.get_ident()}")
    made.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(made, isolation_level=None)) as connection:
            connection.executescript("PRAGMA journal_mode = off; PRAGMA synchronous = off;")
            connection.execute("BEGIN")
            connection.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT, type TEXT)")
            connection.execute(
                "CREATE VIRTUAL TABLE words USING fts5(name, text, record, content='', tokenize='unicode61')"
            )
            _fill(connection, rows, classes)
            connection.execute("INSERT INTO words(words) VALUES ('optimize')")
            connection.execute(f"PRAGMA user_version = {_FORM}")
            connection.execute("COMMIT")
        made.replace(path)
    except sqlite3.Error as error:
        raise OSError(0, str(error)) from error
    finally:
        made.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, rows: Rows, classes: Sequence[str]) -> None:
    things = sorted(_things(rows, classes), key=lambda thing: thing.iri)
    things.sort(key=lambda thing: thing.day, reverse=True)
    things.sort(key=lambda thing: thing.rank)
    for number, thing in enumerate(things, 1):
        connection.execute("INSERT INTO thing VALUES (?, ?, ?)", (number, thing.iri, thing.type))
        columns = [" ".join(each) for each in (_tokens(texts) for texts in thing.columns)]
        connection.execute("INSERT INTO words(rowid, name, text, record) VALUES (?, ?, ?, ?)", (number, *columns))


def _tokens(texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(dict.fromkeys(texts)):
        if number:
            yield "|"  # a phrase does not go on in the next text
        yield from tokens(text)


def _things(rows: Rows, classes: Sequence[str]) -> Iterable[_Thing]:
    known: dict[str, _Thing] = {}
    for rank, type_ in enumerate(classes):
        for row in _select(rows, type_, "OPTIONAL { ?it exg:earliest ?day }", "?day"):
            known.setdefault(row["it"], _Thing(row["it"], type_, rank, row.get("day", "")))
        for column, path in enumerate((_NAMES, _TEXTS, "prov:wasDerivedFrom/exg:wording|exg:wording")):
            for row in _select(rows, type_, f"?it {path} ?text .", "?text"):
                if (thing := known[row["it"]]).type == type_:
                    thing.columns[column].append(row["text"])
    return known.values()


def _select(rows: Rows, type_: str, pattern: str, variable: str) -> list[dict[str, str]]:
    return rows(f"{_PREFIXES}SELECT DISTINCT ?it {variable} {{ ?it a <{type_}> . {pattern} }}")
