"""A network from the solutions of any query that names sources and targets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from exgraph.export.network import Edge, Network, Node, Value
from exgraph.model.date import PartialDate
from exgraph.model.iri import NS
from exgraph.web.problem import RequestError
from exgraph.web.reader import Reader, short

Term = Mapping[str, Any]
_NUMBER = re.compile(r"-?\d+")
_FIXED = frozenset({"source", "target", "kind", "label", "weight", "people", "start", "end"})
_OF_NODES = frozenset({"sourceLabel", "targetLabel"})


def from_solutions(reader: Reader, columns: Sequence[str], rows: Sequence[Mapping[str, Term]]) -> Network:
    """Return an edge for each solution, from ?source to ?target.

    ?kind, ?label, ?weight, ?people, ?start, ?end, ?sourceLabel and ?targetLabel are what they say; other variables
    become columns of the edges. `?kind` "undirected" is no kind: edges have a direction.

    Raises:
        RequestError: 400, a solution is without ?source or ?target, or the query does not name them.
    """
    if missing := [f"?{name}" for name in ("source", "target") if name not in columns]:
        remedy = "name the variables ?source and ?target; see docs/graph-files.md"
        raise RequestError(400, f"the query gives no {' and no '.join(missing)}", remedy=remedy)
    nodes: dict[str, Node] = {}
    edges = []
    for number, row in enumerate(rows, start=1):
        if "source" not in row or "target" not in row:
            raise RequestError(400, f"solution {number} has no source or no target", remedy="leave such rows out")
        for end in ("source", "target"):
            _see(reader, nodes, row[end], row.get(f"{end}Label"))
        edges.append(_edge(reader, number, row))
    return Network(reader.words.text("network.query"), list(nodes.values()), edges, directed=True)


def _see(reader: Reader, nodes: dict[str, Node], term: Term, label: Term | None) -> None:
    iri = str(term["value"])
    key = _key(reader, iri)
    if key in nodes:
        return
    name = str(label["value"]) if label else reader.name(iri).text if term["type"] == "uri" else iri
    labels = reader.published.labels(iri) if term["type"] == "uri" else {}
    place = reader.published.events.places[iri]
    kinds = reader.published.store.facts(iri) if term["type"] == "uri" else ()
    classes = sorted(fact.value.text for fact in kinds if fact.property.endswith("#type"))
    kind = next((each.removeprefix(NS) for each in classes if each.startswith(NS)), "Thing")
    nodes[key] = Node(key, iri, name, kind, place.latitude, place.longitude, 1, labels)


def _edge(reader: Reader, number: int, row: Mapping[str, Term]) -> Edge:
    def text(name: str) -> str:
        return str(row[name]["value"]) if name in row else ""

    kind = row.get("kind")
    first, last = _date(text("start")), _date(text("end"))
    attributes = {name: _value(term) for name, term in row.items() if name not in _FIXED | _OF_NODES}
    return Edge(
        f"edge/{number}",
        _key(reader, text("source")),
        _key(reader, text("target")),
        short(str(kind["value"])).replace(" ", "-") if kind else "edge",
        label=text("label"),
        weight=max(1, _whole(text("weight")) or 1),
        people=_whole(text("people")),
        first=first,
        last=last if last and first and last >= first else first,
        attributes=attributes,
    )


def _key(reader: Reader, iri: str) -> str:
    return iri.removeprefix(f"{reader.published.base.root}id/")


def _date(text: str) -> str | None:
    try:
        PartialDate.parse(text)
    except ValueError:
        return None
    return text


def _whole(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None


def _value(term: Term) -> Value:
    text = str(term["value"])
    if term["type"] != "uri" and str(term.get("datatype", "")).endswith(("#integer", "#int", "#long")):
        return int(text)
    if str(term.get("datatype", "")).endswith(("#decimal", "#double", "#float")):
        return float(text)
    return text
