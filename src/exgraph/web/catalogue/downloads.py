"""The data set as files: the dump with its checksum, and each named graph with its size."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Name, Reader
from exgraph.reading.usage import graph_sizes


@dataclass(frozen=True)
class Dump:
    """A file of the whole data set: its bytes, its SHA-256, when it was made."""

    path: Path
    size: int
    digest: str
    date: str


@dataclass(frozen=True)
class NamedGraph:
    """A named graph: its name in addresses, what it is called, how many statements it has."""

    key: str
    name: Name
    triples: int


@per_version()
def dump(published: Published) -> Dump:
    """Return the dump of a version; it is read once, for its checksum."""
    path = published.folder / "graph.nq"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    stat = path.stat()
    made = datetime.datetime.fromtimestamp(stat.st_mtime, datetime.UTC)
    return Dump(path, stat.st_size, digest, made.date().isoformat())


def graphs(reader: Reader) -> Sequence[NamedGraph]:
    """Return the named graphs, the largest first."""
    published = reader.published
    root = published.base.graph("")
    found = [(name.removeprefix(root), n) for name, n in graph_sizes(published).items() if name.startswith(root)]
    return [NamedGraph(key, _name(reader, key), n) for key, n in sorted(found, key=lambda each: (-each[1], each[0]))]


def _name(reader: Reader, key: str) -> Name:
    text = reader.words.texts.get(f"data.graph-{key}")
    return Name(text) if text else reader.name(reader.published.base.thing("source", key))
