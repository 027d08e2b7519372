"""Nodes and edges as rows: the fixed columns, then those of the network's own, each of one type."""

from __future__ import annotations

import math
from collections.abc import Mapping

from exgraph.export.cell import number_text
from exgraph.export.network import Edge, Network, Node, Type, Value, columns
from exgraph.model.date import PartialDate

Row = dict[str, Value | None]
EXACT = 2**53 - 1
"""The greatest integer that a double tells from its neighbours."""
NODE: dict[str, Type] = {
    "label": "string",
    "iri": "string",
    "kind": "string",
    "latitude": "double",
    "longitude": "double",
    "events": "integer",
    "first": "string",
    "last": "string",
}
"""Columns of every node beside its id."""
EDGE: dict[str, Type] = {
    "label": "string",
    "kind": "string",
    "weight": "integer",
    "people": "integer",
    "first": "string",
    "last": "string",
}
"""Columns of every edge beside its id and its ends."""


def node_columns(network: Network) -> dict[str, Type]:
    """Return the columns of the nodes with their types."""
    return NODE | columns(network.nodes)


def edge_columns(network: Network) -> dict[str, Type]:
    """Return the columns of the edges with their types."""
    whole = all(isinstance(edge.weight, int) and abs(edge.weight) <= EXACT for edge in network.edges)
    return EDGE | {"weight": "integer" if whole else "double"} | columns(network.edges)


def node_row(node: Node, types: dict[str, Type]) -> Row:
    """Return what is told of a node, each value of its column's type; None where nothing is."""
    values: Row = {
        "label": node.label,
        "iri": node.iri,
        "kind": node.kind,
        "latitude": node.latitude,
        "longitude": node.longitude,
        "events": node.weight,
        "first": node.first,
        "last": node.last,
        **node.more,
    }
    return _row(values, types)


def edge_row(edge: Edge, types: dict[str, Type]) -> Row:
    """Return what is told of an edge, each value of its column's type; None where nothing is."""
    values: Row = {
        "label": edge.label,
        "kind": edge.kind,
        "weight": edge.weight,
        "people": edge.people,
        "first": edge.first,
        "last": edge.last,
        **edge.more,
    }
    return _row(values, types)


def known_values(row: Row) -> dict[str, Value]:
    """Return the values of a row that are told."""
    return {name: value for name, value in row.items() if value is not None}


def json_values(row: Mapping[str, Value | None]) -> dict[str, Value]:
    """Return the values of a row that JSON can hold: no NaN and no infinity, of which it knows nothing.

    An integer whose last digits a reader in JavaScript would lose is a text.
    """
    return {name: _json(value) for name, value in finite_values(row).items()}


def finite_values(row: Mapping[str, Value | None]) -> dict[str, Value]:
    """Return the values of a row that are told and finite."""
    return {name: value for name, value in row.items() if value is not None and not _is_unbounded(value)}


def edge_days(edge: Edge) -> dict[str, str | None]:
    """Return the earliest and the latest day that an edge can have been there, as `first_day` and `last_day`."""
    return {
        "first_day": PartialDate.parse(edge.first).earliest.isoformat() if edge.first else None,
        "last_day": PartialDate.parse(edge.last).latest.isoformat() if edge.last else None,
    }


def text(value: Value) -> str:
    """Return a value as XML Schema and the readers in Java write it: `true`, `NaN`, `Infinity`."""
    if isinstance(value, bool):
        return str(value).lower()
    return number_text(value) if isinstance(value, float) else str(value)


def _json(value: Value) -> Value:
    return str(value) if isinstance(value, int) and abs(value) > EXACT else value


def _is_unbounded(value: Value) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


def _row(values: Row, types: dict[str, Type]) -> Row:
    return {name: _typed(values.get(name), type_) for name, type_ in types.items()}


def _typed(value: Value | None, type_: Type) -> Value | None:
    if value is None:
        return None
    if type_ == "double":
        return float(value)
    return str(value) if type_ == "string" else value
