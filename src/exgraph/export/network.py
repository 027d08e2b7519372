"""A network of things, as every graph format writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Node:
    """A thing.

    Attributes:
        id: a short stable id, such as place/wakkanai.
        iri: the thing's IRI.
        label: its name in the language of the file.
        kind: its main class, a name of the vocabulary.
        latitude: degrees north, WGS 84; None where the thing has no point.
        longitude: degrees east.
        weight: how many events it has in the network.
    """

    id: str
    iri: str
    label: str
    kind: str
    latitude: float | None = None
    longitude: float | None = None
    weight: int = 0


@dataclass(frozen=True)
class Edge:
    """What binds two nodes.

    Attributes:
        id: unique in the network.
        source: the id of a node.
        target: the id of another.
        kind: what binds them, a word without blanks.
        label: the same in words; may be empty.
        weight: how many events, at least 1.
        people: how many people moved, None where no number is told.
        first: the first day, month or year of it (ISO 8601), None where not known.
        last: the last.
    """

    id: str
    source: str
    target: str
    kind: str
    label: str = ""
    weight: int = 1
    people: int | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True)
class Network:
    """Nodes and edges, and whether an edge has a direction."""

    title: str
    nodes: Sequence[Node] = field(default_factory=tuple)
    edges: Sequence[Edge] = field(default_factory=tuple)
    directed: bool = False
