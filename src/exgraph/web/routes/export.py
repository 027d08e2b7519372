"""/export: networks as files for graph tools, at stable addresses, and those that a query makes."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from exgraph.export.format import NETWORK_FORMATS, NetworkFormat
from exgraph.reading.network import NETWORKS
from exgraph.reading.reader import Reader, per_reader
from exgraph.reading.selection import Selection
from exgraph.web.http.negotiation import etag
from exgraph.web.http.problem import RequestError
from exgraph.web.http.response import modified, tagged
from exgraph.web.page.rendering import render
from exgraph.web.routes import Answering, Reading
from exgraph.web.sparql import protocol
from exgraph.web.sparql.network import network_response

router = APIRouter()

_METHODS = ["GET", "HEAD"]
_TABLES = ("nodes.csv", "edges.csv", "zip")
"""Formats that are named in words."""


@router.api_route("/export", methods=_METHODS)
def networks(request: Request, reader: Reading) -> Response:
    """List the networks and the formats of their files; of a selection where the address says one as at /browse."""
    selection = Selection.read(request.query_params.multi_items())
    chosen = selection != Selection()
    context = {
        # What is chosen is not made only to be measured.
        "sizes": {
            name: None if chosen else _size(reader, name) for name in NETWORKS if not (chosen and name == "ties")
        },
        "agreements": None if chosen else _agreements(reader),
        "selection": selection,
        "chosen": reader.published.events.total(selection) if chosen else None,
        "formats": {name: _offered(reader, name) for name in NETWORKS},
        "tables": _TABLES,
    }
    return render(request, reader, "networks.html", context)


@router.api_route("/export/query.{ending}", methods=[*_METHODS, "POST"])
async def query_file(request: Request, reader: Reading, answers: Answering, ending: str) -> Response:
    """Give the solutions of a query that names ?source and ?target as a network file.

    Raises:
        RequestError: 400, there is no query or it names no source and target; 404, there is no such format.
        QueryError, BusyError, TimeLimitError, MemoryLimitError, SizeLimitError: as at /sparql.
    """
    _format(ending)
    operation = await protocol.read(request)
    if not isinstance(operation, protocol.Operation):
        remedy = "give a SELECT query with ?source and ?target as the parameter query"
        raise RequestError(400, "there is no query", remedy=remedy)
    return await network_response(request, reader, answers, operation, ending)


@router.api_route("/export/{file}", methods=_METHODS)
def network_file(request: Request, reader: Reading, file: str) -> Response:
    """Give a network as a file, of a selection where the address says one as at /browse.

    Raises:
        RequestError: 404, there is no such network or format; 400, it takes no selection.
    """
    name, _, ending = file.partition(".")
    if name not in NETWORKS:
        raise RequestError(404, f"there is no network {name}", remedy=f"there are {', '.join(NETWORKS)} and query")
    format_ = _format(ending)
    selection = Selection.read(request.query_params.multi_items())
    tag = etag(reader.published.fingerprint, request.url.path, selection.address(), reader.language)

    def write() -> bytes:
        return format_.write(NETWORKS[name](reader, reader.published.events.choose(selection)))

    headers = _headers(reader, format_, name, ending)
    return tagged(request, tag, write, headers.pop("Content-Type"), headers)


def _format(ending: str) -> NetworkFormat:
    format_ = NETWORK_FORMATS.get(ending)
    if format_ is None:
        remedy = f"there are {', '.join(NETWORK_FORMATS)}"
        raise RequestError(404, f"there is no format {ending}", remedy=remedy)
    return format_


def _headers(reader: Reader, format_: NetworkFormat, name: str, ending: str) -> dict[str, str]:
    return {
        "Content-Type": format_.media_type,
        "Content-Disposition": f'attachment; filename="exgraph-{name}.{ending}"',
        "Vary": "Accept-Language, Cookie",
        "Cache-Control": "no-cache",
        **modified(reader.published.folder),
    }


@per_reader()
def _offered(reader: Reader, name: str) -> dict[str, NetworkFormat]:
    """Return the formats that hold something of a network, kept for the version."""
    network = NETWORKS[name](reader, reader.published.events.choose(Selection()))
    return {ending: each for ending, each in NETWORK_FORMATS.items() if each.holds(network)}


@per_reader()
def _size(reader: Reader, name: str) -> tuple[int, int]:
    """Return how many nodes and edges a network has, kept for the version."""
    network = NETWORKS[name](reader, reader.published.events.choose(Selection()))
    return len(network.nodes), len(network.edges)


@per_reader()
def _agreements(reader: Reader) -> tuple[int, int]:
    """Return how many agreements there are, and how many of them are between places; kept for the version."""
    every = "?it a exg:Agreement"
    between = every + " ; exg:party ?one, ?other . ?one a exg:Place . ?other a exg:Place FILTER(?one != ?other)"
    found = [reader.published.rows(f"SELECT (COUNT(DISTINCT ?it) AS ?n) {{ {each} }}") for each in (every, between)]
    return int(found[0][0]["n"]), int(found[1][0]["n"])
