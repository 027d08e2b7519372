"""/rdf-graph-store: the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

import email.parser
import email.policy
import re
import secrets
from typing import cast

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from exgraph.model.iri import Base
from exgraph.pool import DatasetRead, GraphRead, Pool
from exgraph.store import WRITTEN_TYPES, DatasetFormat, GraphFormat, GraphWrite, RdfDocument, UnknownGraphError
from exgraph.web.http.address import public
from exgraph.web.http.client import client
from exgraph.web.http.negotiation import DATASETS, GRAPHS, choose_format, etag
from exgraph.web.http.problem import RequestError, unacceptable
from exgraph.web.http.response import StreamedResponse, modified
from exgraph.web.sparql.access import Access, admit, write
from exgraph.web.sparql.protocol import body, content_type
from exgraph.web.sparql.token import Scope

router = APIRouter()

PATH = "/rdf-graph-store"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
_ALIASES = {
    alias: offer.media_type for offer in GRAPHS for alias in offer.aliases if alias.startswith("application/x-")
}
_CACHED = {"Vary": "Accept", "Cache-Control": "no-cache"}


@router.api_route(PATH, methods=["GET", "HEAD"])
@router.api_route(PATH + "/{path:path}", methods=["GET", "HEAD"])
async def get(request: Request, path: str = "") -> Response:
    """Give a graph, the default graph, or where neither is named the whole data set as N-Quads or TriG."""
    pool: Pool = request.app.state.pool
    named, graph = _graph(request, path)
    offers = GRAPHS if named else DATASETS
    offer = choose_format(request.headers.get("accept"), request.query_params.getlist("format"), offers)
    if offer is None:
        raise unacceptable(offers)
    tag = etag(pool.version, named, graph, offer.name)
    asked = GraphRead(graph, cast(GraphFormat, offer.name)) if named else DatasetRead(cast(DatasetFormat, offer.name))
    reply = await pool.ask(asked, client=client(request.scope))
    access: Access = request.app.state.access
    headers = {"ETag": tag, **modified(request.app.state.publication.current().folder, access.log), **_CACHED}
    if request.headers.get("if-none-match") == tag:
        reply.close()
        return Response(status_code=304, headers=headers | {"Content-Type": reply.media_type})
    if reply.body is not None:
        return Response(reply.body, headers=headers | {"Content-Type": reply.media_type})
    return StreamedResponse(reply, headers, pool.limits.read_time)


@router.put(PATH)
@router.put(PATH + "/{path:path}")
async def put(request: Request, path: str = "") -> Response:
    """Put documents in the place of a graph: 201 where there was none, 204 where there was."""
    await admit(request, "put")
    return await _written(request, _named(request, path), "put", replace=True)


@router.post(PATH)
@router.post(PATH + "/{path:path}")
async def post(request: Request, path: str = "") -> Response:
    """Add documents to a graph, or where none is named to a new one, whose address is in Location."""
    await admit(request, "post")
    named, graph = _graph(request, path)
    if named:
        return await _written(request, graph, "post", replace=False)
    graph = _new(request)
    response = await _written(request, graph, "post", replace=False)
    response.status_code = 201
    response.headers["Location"] = graph
    return response


@router.delete(PATH)
@router.delete(PATH + "/{path:path}")
async def delete(request: Request, path: str = "") -> Response:
    """Remove a graph; 404 where there is none."""
    graph = _named(request, path)
    written, _ = await write(request, GraphWrite(graph, (), _address(request), replace=True), "delete")
    if graph is not None and not written.removed:
        raise UnknownGraphError(f"there is no graph <{graph}>")
    return Response(status_code=204)


async def _written(request: Request, graph: str | None, action: str, *, replace: bool) -> Response:
    documents = await _documents(request)
    written, _ = await write(request, GraphWrite(graph, documents, _address(request, graph), replace), action)
    return Response(status_code=201 if graph in written.created else 204)


def _graph(request: Request, path: str) -> tuple[bool, str | None]:
    """Return whether a graph is named, and which: None is the default graph.

    Raises:
        RequestError: 400, more than one is named, or by what is no absolute IRI.
    """
    named = request.query_params.getlist("graph")
    default = "default" in request.query_params
    if len(named) + default + bool(path) > 1:
        raise RequestError(400, "more than one graph is named", remedy="send graph=, or default, or a path")
    if path:
        return True, _direct(request, path)
    if named and not _ABSOLUTE.fullmatch(named[0]):
        raise RequestError(400, f"{named[0]!r} is no absolute IRI", remedy="percent-encode what an IRI cannot hold")
    return bool(named) or default, named[0] if named else None


def _named(request: Request, path: str) -> str | None:
    named, graph = _graph(request, path)
    if not named:
        raise RequestError(400, "no graph is named", remedy="send graph=<IRI>, or default")
    return graph


def _direct(request: Request, path: str) -> str:
    """Return the graph that an address below ours names: one of the project's, or the address itself."""
    if request.app.state.pool.limits.union:
        return _base(request).graph(path)
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return public(request, raw.partition(b"?")[0].decode("ascii"))


def _new(request: Request) -> str:
    id_ = secrets.token_hex(8)
    if request.app.state.pool.limits.union:
        access: Access = request.app.state.access
        return _base(request).graph(f"written/{access.authorise(request, Scope.write).name}/{id_}")
    return public(request, f"{PATH}/{id_}")


def _base(request: Request) -> Base:
    base: Base = request.app.state.publication.base
    return base


def _address(request: Request, graph: str | None = None) -> str:
    """Return what relative IRIs in a document resolve against: the graph's own (Graph Store Protocol, 4.1)."""
    return graph or public(request, PATH)


async def _documents(request: Request) -> tuple[RdfDocument, ...]:
    pool: Pool = request.app.state.pool
    media_type, _ = content_type(request)
    if media_type != "multipart/form-data":
        type_ = _written_type(media_type)
        return (RdfDocument(await body(request, pool.limits.body), type_),)
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode("latin-1")
    received = head + await body(request, pool.limits.body)
    parser = email.parser.BytesParser(policy=email.policy.HTTP)
    parsed = await run_in_threadpool(parser.parsebytes, received)
    if not parsed.is_multipart():
        raise RequestError(400, "the parts of the body cannot be told apart", remedy="name the boundary they have")
    return tuple(
        RdfDocument(cast(bytes, part.get_payload(decode=True)), _written_type(part.get_content_type()))
        for part in parsed.iter_parts()
    )


def _written_type(media_type: str) -> str:
    type_ = _ALIASES.get(media_type, media_type)
    if type_ not in WRITTEN_TYPES:
        remedy = f"send {', '.join(WRITTEN_TYPES)}, or several of them as multipart/form-data"
        raise RequestError(415, f"{media_type or 'a body without a type'} is not read here", remedy=remedy)
    return type_
