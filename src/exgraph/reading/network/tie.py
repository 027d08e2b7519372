"""Towns by the agreements between them."""

from __future__ import annotations

from itertools import combinations

from exgraph.errors import NetworkError
from exgraph.export.network import Edge, Network
from exgraph.model.iri import NS
from exgraph.model.vocabulary import CLASSES
from exgraph.reading.network.link import nodes
from exgraph.reading.reader import Reader
from exgraph.reading.selection import Choice, Selection


def ties(reader: Reader, choice: Choice) -> Network:
    """Return an edge for each agreement and pair of its parties, from the day it was concluded on, without an end.

    A node's `events` are its agreements. Parties that are no places are left out.

    Raises:
        NetworkError: there is a selection, which is one of events.
    """
    if choice.selection != Selection():
        remedy = "take meetings or exchanges, or ask by /export/query"
        raise NetworkError("ties are no events, and cannot be selected", remedy=remedy)
    kinds = " ".join(f"exg:{kind}" for kind in CLASSES["Agreement"] if kind != "Agreement")
    rows = reader.published.rows(
        f"""SELECT ?tie ?party (MIN(STR(?class)) AS ?kind) (MIN(STR(?date)) AS ?first) {{
            ?tie a exg:Agreement ; exg:party ?party . ?party a exg:Place .
            OPTIONAL {{ VALUES ?class {{ {kinds} }} ?tie a ?class }}
            OPTIONAL {{ ?tie exg:concluded ?date }}
        }} GROUP BY ?tie ?party ORDER BY ?tie ?party"""
    )
    parties: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        parties.setdefault(row["tie"], []).append(row)
    counts: dict[str, int] = {}
    edges = []
    for iri, each in parties.items():
        for one, other in combinations(each, 2):
            edges.append(_edge(reader, iri, one, other["party"], several=len(each) > 2))
            for end in (one["party"], other["party"]):
                counts[end] = counts.get(end, 0) + 1
    ordered = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return Network(reader.words.text("network.ties"), list(nodes(reader, ordered)), edges)


def _edge(reader: Reader, iri: str, row: dict[str, str], other: str, *, several: bool) -> Edge:
    key = reader.published.events.key
    source, target = key(row["party"]), key(other)
    return Edge(
        f"{key(iri)}/{source}--{target}" if several else key(iri),
        source,
        target,
        row.get("kind", NS + "Agreement").removeprefix(NS),
        label=reader.name(iri).text,
        first=row.get("first"),
        attributes={"iri": iri},
    )
