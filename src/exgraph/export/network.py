"""A network of things, as every graph format writes it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from exgraph.model.date import PartialDate

Value = str | int | float | bool
Type = Literal["string", "integer", "double", "boolean"]
_TYPES: dict[type, Type] = {str: "string", int: "integer", float: "double", bool: "boolean"}
_LONG = range(-(2**63), 2**63)
"""What an `integer` holds; a column with a longer one is of strings."""


@dataclass(frozen=True, order=True)
class Spell:
    """A span of days in which an edge is there, both ends included."""

    start: datetime.date
    end: datetime.date

    @property
    def after(self) -> datetime.date | None:
        """The day after the last, for formats whose spans leave their end out; None where no calendar has one."""
        return _next(self.end)


Span = tuple[datetime.date, datetime.date | None]
"""From a day to the day after the last, None where it does not end: Gephi drops what ends where it begins."""


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
        labels: its names by language.
        attributes: what else is told of it, by column.
        first: the first day, month or year of it (ISO 8601), None for what is always there.
        last: the last.
    """

    id: str
    iri: str
    label: str
    kind: str
    latitude: float | None = None
    longitude: float | None = None
    weight: int = 0
    labels: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, Value] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None

    @property
    def more(self) -> Mapping[str, Value]:
        """Its names by language (`label_ja`) and its attributes, as columns."""
        return {f"label_{language}": label for language, label in self.labels.items()} | dict(self.attributes)

    @property
    def spans(self) -> Sequence[Span]:
        """When it is there, as far as known."""
        return _between(self.first, self.last)


@dataclass(frozen=True)
class Edge:
    """What binds two nodes; two edges may bind the same ones where their kinds differ.

    Attributes:
        id: unique in the network.
        source: the id of a node.
        target: the id of another.
        kind: what binds them, a word without blanks.
        label: the same in words; may be empty.
        weight: how many events, or another number above 0.
        people: how many people moved, None where no number is told.
        first: the first day, month or year of it (ISO 8601), None where not known.
        last: the last.
        spells: when it was there, as far as known; empty where nothing but first and last is.
        attributes: what else is told of it, by column.
    """

    id: str
    source: str
    target: str
    kind: str
    label: str = ""
    weight: int | float = 1
    people: int | None = None
    first: str | None = None
    last: str | None = None
    spells: Sequence[Spell] = ()
    attributes: Mapping[str, Value] = field(default_factory=dict)

    @property
    def more(self) -> Mapping[str, Value]:
        """Its attributes, as columns."""
        return self.attributes

    @property
    def spans(self) -> Sequence[Span]:
        """When it is there, as far as known: its spells, of which no two touch, else from first to last."""
        if self.spells:
            return [(spell.start, spell.after) for spell in joined(self.spells)]
        return _between(self.first, self.last)


@dataclass(frozen=True)
class Network:
    """Nodes and edges, and whether an edge has a direction.

    Raises:
        ValueError: two nodes or two edges have one id, or an edge ends at no node.
    """

    title: str
    nodes: Sequence[Node] = field(default_factory=tuple)
    edges: Sequence[Edge] = field(default_factory=tuple)
    directed: bool = False

    def __post_init__(self) -> None:
        nodes, edges = {node.id for node in self.nodes}, {edge.id for edge in self.edges}
        if len(nodes) < len(self.nodes) or len(edges) < len(self.edges):
            raise ValueError("two nodes or two edges of a network have the same id")
        for edge in self.edges:
            if edge.source not in nodes or edge.target not in nodes:
                raise ValueError(f"the edge {edge.id} ends at no node of its network")


def columns(things: Iterable[Node | Edge]) -> dict[str, Type]:
    """Return the columns that some things have beside the fixed ones, and the type that holds all values of each.

    They are in the order met. Whole and other numbers together are doubles; any other mixture is strings.
    """
    found: dict[str, Type] = {}
    for thing in things:
        for name, value in thing.more.items():
            found[name] = _wider(found.get(name), _type(value))
    return found


def _type(value: Value) -> Type:
    return "string" if isinstance(value, int) and value not in _LONG else _TYPES[type(value)]


def joined(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Return spells in order, those that overlap or follow each other without a gap made one.

    Gephi takes no overlapping intervals of one edge.
    """
    united: list[Spell] = []
    for spell in sorted(spells):
        after = united[-1].after if united else datetime.date.min
        if united and (after is None or spell.start <= after):
            united[-1] = Spell(united[-1].start, max(united[-1].end, spell.end))
        else:
            united.append(spell)
    return tuple(united)


def _between(first: str | None, last: str | None) -> Sequence[Span]:
    if first is None:
        return ()
    return ((PartialDate.parse(first).earliest, _next(PartialDate.parse(last).latest) if last else None),)


def _next(day: datetime.date) -> datetime.date | None:
    """Return the day after; None after 9999-12-31, by which many mean that there is no end."""
    return day + datetime.timedelta(days=1) if day < datetime.date.max else None


def _wider(one: Type | None, other: Type) -> Type:
    if one is None or one == other:
        return other
    return "double" if {one, other} == {"integer", "double"} else "string"
