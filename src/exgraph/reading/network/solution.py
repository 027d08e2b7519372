"""A network from the solutions of any query that names sources and targets."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from exgraph.errors import NetworkError
from exgraph.export.network import Edge, Network, Node, Value
from exgraph.export.row import EXACT
from exgraph.model.date import PartialDate
from exgraph.model.iri import NS, PREFIXES, expand
from exgraph.model.number import number as read_number
from exgraph.model.vocabulary import CLASSES, LABELS
from exgraph.reading.reader import Reader, short

Term = Mapping[str, Any]
_TYPE = expand("rdf:type")
_XSD = PREFIXES["xsd"]
_ZONE = re.compile(r"(?<=\d)(?:Z|[+-]\d{2}:\d{2})")
_FIXED = frozenset({"source", "target", "kind", "label", "weight", "people", "start", "end"})
_OF_NODES = frozenset({"sourceLabel", "targetLabel"})
_TAKEN = _FIXED | {"first", "id", "interaction", "iri", "key", "last", "name", "timeset", "type"}
"""Columns that a file of some format has already, whatever the case: Gephi tells none apart."""


def from_solutions(reader: Reader, columns: Sequence[str], rows: Sequence[Mapping[str, Term]]) -> Network:
    """Return an edge for each solution, from ?source to ?target.

    ?kind, ?label, ?weight, ?people, ?start, ?end, ?sourceLabel and ?targetLabel are what they say; other variables
    become columns of the edges, with `_` behind a name that files have for something else. So does a ?start, ?end or
    ?people that cannot be read.

    Raises:
        NetworkError: a solution is without ?source or ?target, or the query does not name them; a ?weight is no
            number above 0.
    """
    if missing := [f"?{name}" for name in ("source", "target") if name not in columns]:
        remedy = "name the variables ?source and ?target; see docs/graph-files.md"
        raise NetworkError(f"the query gives no {' and no '.join(missing)}", remedy=remedy)
    nodes: dict[str, Node] = {}
    edges = []
    for number, row in enumerate(rows, start=1):
        if "source" not in row or "target" not in row:
            raise NetworkError(f"solution {number} has no source or no target", remedy="leave such rows out")
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
    spot = reader.published.events.places.representative(iri)
    north, east = (spot.latitude, spot.longitude) if spot else (None, None)
    facts = reader.published.store.facts(iri) if term["type"] == "uri" else ()
    kind = _kind({fact.value.text.removeprefix(NS) for fact in facts if fact.property == _TYPE})
    nodes[key] = Node(key, iri if term["type"] == "uri" else "", name, kind, north, east, 1, labels)


def _kind(classes: set[str]) -> str:
    """Return the most exact of a thing's classes that the vocabulary names."""
    known = sorted(each for each in classes if each in LABELS)
    return next((each for each in known if not classes & set(CLASSES.get(each, ()))), "Thing")


def _edge(reader: Reader, number: int, row: Mapping[str, Term]) -> Edge:
    def text(name: str) -> str:
        return str(row[name]["value"]) if name in row else ""

    kind = row.get("kind")
    first, last, people = _date(text("start")), _date(text("end")), _people(text("people"))
    unread = [name for name, value in (("start", first), ("end", last), ("people", people)) if value is None]
    attributes = {f"{name}_": text(name) for name in unread if text(name)} | {
        f"{name}_" if name.lower() in _TAKEN else name: _value(term)
        for name, term in row.items()
        if name not in _FIXED | _OF_NODES
    }
    return Edge(
        f"edge/{number}",
        _key(reader, text("source")),
        _key(reader, text("target")),
        short(str(kind["value"])).replace(" ", "-") if kind else "edge",
        label=text("label"),
        weight=_weight(number, row),
        people=people,
        first=first,
        last=last if last and not _ends_before(last, first) else first,
        attributes=attributes,
    )


def _key(reader: Reader, iri: str) -> str:
    return iri.removeprefix(f"{reader.published.base.root}id/")


def _date(text: str) -> str | None:
    """Return the day, month or year that a text tells, without its hour and its time zone; None where it is no date."""
    day = _ZONE.sub("", text.partition("T")[0])  # an xsd:dateTime
    try:
        PartialDate.parse(day)
    except ValueError:
        return None
    return day


def _ends_before(last: str, first: str | None) -> bool:
    return first is not None and PartialDate.parse(last).latest < PartialDate.parse(first).earliest


def _weight(number: int, row: Mapping[str, Term]) -> int | float:
    if "weight" not in row:
        return 1
    weight = _number(row["weight"]["value"])
    if weight is None or weight <= 0:
        raise NetworkError(f"the weight of solution {number} is no number above 0")
    return int(weight) if weight.is_integer() and weight <= EXACT else weight


def _people(text: str) -> int | None:
    people = _number(text)
    return int(people) if people is not None and people.is_integer() and 0 <= people <= EXACT else None


def _number(text: str) -> float | None:
    """Return a finite number written as SPARQL has it; None for anything else."""
    found = read_number(text, "double")
    return float(found) if found is not None and math.isfinite(found) else None


def _value(term: Term) -> Value:
    """Return a value of its datatype; the text of what is ill-typed, or of a type that no column has."""
    text = str(term["value"])
    datatype = str(term.get("datatype", ""))
    if term["type"] == "uri" or not datatype.startswith(_XSD):
        return text
    name = datatype.removeprefix(_XSD)
    if name == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    found = read_number(text, name)
    return text if found is None else found
