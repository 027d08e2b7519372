"""Where an asserted statement comes from: its graphs, and the records of its thing with their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.model.citation import Citation
from exgraph.model.iri import Base, expand
from exgraph.store import Store


@dataclass(frozen=True)
class Grounds:
    """What stands behind an asserted statement.

    Attributes:
        graphs: the names of the graphs that say it.
        records: the records that its thing, or the thing it is a part of, is derived from.
        origins: what its thing says of the origin of its values, where it has no record (a place of the gazetteer).
    """

    graphs: tuple[str, ...]
    records: tuple[Citation, ...]
    origins: tuple[str, ...]


def evidence(store: Store, base: Base, statement: tuple[str, str, str], inferred: str) -> Grounds | None:
    """Return what stands behind a statement, or None where no graph but `inferred` (an IRI) says it."""
    graphs = [graph for graph in store.graphs_of(*statement) if graph != inferred]
    if not graphs:
        return None
    names = tuple(graph.removeprefix(base.graph("")) for graph in graphs)
    for thing in _wholes(statement[0]):
        records = tuple(_record(store, record) for record in _values(store, thing, "prov:wasDerivedFrom"))
        if not records and _values(store, thing, "exg:recordNumber"):
            records = (_record(store, thing),)
        if records:
            return Grounds(names, records, ())
    return Grounds(names, (), tuple(_text(value) for value in _values(store, statement[0], "exg:origin")))


def _wholes(thing: str) -> Iterator[str]:
    """Yield a thing and those whose IRIs its own continues: an event's participation has the event's records."""
    yield thing
    iri = thing.strip("<>")
    while thing.startswith("<") and iri.count("/") > 3:
        iri = iri.rpartition("/")[0]
        yield f"<{iri}>"


def _record(store: Store, record: str) -> Citation:
    (source, *_), (number, *_) = (_values(store, record, name) or [""] for name in ("exg:source", "exg:recordNumber"))
    first, last = (_values(store, record, name) or ['"0"'] for name in ("exg:firstLine", "exg:lastLine"))
    return Citation(record[1:-1], source[1:-1], _text(number), int(_text(first[0])), int(_text(last[0])))


def _values(store: Store, thing: str, name: str) -> list[str]:
    return sorted(value for _, _, value in store.match(thing, f"<{expand(name)}>", None))


def _text(literal: str) -> str:
    return literal[1 : literal.rindex('"')] if literal.startswith('"') else literal
