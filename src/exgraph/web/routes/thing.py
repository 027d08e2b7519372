"""/id/...: things, as pages and as data; /graph/...: named graphs as data."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import cast
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from exgraph.reading.published import Published
from exgraph.reading.reader import Reader
from exgraph.reading.thing import schema_org
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.finding import concerning
from exgraph.reading.thing.proof import Proofs
from exgraph.release import citation
from exgraph.store import GRAPH_TYPES, GraphFormat
from exgraph.store.answer import DATASET_TYPES
from exgraph.web.http.address import public
from exgraph.web.http.negotiation import DATASETS, GRAPHS, HTML, choose_format, etag
from exgraph.web.http.problem import unacceptable
from exgraph.web.http.response import modified, tagged
from exgraph.web.page.absence import absent, gone, merged, moved
from exgraph.web.page.rendering import render
from exgraph.web.releases.middleware import opened
from exgraph.web.routes import Reading, Version
from exgraph.web.views import view

router = APIRouter()

SUFFIXES = {
    "html": "html",
    "ttl": "turtle",
    "nt": "ntriples",
    "jsonld": "jsonld",
    "json": "jsonld",
    "rdf": "rdfxml",
    "nq": "nquads",
    "trig": "trig",
}
_FILE = {name: suffix for suffix, name in SUFFIXES.items() if suffix != "json"}
_TYPES = dict[str, str]((*GRAPH_TYPES.items(), *DATASET_TYPES.items()))
_CACHED = {"Vary": "Accept", "Cache-Control": "no-cache"}
_METHODS = ["GET", "HEAD"]


@router.api_route("/id/{path:path}", methods=_METHODS)
def thing(request: Request, path: str, reader: Reading) -> Response:
    """Send to the page or the data of a thing by Accept (303); with a suffix, give it."""
    published = reader.published
    iri = published.base.root + "id/" + _encoded(path)
    if published.store.knows(iri):
        return (
            moved(reader, iri, "")
            or gone(request, reader, iri)
            or _see_other(request, iri.removeprefix(published.base.root))
        )
    stem, _, suffix = iri.rpartition(".")
    if suffix not in SUFFIXES or not published.store.knows(stem):
        return absent(request, reader, iri)
    format_ = SUFFIXES[suffix]
    if format_ == "html":
        return moved(reader, stem, ".html") or gone(request, reader, stem) or _page(request, reader, stem)
    if format_ in DATASET_TYPES:
        sources = format_
        return data(request, published, lambda: published.store.describe_sources(stem, sources), format_, stem)
    return data(request, published, lambda: published.store.describe(stem, cast(GraphFormat, format_)), format_, stem)


@router.api_route("/graph/{path:path}", methods=_METHODS)
def graph(request: Request, path: str, published: Version, reader: Reading) -> Response:
    """Give a named graph as data."""
    iri = published.base.root + "graph/" + _encoded(path)
    offer = choose_format(request.headers.get("accept"), request.query_params.getlist("format"), (*GRAPHS, HTML))
    if offer is None:
        raise unacceptable(GRAPHS)
    format_ = cast(GraphFormat, "turtle" if offer == HTML else offer.name)
    if not published.rows(f"SELECT * {{ GRAPH <{iri}> {{ ?s ?p ?o }} }} LIMIT 1"):
        return absent(request, reader, iri)
    return data(request, published, lambda: published.store.dump(iri, format_), format_, iri)


def data(request: Request, published: Published, write: Callable[[], bytes], format_: str, iri: str) -> Response:
    """Return RDF with its headers; 304, and nothing written, where the client has it already."""
    tag = etag(published.fingerprint, iri, format_)
    headers = {"Link": f'<{iri}>; rel="canonical"', **modified(published.folder), **published.headers, **_CACHED}
    return tagged(request, tag, write, _TYPES[format_], headers)


def _see_other(request: Request, path: str) -> Response:
    offers = (HTML, *GRAPHS, *DATASETS)
    offer = choose_format(request.headers.get("accept"), request.query_params.getlist("format"), offers)
    if offer is None:
        raise unacceptable(offers)
    asked = opened(request.scope)
    query = f"?{request.url.query}" if request.url.query and offer == HTML else ""
    if asked is not None and not query:
        query = f"?release={asked.release.id}"
    location = f"/{path}.{_FILE[offer.name]}{query}"
    return Response(status_code=303, headers={"Location": location, "Vary": "Accept"})


def _page(request: Request, reader: Reader, iri: str) -> Response:
    thing = ThingFacts(reader, iri)
    template, context = view(reader, thing, request.query_params)
    path = iri.removeprefix(reader.published.base.root)
    proofs = Proofs(reader, thing)
    facts: dict[str, object] = {
        "iri": iri,
        "name": reader.name(iri),
        "labels": reader.published.labels(iri),
        "summary": thing.text("dcterms:description"),
        "types": [reader.name(type_) for type_ in thing.types],
        "thing": thing,
        "proofs": proofs,
        "evidence": proofs.records,
        "findings": concerning(reader, iri),
        "alternates": [(offer.media_type, f"/{path}.{_FILE[offer.name]}") for offer in (*GRAPHS, *DATASETS)],
        "document": schema_org.thing(thing, reader.published, public(request, f"/{path}.html")),
        "merged": merged(reader, iri),
    }
    return render(request, reader, template, facts | context, links=_signposts(request, reader, iri))


def _signposts(request: Request, reader: Reader, iri: str) -> list[str]:
    """Return what programs find a thing by from its page (FAIR Signposting): its IRI, its data, its licence."""
    path = public(request, "/" + iri.removeprefix(reader.published.base.root))
    data = [f'<{path}.{_FILE[offer.name]}>; rel="describedby"; type="{offer.media_type}"' for offer in GRAPHS]
    return [
        f'<{iri}>; rel="cite-as"',
        '<https://schema.org/AboutPage>; rel="type"',
        f'<{citation.licence(reader.published.project)}>; rel="license"',
        *data,
    ]


def _encoded(path: str) -> str:
    # The server has decoded the path once; IRIs are encoded as exgraph.model.iri encodes them.
    return quote(unicodedata.normalize("NFC", path), safe="/-._~")
