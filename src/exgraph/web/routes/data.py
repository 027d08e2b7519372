"""/data: everything there is to take; /docs and /openapi.json: how programs ask."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, PlainTextResponse
from starlette.routing import Match

from exgraph.export.format import NETWORK_FORMATS
from exgraph.reading.network import NETWORKS
from exgraph.reading.thing import schema_org
from exgraph.release import citation
from exgraph.web.catalogue import api, how_to
from exgraph.web.catalogue.downloads import dump, graphs
from exgraph.web.http.address import public
from exgraph.web.http.negotiation import GRAPHS, etag
from exgraph.web.http.response import modified, tagged
from exgraph.web.page.absence import absent
from exgraph.web.page.rendering import dumps, render
from exgraph.web.routes import Reading, Version

router = APIRouter()

_METHODS = ["GET", "HEAD"]
_OPTIONAL = ("/releases", "/reconcile")
"""Addresses that are named where this server has them."""
_DUMPS = (("application/n-quads", "/data/graph.nq"), ("application/trig", "/rdf-graph-store?format=trig"))
_CACHED = {"Cache-Control": "no-cache"}


@router.api_route("/data", methods=_METHODS)
def data(request: Request, reader: Reading) -> Response:
    """Show what can be downloaded, what describes it, and how to ask."""
    context = {
        "dump": dump(reader.published),
        "graphs": graphs(reader),
        "networks": NETWORKS,
        "formats": NETWORK_FORMATS,
        "how_tos": how_to.NAMES,
        "here": {path for path in _OPTIONAL if _has(request, path)},
        "licence": citation.licence(reader.published.project),
        "licence_name": citation.licence_name(reader.published.project),
        "document": schema_org.data_set(reader.published, public(request, ""), _DUMPS),
        "types": [each.media_type for each in GRAPHS],
    }
    licence = citation.licence(reader.published.project)
    links = [
        f'<{public(request, "/.well-known/dcat")}>; rel="describedby"; type="text/turtle"',
        '<https://schema.org/Dataset>; rel="type"',
        f'<{licence}>; rel="license"',
        *(f'<{public(request, path)}>; rel="item"; type="{media_type}"' for media_type, path in _DUMPS),
    ]
    return render(request, reader, "data.html", context, links=links)


@router.api_route("/data/graph.nq", methods=_METHODS)
def file(request: Request, published: Version) -> Response:
    """Give the whole data set as it was built, named graph by named graph."""
    made = dump(published)
    headers = {
        "ETag": etag(published.fingerprint, "graph.nq"),
        "Link": f'<{citation.licence(published.project)}>; rel="license", </.well-known/void>; rel="describedby"',
        **modified(published.folder),
        **_CACHED,
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    name = f"exgraph-{published.fingerprint}.nq"
    return FileResponse(made.path, headers=headers, media_type="application/n-quads", filename=name)


@router.api_route("/data/graph.nq.sha256", methods=_METHODS)
def checksum(published: Version) -> Response:
    """Give the checksum of the dump, as `sha256sum --check` reads it."""
    name = f"exgraph-{published.fingerprint}.nq"
    return PlainTextResponse(f"{dump(published).digest}  {name}\n", headers=_CACHED)


@router.api_route("/data/how-to/{name}", methods=_METHODS)
def guide(request: Request, reader: Reading, name: str) -> Response:
    """Show a how-to."""
    if name not in how_to.NAMES:
        return absent(request, reader, public(request, request.url.path))
    context = {"name": name, "body": how_to.page(name, public(request, "")), "how_tos": how_to.NAMES}
    return render(request, reader, "how-to.html", context)


@router.api_route("/docs/asking", methods=_METHODS)
def asking(request: Request, reader: Reading) -> Response:
    """Show the traps of asking, and what to write instead."""
    return render(request, reader, "how-to.html", {"name": "asking", "body": how_to.asking(public(request, ""))})


@router.api_route("/data/how-to/pictures/{name}", methods=_METHODS)
def picture(request: Request, reader: Reading, name: str) -> Response:
    """Give a picture of a how-to."""
    try:
        content = how_to.picture(name)
    except FileNotFoundError:
        return absent(request, reader, public(request, request.url.path))
    return tagged(request, etag(content.hex()), lambda: content, "image/png", _CACHED)


@router.api_route("/docs", methods=_METHODS)
def docs(request: Request, reader: Reading) -> Response:
    """Show the addresses that programs ask."""
    context = {"api": api.read(), "server": public(request, ""), "curl": api.curl}
    return render(request, reader, "api.html", context)


@router.api_route("/openapi.json", methods=_METHODS)
def openapi(request: Request, published: Version, reader: Reading) -> Response:
    """Give the OpenAPI description: in English unless another language is asked for in the address."""
    language = reader.language if "lang" in request.query_params else "en"
    server = public(request, "")
    tag = etag(published.fingerprint, "openapi", server, language)

    def write() -> bytes:
        return dumps(api.openapi(published.words(language), server, published.project)).encode()

    return tagged(request, tag, write, "application/json", _CACHED)


def _has(request: Request, path: str) -> bool:
    scope = {**request.scope, "path": path, "raw_path": path.encode(), "method": "GET"}
    return any(route.matches(scope)[0] != Match.NONE for route in request.app.routes)
