"""Reading the N-Quads lines that exgraph itself writes: one blank between terms, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from exgraph.mapping.term import name

_TYPE = name("rdf:type")


class Quad(NamedTuple):
    """The four terms of a line."""

    subject: str
    predicate: str
    object: str
    graph: str


class FileLines:
    """The lines of files, which can be read again and again."""

    def __init__(self, *paths: Path) -> None:
        self._paths = paths

    def __iter__(self) -> Iterator[str]:
        for path in self._paths:
            with path.open(encoding="utf-8", newline="\n") as file:
                yield from file


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines to a file."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


def read(line: str) -> Quad:
    """Split a line into its terms; only a literal may hold blanks, and it stands third."""
    subject, predicate, rest = line.split(" ", 2)
    object_, graph, _ = rest.rsplit(" ", 2)
    return Quad(subject, predicate, object_, graph)


def triple(line: str) -> str:
    """Return the N-Triples line of an N-Quads line."""
    return f"{line[: line.rindex(' <')]} .\n"


def within(line: str, graph: str) -> str:
    """Return an N-Triples line as a line of a named graph, given as a term."""
    return f"{line[: line.rindex('.')].rstrip()} {graph} .\n"


def is_type(quad: Quad) -> bool:
    """Tell whether a quad says what class its subject is of."""
    return quad.predicate == _TYPE
