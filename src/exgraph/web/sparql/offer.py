"""Formats and codings of query answers, chosen by the Accept headers and the address."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, cast

from starlette.types import Scope

from exgraph.export.format import NETWORK_FORMATS
from exgraph.pool import Query
from exgraph.pool.run import Encoding
from exgraph.store import GraphFormat, ResultFormat
from exgraph.web.http.negotiation import GRAPHS, HTML, RESULTS, Offer, choose, choose_format
from exgraph.web.sparql.protocol import Operation

_MOST_ACCEPT = 4000
"""Characters of Accept and Accept-Encoding that are looked at."""
_NETWORKS = tuple(Offer(ending, f"network/{ending}", (ending,)) for ending in NETWORK_FORMATS if ending != "jsonld")
"""Formats of networks, which only the address names (`format=gexf`); `jsonld` there is a graph's."""
_ENCODINGS = (Offer("zstd", "coding/zstd"), Offer("gzip", "coding/gzip"), Offer("identity", "coding/identity"))


class Wanted(NamedTuple):
    """All of a GET request that its answer depends on: the parameters of its address, and the two Accept headers."""

    address: bytes
    accept: str | None
    coding: str


def wanted(scope: Scope) -> Wanted:
    """Return what a request wants."""
    accept, accepted_coding = None, ""
    for name, value in scope["headers"]:
        if name == b"accept":
            text = value.decode("latin-1")
            accept = text if accept is None else f"{accept},{text}"
        elif name == b"accept-encoding":
            accepted_coding = value.decode("latin-1")
    return Wanted(scope["query_string"], accept and accept[:_MOST_ACCEPT], accepted_coding[:_MOST_ACCEPT])


def query_of(operation: Operation, accept: str | None) -> Query | None:
    """Return a program's query, or None where a page is liked best, or the file of a network.

    Where a page is liked best for one kind of query there is no format for that kind: the query comes back, and is
    handed on to the page.
    """
    results, graph = _offers(accept, operation.formats)
    if results == graph == HTML or results in _NETWORKS:
        return None
    return Query(
        operation.query,
        cast(ResultFormat, results.name) if results and results != HTML else None,
        cast(GraphFormat, graph.name) if graph and graph != HTML else None,
        operation.default_graphs,
        operation.named_graphs,
        operation.with_mark,
    )


def network_ending(operation: Operation, accept: str | None) -> str | None:
    """Return the ending of the network format that an address names, None where none is named or Accept says else."""
    results, _ = _offers(accept, operation.formats)
    return results.name if results is not None and results in _NETWORKS else None


@lru_cache(256)
def coding(accepted: str) -> Encoding | None:
    """Return the coding the client likes best (RFC 9110, 12.5.3), none where it names none."""
    if not accepted.strip():
        return None
    ranges = ",".join(f"coding/{part.strip()}" for part in accepted.split(",") if part.strip())
    chosen = choose(ranges, _ENCODINGS)
    return None if chosen is None or chosen.name == "identity" else cast(Encoding, chosen.name)


@lru_cache(256)
def _offers(accept: str | None, formats: tuple[str, ...]) -> tuple[Offer | None, Offer | None]:
    return choose_format(accept, formats, (*RESULTS, HTML, *_NETWORKS)), choose_format(accept, formats, (*GRAPHS, HTML))
