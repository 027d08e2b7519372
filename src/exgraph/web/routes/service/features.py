"""/collections: places and lines for maps, as OGC API – Features asks for them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from exgraph.web.catalogue import features
from exgraph.web.catalogue.features import LIMIT, MOST, Collection, link
from exgraph.web.http.address import public
from exgraph.web.http.negotiation import etag
from exgraph.web.http.problem import RequestError
from exgraph.web.http.response import tagged
from exgraph.web.page.rendering import dumps
from exgraph.web.routes import Reading

router = APIRouter()

_METHODS = ["GET", "HEAD"]
_CACHED = {"Vary": "Accept-Language, Cookie", "Cache-Control": "no-cache"}
_JSON, _GEO_JSON = "application/json", "application/geo+json"
_OPENAPI = "application/vnd.oai.openapi+json;version=3.1"


def landing(request: Request, title: str) -> Response:
    """Return where programs for maps begin: what there is, by links."""
    server = public(request, "")
    links = [
        link(f"{server}/?f=json", "self", _JSON),
        link(f"{server}/openapi.json", "service-desc", _OPENAPI),
        link(f"{server}/docs", "service-doc", "text/html"),
        link(f"{server}/conformance", "conformance", _JSON),
        link(f"{server}/collections", "data", _JSON),
    ]
    return _json({"title": title, "links": links})


@router.api_route("/conformance", methods=_METHODS)
def conformance() -> Response:
    """Tell to what the collections conform."""
    return _json({"conformsTo": features.CONFORMANCE})


@router.api_route("/collections", methods=_METHODS)
def every(request: Request, reader: Reading) -> Response:
    """List the collections."""
    server = public(request, "")
    found = [features.described(each, server) for each in features.collections(reader).values()]
    return _json({"links": [link(f"{server}/collections", "self", _JSON)], "collections": found})


@router.api_route("/collections/{name}", methods=_METHODS)
def one(request: Request, reader: Reading, name: str) -> Response:
    """Tell of one collection."""
    return _json(features.described(_collection(reader, name), public(request, "")))


@router.api_route("/collections/{name}/items", methods=_METHODS)
def items(  # noqa: PLR0917 - the parameters of the standard
    request: Request,
    reader: Reading,
    name: str,
    limit: int = LIMIT,
    offset: int = 0,
    bbox: str | None = None,
    span: Annotated[str | None, Query(alias="datetime")] = None,
) -> Response:
    """Give features of a collection, page by page.

    Raises:
        RequestError: 400, a parameter cannot be read; 404, there is no such collection.
    """
    collection = _collection(reader, name)
    if limit < 1 or offset < 0:
        raise RequestError(400, "limit is a number from 1, offset one from 0")
    try:
        wanted = features.read_filter(bbox, span)
    except ValueError as error:
        raise RequestError(400, str(error)) from error
    most = min(limit, MOST)
    base = public(request, f"/collections/{name}/items")
    language = request.query_params.get("lang")

    def address(start: int) -> str:
        asked = {"bbox": bbox, "datetime": span, "lang": language}
        return f"{base}?{features.query(limit=most, offset=start, **asked)}"

    def write() -> bytes:
        return dumps(features.page(collection, wanted, offset, most, address)).encode()

    tag = etag(reader.published.fingerprint, name, reader.language, bbox, span, most, offset, base)
    return tagged(request, tag, write, _GEO_JSON, _CACHED)


@router.api_route("/collections/{name}/items/{key:path}", methods=_METHODS)
def item(request: Request, reader: Reading, name: str, key: str) -> Response:
    """Give one feature.

    Raises:
        RequestError: 404, there is none of that id.
    """
    collection = _collection(reader, name)
    found = next((each for each in collection.features if each["id"] == key), None)
    if found is None:
        raise RequestError(404, f"the collection {name} has no feature {key}")
    base = public(request, f"/collections/{name}")
    links = [link(f"{base}/items/{key}", "self", _GEO_JSON), link(base, "collection", _JSON)]
    return Response(dumps({**found, "links": links}), headers=_CACHED, media_type=_GEO_JSON)


def _collection(reader: Reading, name: str) -> Collection:
    every_ = features.collections(reader)
    if name not in every_:
        raise RequestError(404, f"there is no collection {name}", remedy=f"there are {', '.join(every_)}")
    return every_[name]


def _json(answer: dict[str, Any]) -> Response:
    return Response(dumps(answer), headers=_CACHED, media_type=_JSON)
